// What happened to every message of a load, by phase: sent = answered + late + lost + in flight.

import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";

/** The phases of a closed loop; only `steady` is in the summary. */
export type LoadPhase = "warm-up" | "steady";

/** Counts of one phase. A message belongs to the phase in which it was sent. */
export interface PhaseCounts {
  readonly sent: number;
  /** Answered within the message timeout. */
  readonly answered: number;
  /** Answered after it. */
  readonly late: number;
  /** Unanswered when its connection ended or the run had drained. */
  readonly lost: number;
  /** Answers, in time or late, whose kind or bytes differ from what was sent. */
  readonly wrong: number;
}

const noCounts: PhaseCounts = { sent: 0, answered: 0, late: 0, lost: 0, wrong: 0 };

/** Options of {@link LoadTally}. */
export interface LoadTallyOptions {
  readonly collector: MetricCollector;
  readonly tags: Tags;
  /** A later answer counts as late, µs. */
  readonly messageTimeoutUs: number;
}

/** Counts and times the messages of one load; every connection of it reports here. */
export class LoadTally {
  readonly #messageTimeoutUs: number;
  /** Made when the first message is sent in it: a load without a warm-up shows none. */
  #warmUp: PhaseRecorder | undefined;
  readonly #makeWarmUp: () => PhaseRecorder;
  readonly #steady: PhaseRecorder;
  #steadyFromUs = Number.POSITIVE_INFINITY;
  #unexpected = 0;

  constructor({ collector, tags, messageTimeoutUs }: LoadTallyOptions) {
    this.#messageTimeoutUs = messageTimeoutUs;
    this.#makeWarmUp = () => new PhaseRecorder(collector, { ...tags, phase: "warm-up" });
    this.#steady = new PhaseRecorder(collector, { ...tags, phase: "steady" });
  }

  /** Everything sent from `nowUs` on belongs to the steady phase. */
  beginSteady(nowUs: number): void {
    this.#steadyFromUs = nowUs;
  }

  /** Counts of a phase so far. */
  counts(phase: LoadPhase): PhaseCounts {
    return phase === "steady" ? this.#steady.counts() : (this.#warmUp?.counts() ?? noCounts);
  }

  /** Replies that answer nothing: more came back than was sent. */
  get unexpected(): number {
    return this.#unexpected;
  }

  /** One message left at `atUs`. */
  addSent(atUs: number): void {
    this.#phaseOf(atUs).addSent();
  }

  /** The answer to the message sent at `sentAtUs`; `right` when it is the message itself. */
  addAnswer(sentAtUs: number, receivedAtUs: number, right: boolean): void {
    const latencyUs = receivedAtUs > sentAtUs ? receivedAtUs - sentAtUs : 0;
    this.#phaseOf(sentAtUs).addAnswer(latencyUs, latencyUs > this.#messageTimeoutUs, right);
  }

  /** The message sent at `sentAtUs` will never be answered. */
  addLost(sentAtUs: number): void {
    this.#phaseOf(sentAtUs).addLost();
  }

  /** A reply that answers nothing. */
  addUnexpected(atUs: number): void {
    this.#unexpected++;
    this.#phaseOf(atUs).addDuplicated();
  }

  #phaseOf(sentAtUs: number): PhaseRecorder {
    if (sentAtUs >= this.#steadyFromUs) return this.#steady;
    this.#warmUp ??= this.#makeWarmUp();
    return this.#warmUp;
  }
}

/** The metrics of one phase, their handles fetched once: recording allocates nothing. */
class PhaseRecorder {
  readonly #latency: { record(us: number): void };
  readonly #sentCounter: { add(n: number): void };
  readonly #receivedCounter: { add(n: number): void };
  readonly #lateCounter: { add(n: number): void };
  readonly #lostCounter: { add(n: number): void };
  readonly #duplicatedCounter: { add(n: number): void };
  #sent = 0;
  #answered = 0;
  #late = 0;
  #lost = 0;
  #wrong = 0;

  constructor(collector: MetricCollector, tags: Tags) {
    this.#latency = collector.trend("ws_msg_latency", tags);
    this.#sentCounter = collector.counter("ws_msgs_sent", tags);
    this.#receivedCounter = collector.counter("ws_msgs_received", tags);
    this.#lateCounter = collector.counter("ws_msgs_late", tags);
    this.#lostCounter = collector.counter("ws_msgs_lost", tags);
    this.#duplicatedCounter = collector.counter("ws_msgs_duplicated", tags);
  }

  counts(): PhaseCounts {
    return {
      sent: this.#sent,
      answered: this.#answered,
      late: this.#late,
      lost: this.#lost,
      wrong: this.#wrong,
    };
  }

  addSent(): void {
    this.#sent++;
    this.#sentCounter.add(1);
  }

  addAnswer(latencyUs: number, late: boolean, right: boolean): void {
    this.#receivedCounter.add(1);
    this.#latency.record(latencyUs);
    if (!right) this.#wrong++;
    if (late) {
      this.#late++;
      this.#lateCounter.add(1);
    } else {
      this.#answered++;
    }
  }

  addLost(): void {
    this.#lost++;
    this.#lostCounter.add(1);
  }

  addDuplicated(): void {
    this.#receivedCounter.add(1);
    this.#duplicatedCounter.add(1);
  }
}

/** The counts of two phases together. */
export function addCounts(a: PhaseCounts, b: PhaseCounts): PhaseCounts {
  return {
    sent: a.sent + b.sent,
    answered: a.answered + b.answered,
    late: a.late + b.late,
    lost: a.lost + b.lost,
    wrong: a.wrong + b.wrong,
  };
}
