// The times of messages by their number: a ring over the stretch from the oldest message under way to the newest.

// Sent and due time. A message that is not under way has NaN for its sent time.
const numbersPerMessage = 2;
const firstCapacity = 4;

/** Holds messages `base` to `next - 1`, some of which may have been removed; `base` itself has not. Allocates only in `grow`. */
export class SeqRing {
  /** The oldest message held; `next` when there is none. */
  base = 0;
  /** The number that the next message gets. */
  next = 0;
  /** Messages held. */
  count = 0;
  #times = new Float64Array(firstCapacity * numbersPerMessage);
  /** A power of two. */
  #capacity = firstCapacity;

  /** Slots, 16 bytes each. */
  get capacity(): number {
    return this.#capacity;
  }

  /** Whether the next message has no slot. */
  get isFull(): boolean {
    return this.next - this.base === this.#capacity;
  }

  /** Whether more than a quarter of the slots are in use, so that a larger ring is worth it. */
  get isDense(): boolean {
    return this.count * 4 > this.#capacity;
  }

  /** Whether message `seq`, below `next`, is held. */
  has(seq: number): boolean {
    return seq >= this.base && !Number.isNaN(this.sentAtUs(seq));
  }

  /** Of a message between `base` and `next`. */
  sentAtUs(seq: number): number {
    return this.#times[this.#at(seq)] as number;
  }

  /** Of a message between `base` and `next`. */
  dueUs(seq: number): number {
    return this.#times[this.#at(seq) + 1] as number;
  }

  /** Adds message `next`; there must be a slot. @param sentAtUs - No NaN. */
  push(sentAtUs: number, dueUs: number): void {
    const at = this.#at(this.next++);
    this.#times[at] = sentAtUs;
    this.#times[at + 1] = dueUs;
    this.count++;
  }

  /** Removes a message that is held. */
  remove(seq: number): void {
    this.#times[this.#at(seq)] = Number.NaN;
    this.count--;
    while (this.base < this.next && Number.isNaN(this.sentAtUs(this.base))) this.base++;
  }

  /** Doubles the slots. */
  grow(): void {
    const old = this.#times;
    const oldMask = this.#capacity - 1;
    this.#capacity *= 2;
    this.#times = new Float64Array(this.#capacity * numbersPerMessage);
    for (let seq = this.base; seq < this.next; seq++) {
      const from = (seq & oldMask) * numbersPerMessage;
      this.#times.set(old.subarray(from, from + numbersPerMessage), this.#at(seq));
    }
  }

  #at(seq: number): number {
    return (seq & (this.#capacity - 1)) * numbersPerMessage;
  }
}
