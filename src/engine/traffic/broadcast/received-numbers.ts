// Which messages of each publisher one receiver has got: exact, whatever the order.

/** `fresh`: the first time. `reordered`: the first time, after one published later (RFC 4737 §3.3). `foreign`: from before it listened. */
export type ReceivedKind = "fresh" | "reordered" | "duplicate" | "foreign";

/** Numbers below `next` have come, but for the missing ones. */
export class ReceivedNumbers {
  readonly #base: Float64Array;
  readonly #next: Float64Array;
  /** By publisher; only where something is missing. */
  readonly #missing = new Map<number, Set<number>>();

  /** @param next - By publisher: the first number that this receiver should get. */
  constructor(next: readonly number[]) {
    this.#base = Float64Array.from(next);
    this.#next = Float64Array.from(next);
  }

  /** Message `seq` of `publisher` has come. */
  note(publisher: number, seq: number): ReceivedKind {
    const next = this.#next[publisher] as number;
    if (seq >= next) {
      if (seq > next) this.#skip(publisher, next, seq);
      this.#next[publisher] = seq + 1;
      return "fresh";
    }
    if (seq < (this.#base[publisher] as number)) return "foreign";
    return this.#missing.get(publisher)?.delete(seq) ? "reordered" : "duplicate";
  }

  /** Tells each message of `publisher` that has not come, of those below `published`, oldest first. */
  forEachMissing(publisher: number, published: number, tell: (seq: number) => void): void {
    for (const seq of this.#missing.get(publisher) ?? []) tell(seq);
    for (let seq = this.#next[publisher] as number; seq < published; seq++) tell(seq);
  }

  #skip(publisher: number, from: number, to: number): void {
    let missing = this.#missing.get(publisher);
    if (missing === undefined) {
      missing = new Set();
      this.#missing.set(publisher, missing);
    }
    for (let seq = from; seq < to; seq++) missing.add(seq);
  }
}
