// Connections that are held open and pinged on a schedule: the one file of the scale benchmark that calls the library.

import { setTimeout as sleep } from "node:timers/promises";
import { dial } from "wsrig";

const tickMs = 20;
const pongPatienceMs = 5_000;

/** The idle connections of one worker. */
export class IdleConnections {
  /** @type {import("wsrig").Connection[]} */
  #connections = [];
  #failures = new Set();
  #ended = 0;
  #pongs = 0;
  /** Pongs by connection. */
  #pongsOf = new Uint8Array(0);

  /**
   * Opens them all, so many handshakes at once.
   *
   * @param {Extract<import("./idle-protocol.js").IdleOrder, { kind: "open" }>} order
   */
  async open(order) {
    this.#pongsOf = new Uint8Array(order.connections);
    let next = 0;
    const lane = async () => {
      while (next < order.connections) await this.#openOne(order, next++);
    };
    await Promise.all(Array.from({ length: order.handshakesAtOnce }, lane));
    return { opened: this.#connections.length, failures: [...this.#failures] };
  }

  /**
   * Pings each connection at its own time of every interval, then waits for the last pongs.
   *
   * @param {Extract<import("./idle-protocol.js").IdleOrder, { kind: "ping" }>} order
   */
  async ping({ intervalMs, intervals }) {
    const total = this.#connections.length * intervals;
    const dueMs = (ping) => (ping * intervalMs) / this.#connections.length;
    const latenessMs = new Float64Array(total);
    const startedMs = performance.now();
    let pings = 0;
    for (let ping = 0; ping < total; ) {
      const passedMs = performance.now() - startedMs;
      for (; ping < total && dueMs(ping) <= passedMs; ping++) {
        const connection = this.#connections[ping % this.#connections.length];
        if (connection.state !== "open") continue;
        latenessMs[pings++] = passedMs - dueMs(ping);
        connection.ping();
      }
      await sleep(tickMs);
    }
    const untilMs = performance.now() + pongPatienceMs;
    while (this.#pongs < pings && performance.now() < untilMs) await sleep(tickMs);
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

  async #openOne({ url, localAddresses }, index) {
    const localAddress = localAddresses[index % localAddresses.length];
    const result = await dial(url, { localAddress, timeoutMs: 30_000 });
    if (result.kind === "failed") {
      this.#failures.add(result.failure.message);
      return;
    }
    result.connection.setListener({
      pongReceived: () => {
        this.#pongs++;
        this.#pongsOf[index]++;
      },
      closed: () => {
        this.#ended++;
      },
    });
    this.#connections.push(result.connection);
  }
}
