// Counts what a server has really written as answers, whatever rule made it write them.

/** What became of the messages of one or more connections, as the server sees it. */
export interface ServerCounts {
  readonly received: number;
  /** Answers written, all of them. */
  readonly written: number;
  /** Received and never answered. */
  readonly lost: number;
  /** Answers to messages that had been answered before. */
  readonly duplicated: number;
  /** First answers written after that of a message that came later (RFC 4737 §3.3). */
  readonly reordered: number;
}

/** The ledger of one connection, whose messages are numbered from 0 as they come. */
export class AnswerLedger {
  readonly #answered = new Set<number>();
  #received = 0;
  #written = 0;
  #duplicated = 0;
  #reordered = 0;
  #highest = -1;

  /** A message came. @returns its number. */
  received(): number {
    return this.#received++;
  }

  /** An answer to message `n` is written. */
  answered(n: number): void {
    this.#written++;
    if (this.#answered.has(n)) {
      this.#duplicated++;
      return;
    }
    this.#answered.add(n);
    if (n < this.#highest) this.#reordered++;
    else this.#highest = n;
  }

  get counts(): ServerCounts {
    return {
      received: this.#received,
      written: this.#written,
      lost: this.#received - this.#answered.size,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
    };
  }
}

/** Of all connections together. */
export function sumOfCounts(all: readonly ServerCounts[]): ServerCounts {
  const sum = (name: keyof ServerCounts): number => all.reduce((total, counts) => total + counts[name], 0);
  return {
    received: sum("received"),
    written: sum("written"),
    lost: sum("lost"),
    duplicated: sum("duplicated"),
    reordered: sum("reordered"),
  };
}
