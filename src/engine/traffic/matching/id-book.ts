// The book of a connection whose answers carry the number of their message, and so may come in any order, twice or never.

import type { AnswerBook, AnswerKind, LossListener } from "./answer-book.js";
import { SeqRing } from "./seq-ring.js";

/** Options of {@link IdBook}. */
export interface IdBookOptions {
  readonly lost: LossListener;
  /** Messages under way that are remembered, >= 1. Default 65,536. */
  readonly window?: number | undefined;
}

interface Straggler {
  readonly sentAtUs: number;
  readonly dueUs: number;
}

const defaultWindow = 65_536;

/**
 * Numbers are dense, so that whatever was sent and is neither under way nor lost must have been answered: answered messages
 * take no memory.
 *
 * ```
 *  0 ............... ring.base ...................... next
 *  answered | lost | straggler   answered | under way
 * ```
 *
 * Messages under way lie in a ring from the oldest to the newest. One that holds up the ring while most behind it are
 * answered moves to the stragglers, so the ring grows only with what is under way. When more than `window` messages are
 * under way, the oldest is told as lost. The numbers of the last `window` lost messages are remembered too; an answer to one
 * lost before these counts as a duplicate.
 */
export class IdBook implements AnswerBook {
  seq = -1;
  sentAtUs = Number.NaN;
  dueUs = Number.NaN;
  isReordered = false;
  readonly #lost: LossListener;
  readonly #window: number;
  readonly #ring = new SeqRing();
  /** In the order of their numbers, all below the ring's. */
  readonly #stragglers = new Map<number, Straggler>();
  /** In the order of their loss. */
  readonly #gone = new Set<number>();
  #highestAnswered = -1;

  constructor(options: IdBookOptions) {
    this.#lost = options.lost;
    this.#window = options.window ?? defaultWindow;
  }

  get underWay(): number {
    return this.#ring.count + this.#stragglers.size;
  }

  /** Messages there is memory for: fewer than nine times as many as were ever under way at once, but at least four. */
  get capacity(): number {
    return this.#ring.capacity + this.#stragglers.size;
  }

  sent(seq: number, sentAtUs: number, dueUs: number): void {
    const ring = this.#ring;
    if (seq !== ring.next) throw new RangeError(`message ${seq} was sent; must be ${ring.next}`);
    if (this.underWay === this.#window) this.#loseOldest();
    while (ring.isFull) {
      if (ring.isDense) ring.grow();
      else this.#straggle();
    }
    ring.push(sentAtUs, dueUs);
  }

  answered(seq: number): AnswerKind {
    if (!Number.isInteger(seq) || seq < 0 || seq >= this.#ring.next) return "unknown";
    if (!this.#take(seq)) return this.#gone.has(seq) ? "afterLoss" : "duplicate";
    this.isReordered = seq < this.#highestAnswered;
    if (!this.isReordered) this.#highestAnswered = seq;
    return "answer";
  }

  loseAll(): void {
    while (this.underWay > 0) this.#loseOldest();
  }

  /** Takes a message that is under way off the book; `false` when it is not. */
  #take(seq: number): boolean {
    const ring = this.#ring;
    if (ring.has(seq)) {
      this.#show(seq, ring.sentAtUs(seq), ring.dueUs(seq));
      ring.remove(seq);
      return true;
    }
    const straggler = this.#stragglers.get(seq);
    if (straggler === undefined) return false;
    this.#show(seq, straggler.sentAtUs, straggler.dueUs);
    this.#stragglers.delete(seq);
    return true;
  }

  #show(seq: number, sentAtUs: number, dueUs: number): void {
    this.seq = seq;
    this.sentAtUs = sentAtUs;
    this.dueUs = dueUs;
  }

  /** Moves the message that holds up the ring out of it. */
  #straggle(): void {
    const ring = this.#ring;
    const seq = ring.base;
    this.#stragglers.set(seq, { sentAtUs: ring.sentAtUs(seq), dueUs: ring.dueUs(seq) });
    ring.remove(seq);
  }

  #loseOldest(): void {
    const [oldest = this.#ring.base] = this.#stragglers.keys();
    this.#take(oldest);
    this.#gone.add(oldest);
    if (this.#gone.size > this.#window) {
      const [first = oldest] = this.#gone;
      this.#gone.delete(first);
    }
    this.#lost(oldest, this.sentAtUs, this.dueUs);
  }
}
