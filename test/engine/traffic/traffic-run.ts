// Runs one traffic with constant clients against a real target, as a worker does, and gives what was counted.

import type { DialOptions } from "../../../src/client/dial.js";
import { type Clock, systemClock } from "../../../src/clock.js";
import type { ExecutorPlan } from "../../../src/engine/plan/executor-plan.js";
import type { ConnectPlan, LoadPlan, Share } from "../../../src/engine/plan/run-plan.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import type { TrafficPlan } from "../../../src/engine/plan/traffic-plan.js";
import { MessageBook } from "../../../src/engine/record/message-book.js";
import { inFlightOf, type MessageCounts } from "../../../src/engine/record/message-counts.js";
import { ConnectionOpener } from "../../../src/engine/traffic/connection-opener.js";
import { makeTraffic } from "../../../src/engine/traffic/make-traffic.js";
import { SessionBook } from "../../../src/engine/traffic/session-book.js";
import type { TrafficContext } from "../../../src/engine/traffic/traffic.js";
import type { VirtualClient } from "../../../src/engine/virtual-client.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { seededRandom } from "../../../src/random.js";

export interface TrafficRunOptions {
  readonly plan: TrafficPlan;
  readonly url: string;
  readonly clients: number;
  readonly share?: Share;
  readonly dial?: DialOptions;
  readonly seed?: number;
  readonly executor?: ExecutorPlan;
  readonly clock?: Clock;
}

const connect: ConnectPlan = { dial: {}, concurrency: 50, localAddresses: [] };

/** A load of constant clients, for as long as the test wants. */
export function loadOf(work: TrafficPlan, url: string, clients: number): LoadPlan {
  return {
    name: "main",
    url,
    tags: {},
    startMs: 0,
    warmUpMs: 0,
    gracefulStopMs: 5_000,
    executor: { kind: "constant-clients", clients, durationMs: 600_000 },
    work,
    connect,
  };
}

/** One load in one worker. */
export class TrafficRun {
  readonly clock: Clock;
  readonly collector: MetricCollector;
  readonly book: MessageBook;
  readonly opener: ConnectionOpener;
  readonly sessions: SessionBook;
  readonly traffic: ReturnType<typeof makeTraffic>;
  readonly clients: readonly VirtualClient[];
  /** Iterations that ended by themselves. */
  iterations = 0;
  #iterating: readonly Promise<void>[] = [];
  #isStopped = false;
  #startUs = 0;
  #stoppedAtUs: readonly number[] = [];
  readonly #abort = new AbortController();

  constructor(options: TrafficRunOptions) {
    const { plan, url, clients, share = wholeShare, dial = {}, seed = 1, clock = systemClock } = options;
    const tags = {};
    this.clock = clock;
    this.collector = new MetricCollector({ clock });
    this.book = new MessageBook({
      collector: this.collector,
      tags,
      messageTimeoutUs: plan.messageTimeoutMs * 1_000,
    });
    const planned = loadOf(plan, url, clients);
    const load = {
      ...planned,
      executor: options.executor ?? planned.executor,
      connect: { ...connect, dial },
    };
    this.opener = new ConnectionOpener({
      url,
      connect: load.connect,
      share,
      clock,
      collector: this.collector,
      tags,
      signal: this.#abort.signal,
    });
    this.sessions = new SessionBook(this.collector, tags, clock);
    const context: TrafficContext = {
      load,
      plan,
      share,
      pacing: "economical",
      random: seededRandom(seed),
      clock,
      collector: this.collector,
      tags,
      book: this.book,
      opener: this.opener,
      sessions: this.sessions,
    };
    this.traffic = makeTraffic(context);
    const numbers = Array.from({ length: clients }, (_, index) => index);
    this.clients = numbers
      .filter((index) => index % share.of === share.worker)
      .map((index) => this.traffic.client(index));
  }

  async prepare(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.prepare()));
  }

  /** @param rounds - Iterations of each client at most. */
  begin(options: { readonly startUs?: number; readonly rounds?: number } = {}): void {
    const { startUs = this.clock.nowUs(), rounds = Number.POSITIVE_INFINITY } = options;
    this.#startUs = startUs;
    this.book.begin([{ name: "steady", fromMs: 0, toMs: Number.POSITIVE_INFINITY }], startUs);
    this.traffic.begin(startUs);
    this.#iterating = this.clients.map((client) => this.#iterate(client, rounds));
  }

  /** Messages of a constant rate over one connection that were due before the stop: at least and at most. */
  dueByStop(ratePerSecond: number): readonly [least: number, most: number] {
    const [least = 0, most = 0] = this.#stoppedAtUs.map(
      (atUs) => Math.floor(((atUs - this.#startUs) * ratePerSecond) / 1_000_000) + 1,
    );
    return [least, most];
  }

  /** Messages received before the start, which are counted by the connections only. */
  greetings(): number {
    this.sessions.flush("before");
    return this.collector.total("ws_frames_received", { phase: "before" });
  }

  /** Asks all to stop. */
  stop(): void {
    this.#isStopped = true;
    const fromUs = this.clock.nowUs();
    for (const client of this.clients) client.stop();
    this.traffic.end();
    this.#stoppedAtUs = [fromUs, this.clock.nowUs()];
  }

  /** Resolves when every client has ended its last iteration. */
  async settled(): Promise<void> {
    await Promise.all(this.#iterating);
  }

  terminate(): void {
    this.#isStopped = true;
    for (const client of this.clients) client.terminate();
    this.traffic.end();
  }

  /** Closes what is left, and gives what was counted. */
  async end(): Promise<MessageCounts> {
    await this.settled();
    this.traffic.end();
    await Promise.all(this.clients.map((client) => client.end()));
    this.#abort.abort();
    this.sessions.flush("steady");
    this.book.flush();
    return this.book.total();
  }

  async #iterate(client: VirtualClient, rounds: number): Promise<void> {
    for (let index = 0; index < rounds && !this.#isStopped; index++) {
      const end = await client.iterate({ index });
      if (!this.#isStopped) this.iterations++;
      if (end === "spent") return;
    }
  }
}

/** Resolves once `isTrue` holds; looks at it after each turn of the event loop. @throws after 20 s */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Only the counts that are not 0, and what is in flight. */
export function shown(counts: MessageCounts): Partial<MessageCounts> & { readonly inFlight?: number } {
  const all = { ...counts, inFlight: inFlightOf(counts) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== 0));
}
