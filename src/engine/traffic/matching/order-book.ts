// The book of a connection whose answers come in the order of sending, as an echo over one connection keeps it.

import type { AnswerBook, AnswerKind, LossListener } from "./answer-book.js";

// Sent and due time.
const numbersPerMessage = 2;

/**
 * Takes each answer as that to the oldest message under way, whatever number it has: a duplicate counts as the answer to the
 * next message, and shows as one too many (`unknown`) once nothing is under way.
 *
 * Times lie in a ring that doubles when it is full, and is as large as the most messages ever under way.
 */
export class OrderBook implements AnswerBook {
  seq = -1;
  sentAtUs = Number.NaN;
  dueUs = Number.NaN;
  readonly isReordered = false;
  readonly #lost: LossListener;
  #times = new Float64Array(numbersPerMessage);
  /** Messages that fit, a power of two. */
  #capacity = 1;
  /** The oldest message under way. */
  #oldest = 0;
  #next = 0;

  constructor(lost: LossListener) {
    this.#lost = lost;
  }

  get underWay(): number {
    return this.#next - this.#oldest;
  }

  sent(seq: number, sentAtUs: number, dueUs: number): void {
    if (seq !== this.#next) throw new RangeError(`message ${seq} was sent; must be ${this.#next}`);
    if (this.underWay === this.#capacity) this.#grow();
    const at = this.#at(this.#next++);
    this.#times[at] = sentAtUs;
    this.#times[at + 1] = dueUs;
  }

  answered(_seq?: number): AnswerKind {
    if (this.#oldest === this.#next) return "unknown";
    this.#take();
    return "answer";
  }

  loseAll(): void {
    while (this.#oldest < this.#next) {
      this.#take();
      this.#lost(this.seq, this.sentAtUs, this.dueUs);
    }
  }

  #take(): void {
    const at = this.#at(this.#oldest);
    this.seq = this.#oldest++;
    this.sentAtUs = this.#times[at] as number;
    this.dueUs = this.#times[at + 1] as number;
  }

  #at(seq: number): number {
    return (seq & (this.#capacity - 1)) * numbersPerMessage;
  }

  #grow(): void {
    const old = this.#times;
    const oldMask = this.#capacity - 1;
    this.#capacity *= 2;
    this.#times = new Float64Array(this.#capacity * numbersPerMessage);
    for (let seq = this.#oldest; seq < this.#next; seq++) {
      const from = (seq & oldMask) * numbersPerMessage;
      this.#times.set(old.subarray(from, from + numbersPerMessage), this.#at(seq));
    }
  }
}
