// A command line that was written or copied, read into the form.

import type { FormCommand, RunRequest } from "../../../link/run-form.js";
import type { FlagValue } from "./run-request.js";

/** What was read. */
export type ReadCommand =
  | {
      readonly kind: "read";
      readonly request: RunRequest /** Words that the form has no field for. */;
      readonly leftOut: readonly string[];
    }
  | { readonly kind: "noCommand" }
  | { readonly kind: "openQuote" };

/** Reads `wsrig load URL -c 10 ...`, with or without the program and what starts it. */
export function readCommand(text: string, commands: readonly FormCommand[]): ReadCommand {
  const words = shellWords(text);
  if (words === undefined) return { kind: "openQuote" };
  const names = new Set(commands.map(({ name }) => name));
  const at = words.findIndex((word) => names.has(word));
  const command = commands.find(({ name }) => name === words[at]);
  const isStart = words.slice(0, Math.max(0, at)).every((word) => starters.test(word));
  if (command === undefined || !isStart) return { kind: "noCommand" };
  return readWords(words.slice(at + 1), command);
}

/** A prompt, variables of the environment, and what starts wsrig. */
const starters = /^(\$|[A-Za-z_]\w*=.*|npx|node|(.*\/)?wsrig|.*\/main\.js)$/s;

function readWords(words: readonly string[], command: FormCommand): ReadCommand {
  const positionals: Record<string, string> = {};
  const flags: Record<string, FlagValue> = {};
  const leftOut: string[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      leftOut.push(word, ...rest.splice(0));
    } else if (/^-./.test(word)) {
      const taken = readFlag(word, rest[0], command);
      if (taken === undefined) {
        leftOut.push(word);
        continue;
      }
      if (taken.isNextTaken) rest.shift();
      const { name, value } = taken;
      const known = flags[name];
      flags[name] = Array.isArray(value) && Array.isArray(known) ? [...known, ...value] : value;
    } else {
      const free = command.positionals.find(({ name }) => positionals[name] === undefined);
      if (free === undefined) leftOut.push(word);
      else positionals[free.name] = word;
    }
  }
  return { kind: "read", request: { command: command.name, positionals, flags }, leftOut };
}

interface TakenFlag {
  readonly name: string;
  readonly value: FlagValue;
  readonly isNextTaken: boolean;
}

/** `--name value`, `--name=value`, `-n value`, `-nvalue`, `--switch`, `--no-switch`. */
function readFlag(word: string, next: string | undefined, { flags }: FormCommand): TakenFlag | undefined {
  const [, long, short, after] = /^--([^=]+)(?:=|$)|^-(\w)=?(.*)$/s.exec(word) ?? [];
  const inWord =
    long === undefined
      ? after || undefined
      : word.includes("=")
        ? word.slice(word.indexOf("=") + 1)
        : undefined;
  const flag = flags.find(({ name, alias }) => (long === undefined ? alias === short : name === long));
  if (flag === undefined) {
    const off = flags.find(({ name, kind }) => kind === "switch" && long === `no-${name}`);
    return off && { name: off.name, value: false, isNextTaken: false };
  }
  const { name, kind } = flag;
  if (kind === "switch") {
    return inWord === undefined ? { name, value: true, isNextTaken: false } : undefined;
  }
  const value = inWord ?? next;
  if (value === undefined) return undefined;
  return { name, value: kind === "list" ? [value] : value, isNextTaken: inWord === undefined };
}

/** The words as a POSIX shell reads them, without any of its expansions; `undefined` where a quote is left open. */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    if (quote === "'") {
      if (character === "'") quote = undefined;
      else word += character;
    } else if (character === "\\" && (quote === undefined || /["\\$`\n]/.test(text[index + 1] ?? ""))) {
      const escaped = text[++index] ?? "";
      // A line that goes on in the next one.
      if (escaped !== "\n") word = (word ?? "") + escaped;
    } else if (quote === '"') {
      if (character === '"') quote = undefined;
      else word += character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= "";
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
