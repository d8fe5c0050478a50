// Counts and times every message of one load, by phase; every connection of the load reports here.

import type { MetricCollector } from "../../metrics/collector.js";
import type { Tags } from "../../metrics/run-report.js";
import type { PlannedPhase } from "../executors/executor.js";
import { addCounts, type MessageCounts, noCounts } from "./message-counts.js";
import { PhaseRecord } from "./phase-record.js";
import { PhaseTimeline } from "./phase-timeline.js";

/** Options of {@link MessageBook}. */
export interface MessageBookOptions {
  readonly collector: MetricCollector;
  /** Of the load; `phase` is added. */
  readonly tags: Tags;
  /** A later answer counts as late, µs. */
  readonly messageTimeoutUs: number;
}

/**
 * The book of one load in one worker.
 *
 * Recording allocates nothing. Counts reach the collector at {@link MessageBook.flush}, once a second; latencies at once.
 * All times are integer µs of the run's clock. A message with a due time belongs to the phase of that time, any other to
 * the phase in which it was sent.
 */
export class MessageBook {
  readonly #options: MessageBookOptions;
  #timeline = new PhaseTimeline([{ name: "steady", fromMs: 0, toMs: Number.POSITIVE_INFINITY }], 0);
  /** Made when first used: a load without a warm-up shows none. */
  #records: (PhaseRecord | undefined)[] = [];
  // The phase of the last lookup: nearly every message has the phase of the one before.
  #current: PhaseRecord | undefined;
  #currentFromUs = 0;
  #currentToUs = 0;
  #isWarmUp = false;
  #endUs = Number.POSITIVE_INFINITY;

  constructor(options: MessageBookOptions) {
    this.#options = options;
  }

  /** The load's time begins. Nothing may be recorded before. */
  begin(phases: readonly PlannedPhase[], startUs: number): void {
    this.#timeline = new PhaseTimeline(phases, startUs);
    this.#records = phases.map(() => undefined);
    this.#current = undefined;
    this.#currentFromUs = 0;
    this.#currentToUs = 0;
    this.#isWarmUp = false;
    this.#endUs = Number.POSITIVE_INFINITY;
  }

  /** The load's time is over at that time: known ahead of a schedule, else told when it comes. The earliest one holds. */
  endsAt(us: number): void {
    this.#endUs = Math.min(this.#endUs, us);
  }

  /** A message without a due time left. */
  sent(sentAtUs: number): void {
    this.#at(sentAtUs).sent++;
  }

  /** A message with a due time left, on time or late: how late is the generator's own lateness. */
  sentDue(dueUs: number, sentAtUs: number): void {
    this.#at(dueUs).addSentDue(latenessUs(dueUs, sentAtUs));
  }

  /** A message left to which no answer is expected. */
  sentOneWay(sentAtUs: number): void {
    const record = this.#at(sentAtUs);
    record.sent++;
    record.oneWay++;
  }

  /** The same with a due time. */
  sentOneWayDue(dueUs: number, sentAtUs: number): void {
    this.sentDue(dueUs, sentAtUs);
    this.#at(dueUs).oneWay++;
  }

  /** A message left for many receivers. It counts as sent by what is {@link MessageBook.expected} of it, not by itself. */
  published(dueUs: number, sentAtUs: number): void {
    this.#at(dueUs).addPublished(latenessUs(dueUs, sentAtUs));
  }

  /** So many receivers should get the message of that due time: each delivery counts as one message sent. */
  expected(dueUs: number, deliveries: number): void {
    this.#at(dueUs).sent += deliveries;
  }

  /** A message was due and could not be sent. */
  dropped(dueUs: number): void {
    this.#at(dueUs).dropped++;
  }

  /** The answer to the message sent at `sentAtUs`, which had no due time. */
  answered(sentAtUs: number, receivedAtUs: number): void {
    const latencyUs = receivedAtUs > sentAtUs ? receivedAtUs - sentAtUs : 0;
    this.#at(sentAtUs).addAnswer(latencyUs, latencyUs > this.#options.messageTimeoutUs);
  }

  /** The answer to a message that was due at `dueUs`; whether it is late is judged from then. */
  answeredDue(dueUs: number, sentAtUs: number, receivedAtUs: number): void {
    const serviceUs = receivedAtUs > sentAtUs ? receivedAtUs - sentAtUs : 0;
    const correctedUs = receivedAtUs > dueUs ? Math.round(receivedAtUs - dueUs) : 0;
    const isLate = correctedUs > this.#options.messageTimeoutUs;
    const record = this.#at(dueUs);
    record.addAnswerDue(serviceUs, correctedUs, isLate);
    const lastUs = this.#isWarmUp ? this.#currentToUs : this.#endUs;
    if (!isLate && receivedAtUs >= lastUs) record.answeredAfter++;
  }

  /** The message of that time (due, or sent where it has none) will never be answered. */
  lost(atUs: number): void {
    this.#at(atUs).lost++;
  }

  /** The answer just recorded, to a message of that time, is not what was sent. */
  wrong(atUs: number): void {
    this.#at(atUs).wrong++;
  }

  /** A message came that answers nothing, or nothing any more. */
  duplicated(receivedAtUs: number): void {
    const record = this.#at(receivedAtUs);
    record.received++;
    record.duplicated++;
  }

  /** The answer just recorded came after that of a message sent later. */
  reordered(atUs: number): void {
    this.#at(atUs).reordered++;
  }

  /** A message came that nobody asked for, in a traffic where that is the point. */
  received(receivedAtUs: number): void {
    this.#at(receivedAtUs).received++;
  }

  /** The phase of a time, as the tag `phase` has it. */
  phaseAt(us: number): string {
    return this.#timeline.names[this.#timeline.indexAt(us)] as string;
  }

  /** Brings the collector's counters up to date. */
  flush(): void {
    for (const record of this.#records) record?.flush();
  }

  /** Of all phases that were used, by name; not only what was flushed. */
  counts(): Readonly<Record<string, MessageCounts>> {
    const entries = this.#records.flatMap((record, index) =>
      record === undefined ? [] : [[this.#timeline.names[index] as string, record.counts()] as const],
    );
    return Object.fromEntries(entries);
  }

  /** Of all phases together. */
  total(): MessageCounts {
    return Object.values(this.counts()).reduce(addCounts, noCounts);
  }

  #at(us: number): PhaseRecord {
    if (this.#current !== undefined && us >= this.#currentFromUs && us < this.#currentToUs)
      return this.#current;
    return this.#turnTo(this.#timeline.indexAt(us));
  }

  #turnTo(index: number): PhaseRecord {
    const { collector, tags } = this.#options;
    const name = this.#timeline.names[index] as string;
    const record = this.#records[index] ?? new PhaseRecord(collector, { ...tags, phase: name });
    this.#records[index] = record;
    this.#current = record;
    this.#isWarmUp = name === "warm-up";
    this.#currentFromUs = this.#timeline.startOf(index);
    this.#currentToUs = this.#timeline.endOf(index);
    return record;
  }
}

function latenessUs(dueUs: number, sentAtUs: number): number {
  return sentAtUs > dueUs ? Math.round(sentAtUs - dueUs) : 0;
}
