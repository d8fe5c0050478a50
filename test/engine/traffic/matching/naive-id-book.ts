// What IdBook does, written with lists only: the oracle of its property tests.

import type {
  AnswerBook,
  AnswerKind,
  LossListener,
} from "../../../../src/engine/traffic/matching/answer-book.js";

interface Sent {
  readonly seq: number;
  readonly sentAtUs: number;
  readonly dueUs: number;
}

/** Remembers everything, and looks through it each time. */
export class NaiveIdBook implements AnswerBook {
  seq = -1;
  sentAtUs = Number.NaN;
  dueUs = Number.NaN;
  isReordered = false;
  readonly #window: number;
  readonly #lost: LossListener;
  readonly #sent: Sent[] = [];
  readonly #answered: number[] = [];
  readonly #losses: number[] = [];

  constructor(window: number, lost: LossListener) {
    this.#window = window;
    this.#lost = lost;
  }

  get underWay(): number {
    return this.#open().length;
  }

  sent(seq: number, sentAtUs: number, dueUs: number): void {
    const open = this.#open();
    if (open.length === this.#window) this.#lose(open.slice(0, 1));
    this.#sent.push({ seq, sentAtUs, dueUs });
  }

  answered(seq: number): AnswerKind {
    const sent = this.#sent.find((message) => message.seq === seq);
    if (sent === undefined) return "unknown";
    if (this.#answered.includes(seq)) return "duplicate";
    if (this.#losses.includes(seq)) {
      return this.#losses.slice(-this.#window).includes(seq) ? "afterLoss" : "duplicate";
    }
    this.isReordered = this.#answered.some((other) => other > seq);
    this.#answered.push(seq);
    Object.assign(this, sent);
    return "answer";
  }

  loseAll(): void {
    this.#lose(this.#open());
  }

  #open(): readonly Sent[] {
    return this.#sent.filter(({ seq }) => !this.#answered.includes(seq) && !this.#losses.includes(seq));
  }

  #lose(messages: readonly Sent[]): void {
    for (const { seq, sentAtUs, dueUs } of messages) {
      this.#losses.push(seq);
      this.#lost(seq, sentAtUs, dueUs);
    }
  }
}
