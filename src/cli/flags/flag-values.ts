// The flags of one call as typed values: parsed once here, with every problem reported together.

import { WsrigError } from "../../errors.js";
import { parseDurationMs, parseSizeBytes } from "../../units.js";
import type { FlagTable } from "./flag-spec.js";

/** Range of an integer flag, both ends allowed. */
export interface IntegerRange {
  readonly min: number;
  readonly max?: number | undefined;
}

/**
 * Reads flags. A getter gives `undefined` for an absent flag and for a wrong one; {@link FlagValues.throwProblems}
 * tells all that were wrong, so call it before acting.
 */
export class FlagValues {
  readonly #flags: FlagTable;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #problems: WsrigError[] = [];

  /** @param values - By flag name, as yargs gives them. */
  constructor(flags: FlagTable, values: Readonly<Record<string, unknown>>) {
    this.#flags = flags;
    this.#values = values;
    for (const [name, flag] of Object.entries(flags)) {
      const value = values[name];
      if (flag.kind !== "list" && Array.isArray(value)) {
        this.problem(name, `--${name} is given ${value.length} times; it takes one value`);
      }
    }
  }

  /** Whether the command has the flag. */
  has(name: string): boolean {
    return Object.hasOwn(this.#flags, name);
  }

  /** The flags that have a value, in the order of the command's table. */
  given(): readonly string[] {
    return Object.keys(this.#flags).filter((name) => this.#values[name] !== undefined);
  }

  /** Whether a switch is on; `undefined` when it was not given. */
  switch(name: string): boolean | undefined {
    const value = this.#values[name];
    return typeof value === "boolean" ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** Milliseconds, > 0 unless `allowZero`. */
  durationMs(name: string, options: { readonly allowZero?: boolean } = {}): number | undefined {
    const ms = this.#parsed(name, parseDurationMs);
    if (ms === 0 && !options.allowZero) {
      this.problem(name, `--${name} is 0; must be greater than 0`);
      return undefined;
    }
    return ms;
  }

  sizeBytes(name: string): number | undefined {
    return this.#parsed(name, parseSizeBytes);
  }

  integer(name: string, { min, max = Number.MAX_SAFE_INTEGER }: IntegerRange): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    this.problem(name, `--${name} is "${text}"; must be a whole number ${range}`);
    return undefined;
  }

  /** A finite number greater than 0. */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value > 0) return value;
    this.problem(name, `--${name} is "${text}"; must be a number greater than 0`);
    return undefined;
  }

  /** A share of the whole as `90%` or `0.9`; above 0, at most 1. */
  share(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
    const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === "%" ? 100 : 1);
    if (value > 0 && value <= 1) return value;
    const isBare = match !== null && match[2] === "" && value > 1 && value < 100;
    this.problem(
      name,
      `--${name} is "${text}"; must be above 0% and at most 100%`,
      isBare ? `Write ${match[1]}% if you mean percent.` : undefined,
    );
    return undefined;
  }

  /** A part of a flag's value as a duration in milliseconds; a problem of the flag is noted. */
  parseDuration(name: string, text: string): number | undefined {
    return this.#attempt(() => parseDurationMs(text, `--${name}`));
  }

  /** A part of a flag's value as a size in bytes; a problem of the flag is noted. */
  parseSize(name: string, text: string): number | undefined {
    return this.#attempt(() => parseSizeBytes(text, `--${name}`));
  }

  /** Notes a problem with a flag, or with a positional of that name; `message` is a whole sentence without a full stop. */
  problem(name: string, message: string, hint?: string): void {
    this.#note(
      new WsrigError("usage-invalid-flag", message, { path: this.has(name) ? `--${name}` : name, hint }),
    );
  }

  /** Every flag that was given but for `except`, as arguments that would give it again; lists repeat. */
  toArguments({ except }: { readonly except: readonly string[] }): readonly string[] {
    return Object.entries(this.#flags).flatMap(([name, flag]) => {
      if (except.includes(name)) return [];
      const value = this.#values[name];
      if (flag.kind === "switch") {
        return typeof value === "boolean" ? [value ? `--${name}` : `--no-${name}`] : [];
      }
      const texts = flag.kind === "list" ? this.list(name) : [this.text(name)];
      // A value that begins with a dash would be read as a flag of its own.
      return texts.flatMap((text) =>
        text === undefined ? [] : text.startsWith("-") ? [`--${name}=${text}`] : [`--${name}`, text],
      );
    });
  }

  /** @throws WsrigError the one problem as it is, or `usage-invalid-flags` with all of them. */
  throwProblems(): void {
    const [first] = this.#problems;
    if (first === undefined) return;
    if (this.#problems.length === 1) throw first;
    const lines = this.#problems.map(({ message, hint }) => `  ${message}${hint ? `. ${hint}` : ""}`);
    const message = `${this.#problems.length} flags are wrong:\n${lines.join("\n")}`;
    throw new WsrigError("usage-invalid-flags", message, { path: first.path });
  }

  /** Once, however often the flag is read. */
  #note(problem: WsrigError): void {
    if (!this.#problems.some(({ message }) => message === problem.message)) this.#problems.push(problem);
  }

  #parsed<T>(name: string, parse: (text: string, path: string) => T): T | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.#attempt(() => parse(text, `--${name}`));
  }

  #attempt<T>(parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof WsrigError)) throw error;
      this.#note(error);
      return undefined;
    }
  }
}
