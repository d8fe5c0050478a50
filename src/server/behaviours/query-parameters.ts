// The query of a behaviour's request target, read with ranges and defaults; every problem is kept for one 400 answer.

import { WsrigError } from "../../errors.js";
import { nearestWord } from "../../nearest-word.js";
import { parseDurationMs, parseSizeBytes } from "../../units.js";

/** Range of a number, both ends included, and what it is when left out. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly byDefault: number;
}

/** Parameters after `?`. A reader that finds a bad value notes the problem and gives the default. */
export class QueryParameters {
  readonly #values: URLSearchParams;
  readonly #known: string[] = [];
  readonly #problems: string[] = [];

  /** @param query - What follows the `?`, or an empty string. */
  constructor(query: string) {
    this.#values = new URLSearchParams(query);
  }

  /** A whole number without a unit. */
  integer(name: string, range: NumberRange): number {
    const text = this.#single(name);
    if (text === undefined) return range.byDefault;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return this.#within(name, text, value, range, {
      expected: `a whole number from ${range.min} to ${range.max}`,
      fix: `${name}=${range.byDefault}`,
    });
  }

  /** A size in bytes: a bare number, since the parameters that use it are called `bytes`, or one with a unit (`16KiB`). */
  bytes(name: string, range: NumberRange): number {
    const text = this.#single(name);
    if (text === undefined) return range.byDefault;
    const bare = /^\d{1,15}$/.test(text);
    const value = bare ? Number(text) : this.#unitOrNaN(() => parseSizeBytes(text, name));
    return this.#within(name, text, value, range, {
      expected: `a size from ${range.min} to ${range.max} bytes`,
      fix: `${name}=${range.byDefault} or ${name}=1KiB`,
    });
  }

  /** A duration with its unit (`20ms`), in ms. */
  durationMs(name: string, range: NumberRange): number {
    const text = this.#single(name);
    if (text === undefined) return range.byDefault;
    const value = this.#unitOrNaN(() => parseDurationMs(text, name));
    return this.#within(name, text, value, range, {
      expected: `a duration with its unit from ${range.min}ms to ${range.max}ms`,
      fix: /^\d+$/.test(text) ? `${name}=${text}ms` : `${name}=20ms`,
    });
  }

  /** `1` or `true`, `0` or `false`; false when left out. */
  flag(name: string): boolean {
    const text = this.#single(name);
    if (text === undefined || text === "0" || text === "false") return false;
    if (text !== "1" && text !== "true") {
      this.problem(`${name} is "${text}"; must be 1 or 0. Write ${name}=1 to turn it on.`);
    }
    return true;
  }

  /** Any text of at most `maxBytes` bytes of UTF-8; empty when left out. */
  text(name: string, maxBytes: number): string {
    const text = this.#single(name) ?? "";
    const bytes = Buffer.byteLength(text);
    if (bytes > maxBytes) {
      this.problem(
        `${name} takes ${bytes} bytes of UTF-8; at most ${maxBytes} are allowed. Shorten ${name} by ${bytes - maxBytes} bytes.`,
      );
    }
    return text;
  }

  /** Notes what is wrong: parameter, value, limit and fix, as whole sentences. */
  problem(message: string): void {
    this.#problems.push(message);
  }

  /**
   * Everything that is wrong, parameters included that no reader asked for. A behaviour without parameters takes any query,
   * since there a stray one cannot mislead.
   */
  problems(): readonly string[] {
    if (this.#known.length === 0) return this.#problems;
    const unknown = [...new Set(this.#values.keys())].filter((name) => !this.#known.includes(name));
    return [...this.#problems, ...unknown.map((name) => this.#unknown(name))];
  }

  #unknown(name: string): string {
    const nearest = nearestWord(name, this.#known);
    const fix = nearest ? ` Write ${nearest}= instead.` : " Leave it out.";
    return `${name} is not a parameter here; known are ${this.#known.join(", ")}.${fix}`;
  }

  #single(name: string): string | undefined {
    this.#known.push(name);
    const values = this.#values.getAll(name);
    if (values.length > 1)
      this.problem(`${name} is given ${values.length} times; at most once is allowed. Keep one.`);
    return values[0];
  }

  #unitOrNaN(parse: () => number): number {
    try {
      return parse();
    } catch (error) {
      if (error instanceof WsrigError) return Number.NaN; // told in the words of the range
      throw error;
    }
  }

  #within(
    name: string,
    text: string,
    value: number,
    range: NumberRange,
    words: { expected: string; fix: string },
  ): number {
    if (value >= range.min && value <= range.max) return value;
    this.problem(`${name} is "${text}"; must be ${words.expected}. Write ${words.fix}.`);
    return range.byDefault;
  }
}
