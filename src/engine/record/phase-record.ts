// The messages of one phase: plain numbers on the hot path, metrics once a second.

import type { MetricCollector } from "../../metrics/collector.js";
import type { CounterHandle, TrendHandle } from "../../metrics/metric-handles.js";
import type { Tags } from "../../metrics/run-report.js";
import { type MessageCounts, noCounts } from "./message-counts.js";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What reaches the collector; `wrong` does not, it is a check's affair. */
type CountedName = Exclude<keyof MessageCounts, "wrong">;

const metricNames: Readonly<Record<CountedName, string>> = {
  sent: "ws_msgs_sent",
  received: "ws_msgs_received",
  answered: "ws_msgs_answered",
  answeredAfter: "ws_msgs_answered_after",
  late: "ws_msgs_late",
  lost: "ws_msgs_lost",
  duplicated: "ws_msgs_duplicated",
  reordered: "ws_msgs_reordered",
  dropped: "ws_msgs_dropped",
  oneWay: "ws_msgs_one_way",
  published: "ws_msgs_published",
};
const countedNames = Object.keys(metricNames) as readonly CountedName[];
/** Shown at 0 too where answers are expected, for "none lost" is a finding; elsewhere there is no balance to show. */
const balanceNames: ReadonlySet<CountedName> = new Set([
  "sent",
  "received",
  "answered",
  "late",
  "lost",
  "duplicated",
  "reordered",
]);

/** Counts and latencies of one load in one phase. Its fields are counted up by the book. */
export class PhaseRecord implements Mutable<MessageCounts> {
  sent = 0;
  oneWay = 0;
  published = 0;
  answered = 0;
  answeredAfter = 0;
  late = 0;
  lost = 0;
  dropped = 0;
  received = 0;
  duplicated = 0;
  reordered = 0;
  wrong = 0;
  readonly #collector: MetricCollector;
  readonly #tags: Tags;
  readonly #counters = new Map<CountedName, CounterHandle>();
  #flushed: MessageCounts = noCounts;
  readonly #latency: TrendHandle;
  // Made at the first message with a due time: without one there is nothing to show.
  #corrected: TrendHandle | undefined;
  #lateness: TrendHandle | undefined;

  constructor(collector: MetricCollector, tags: Tags) {
    this.#collector = collector;
    this.#tags = tags;
    this.#latency = collector.trend("ws_msg_latency", tags);
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
    const expectsAnswers = now.sent > now.oneWay;
    for (const name of countedNames) {
      const more = now[name] - before[name];
      if (more > 0 || (expectsAnswers && balanceNames.has(name))) this.#counter(name).add(more);
    }
    this.#flushed = now;
  }

  counts(): MessageCounts {
    const { sent, oneWay, published, answered, answeredAfter, late, lost, dropped } = this;
    const { received, duplicated, reordered, wrong } = this;
    return {
      sent,
      oneWay,
      published,
      answered,
      answeredAfter,
      late,
      lost,
      dropped,
      received,
      duplicated,
      reordered,
      wrong,
    };
  }

  #addLateness(latenessUs: number): void {
    this.#lateness ??= this.#collector.trend("generator_lateness", this.#tags);
    this.#lateness.record(latenessUs);
  }

  #counter(name: CountedName): CounterHandle {
    const known = this.#counters.get(name);
    if (known !== undefined) return known;
    const made = this.#collector.counter(metricNames[name], this.#tags);
    this.#counters.set(name, made);
    return made;
  }
}
