// Connections that are held open and pinged on a schedule: the one file of the scale benchmark that calls the library.

import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, dial } from "wsrig";
import type { IdleOrder, IdleReport } from "./idle-protocol.js";

type OpenOrder = Extract<IdleOrder, { kind: "open" }>;
type PingOrder = Extract<IdleOrder, { kind: "ping" }>;

const tickMs = 20;
const pongPatienceMs = 5_000;

/** The idle connections of one worker. */
export class IdleConnections {
  readonly #connections: Connection[] = [];
  readonly #failures = new Set<string>();
  #ended = 0;
  #pongs = 0;
  /** Pongs by connection. */
  #pongsOf = new Uint8Array(0);

  /** Opens them all, so many handshakes at once. */
  async open(order: OpenOrder): Promise<Omit<Extract<IdleReport, { kind: "opened" }>, "kind" | "rssBytes">> {
    const { connections, handshakesAtOnce } = order;
    this.#pongsOf = new Uint8Array(connections);
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < connections) await this.#openOne(order, next++);
    };
    await Promise.all(Array.from({ length: handshakesAtOnce }, lane));
    return { opened: this.#connections.length, failures: [...this.#failures] };
  }

  /** Pings each connection at its own time of every interval, then waits for the last pongs. */
  async ping({
    intervalMs,
    intervals,
  }: PingOrder): Promise<Omit<Extract<IdleReport, { kind: "pinged" }>, "kind" | "rssBytes">> {
    const total = this.#connections.length * intervals;
    const latenessMs = new Float64Array(total);
    const startedMs = performance.now();
    let pings = 0;
    for (let due = 0; due < total; ) {
      const nowMs = performance.now();
      for (; due < total && this.#dueMs(due, intervalMs) <= nowMs - startedMs; due++) {
        const connection = this.#connections[due % this.#connections.length];
        if (connection?.state !== "open") continue;
        latenessMs[pings++] = nowMs - startedMs - this.#dueMs(due, intervalMs);
        connection.ping();
      }
      await sleep(tickMs);
    }
    // The last connection's interval ends as late as that of all others.
    await sleep(Math.max(0, startedMs + intervals * intervalMs - performance.now()));
    for (
      const untilMs = performance.now() + pongPatienceMs;
      this.#pongs < pings && performance.now() < untilMs;
    ) {
      await sleep(tickMs);
    }
    const sorted = latenessMs.subarray(0, pings).sort();
    return {
      pings,
      pongs: this.#pongs,
      complete: this.#pongsOf.filter((pongs) => pongs === intervals).length,
      ended: this.#ended,
      latenessP99Ms: sorted[Math.floor(pings * 0.99)] ?? 0,
      latenessMaxMs: sorted.at(-1) ?? 0,
    };
  }

  #dueMs(ping: number, intervalMs: number): number {
    return (ping * intervalMs) / this.#connections.length;
  }

  async #openOne({ url, localAddresses }: OpenOrder, index: number): Promise<void> {
    const localAddress = localAddresses[index % localAddresses.length];
    const result = await dial(url, { localAddress, timeoutMs: 30_000 });
    if (result.kind === "failed") {
      this.#failures.add(result.failure.message);
      return;
    }
    result.connection.setListener({
      pongReceived: () => {
        this.#pongs++;
        this.#pongsOf[index] = (this.#pongsOf[index] ?? 0) + 1;
      },
      closed: () => {
        this.#ended++;
      },
    });
    this.#connections.push(result.connection);
  }
}
