// What a script waits for: patterns that messages must match, one after the other.

import { WsrigError } from "../../errors.js";

/** Patterns still to be met, in order. A message that does not match the next one is passed over. */
export class Expectations {
  readonly #patterns: readonly RegExp[];
  #met = 0;
  #lastOther: string | undefined;

  /** @throws WsrigError `usage-invalid-pattern` */
  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map(compile);
  }

  /** The pattern that the next message must match; `undefined` when all are met. */
  get next(): string | undefined {
    return this.#patterns[this.#met]?.source;
  }

  /** How many are met, of how many. */
  get tally(): string {
    return `${this.#met} of ${this.#patterns.length}`;
  }

  /** The last message that did not match the pattern awaited. */
  get lastOther(): string | undefined {
    return this.#lastOther;
  }

  /** Whether `message` meets the next pattern; each message meets one at most. */
  offer(message: string): boolean {
    const pattern = this.#patterns[this.#met];
    if (pattern === undefined) return false;
    if (!pattern.test(message)) {
      this.#lastOther = message;
      return false;
    }
    this.#met++;
    this.#lastOther = undefined;
    return true;
  }
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source, "su");
  } catch (error) {
    const message = `--expect is "${source}"; not a regular expression: ${(error as Error).message}`;
    throw new WsrigError("usage-invalid-pattern", message, { path: "--expect", cause: error });
  }
}
