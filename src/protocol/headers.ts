// Header fields of one HTTP message: ordered, case-insensitive, multi-valued (RFC 9110 §5).

import { splitList } from "./http-token.js";

/**
 * The header fields of one HTTP message, immutable, in the order and the spelling of the wire.
 *
 * Names compare without case; a name may occur more than once.
 */
export class HttpHeaders implements Iterable<readonly [string, string]> {
  readonly #entries: readonly (readonly [string, string])[];

  private constructor(entries: readonly (readonly [string, string])[]) {
    this.#entries = entries;
  }

  /** Headers from `[name, value]` pairs, taken as they are: nothing is validated or trimmed. */
  static from(entries: Iterable<readonly [string, string]>): HttpHeaders {
    return new HttpHeaders(Array.from(entries, ([name, value]) => [name, value] as const));
  }

  /** All values of `name` joined with `", "` (RFC 9110 §5.3); `undefined` when it does not occur. */
  get(name: string): string | undefined {
    const values = this.getAll(name);
    return values.length === 0 ? undefined : values.join(", ");
  }

  /** Every value of `name`, one for each field line, in order. */
  getAll(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    return this.#entries.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  }

  /** Whether `name` occurs, even with an empty value. */
  has(name: string): boolean {
    const wanted = name.toLowerCase();
    return this.#entries.some(([key]) => key.toLowerCase() === wanted);
  }

  /** The elements of `name` read as a comma list over all its lines, in lower case, empty elements left out. */
  tokens(name: string): readonly string[] {
    return this.getAll(name).flatMap((value) => splitList(value.toLowerCase()));
  }

  /** `[name, value]` for each field line, as on the wire. */
  [Symbol.iterator](): Iterator<readonly [string, string]> {
    return this.#entries[Symbol.iterator]();
  }
}
