// The messages of one phase: plain numbers on the hot path, metrics once a second.

import type { MetricCollector } from "../../metrics/collector.js";
import type { CounterHandle, TrendHandle } from "../../metrics/metric-handles.js";
import type { Tags } from "../../metrics/run-report.js";
import { countNames, type MessageCounts, noCounts } from "./message-counts.js";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

type RareCount = "dropped" | "oneWay" | "published";

const rareMetrics = {
  dropped: "ws_msgs_dropped",
  oneWay: "ws_msgs_one_way",
  published: "ws_msgs_published",
} as const satisfies Record<RareCount, string>;
const rareCounts = Object.keys(rareMetrics) as readonly RareCount[];

/** Counts and latencies of one load in one phase. Its fields are counted up by the book. */
export class PhaseRecord implements Mutable<MessageCounts> {
  sent = 0;
  oneWay = 0;
  published = 0;
  answered = 0;
  late = 0;
  lost = 0;
  dropped = 0;
  received = 0;
  duplicated = 0;
  reordered = 0;
  wrong = 0;
  readonly #collector: MetricCollector;
  readonly #tags: Tags;
  readonly #counters: readonly (readonly [keyof MessageCounts, CounterHandle])[];
  #flushed: MessageCounts = noCounts;
  readonly #latency: TrendHandle;
  // Made at the first message with a due time: without one there is nothing to show.
  #corrected: TrendHandle | undefined;
  #lateness: TrendHandle | undefined;
  // Of traffics that have such messages only.
  readonly #rare = new Map<RareCount, CounterHandle>();

  constructor(collector: MetricCollector, tags: Tags) {
    this.#collector = collector;
    this.#tags = tags;
    this.#latency = collector.trend("ws_msg_latency", tags);
    this.#counters = [
      ["sent", collector.counter("ws_msgs_sent", tags)],
      ["received", collector.counter("ws_msgs_received", tags)],
      ["answered", collector.counter("ws_msgs_answered", tags)],
      ["late", collector.counter("ws_msgs_late", tags)],
      ["lost", collector.counter("ws_msgs_lost", tags)],
      ["duplicated", collector.counter("ws_msgs_duplicated", tags)],
      ["reordered", collector.counter("ws_msgs_reordered", tags)],
    ];
  }

  addSentDue(latenessUs: number): void {
    this.sent++;
    this.#addLateness(latenessUs);
  }

  addPublished(latenessUs: number): void {
    this.published++;
    this.#addLateness(latenessUs);
  }

  addAnswer(latencyUs: number, isLate: boolean): void {
    this.received++;
    this.#latency.record(latencyUs);
    if (isLate) this.late++;
    else this.answered++;
  }

  addAnswerDue(serviceUs: number, correctedUs: number, isLate: boolean): void {
    this.addAnswer(serviceUs, isLate);
    this.#corrected ??= this.#collector.trend("ws_msg_latency_corrected", this.#tags);
    this.#corrected.record(correctedUs);
  }

  /** Adds what was counted since the last call to the collector. */
  flush(): void {
    const before = this.#flushed;
    const now = this.counts();
    for (const [name, counter] of this.#counters) counter.add(now[name] - before[name]);
    for (const name of rareCounts)
      if (now[name] > before[name]) this.#rareCounter(name).add(now[name] - before[name]);
    this.#flushed = now;
  }

  counts(): MessageCounts {
    return Object.fromEntries(countNames.map((name) => [name, this[name]])) as unknown as MessageCounts;
  }

  #addLateness(latenessUs: number): void {
    this.#lateness ??= this.#collector.trend("generator_lateness", this.#tags);
    this.#lateness.record(latenessUs);
  }

  #rareCounter(name: RareCount): CounterHandle {
    const known = this.#rare.get(name);
    if (known !== undefined) return known;
    const made = this.#collector.counter(rareMetrics[name], this.#tags);
    this.#rare.set(name, made);
    return made;
  }
}
