// What a flag of a command is, as data: yargs, the environment, completion and the repeat command all read this.

/** One flag. */
export interface FlagSpec {
  /** `text` takes one value; `list` takes one value and repeats; `switch` takes none and has a `--no-` form. */
  readonly kind: "text" | "list" | "switch";
  readonly alias?: string | undefined;
  readonly summary: string;
  /** Heading in the help. */
  readonly group: string;
  /** What a value looks like, in the help. */
  readonly example?: string | undefined;
  /** The value taken when the flag is absent, for the help; the command applies it. */
  readonly fallback?: string | undefined;
  /** The only values allowed. */
  readonly choices?: readonly string[] | undefined;
}

/** The flags of a command by name, without the dashes. */
export type FlagTable = Readonly<Record<string, FlagSpec>>;

/** Those of `table` with these names. */
export function pickFlags(table: FlagTable, ...names: readonly string[]): FlagTable {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
}

/** Those of `table` with other names. */
export function omitFlags(table: FlagTable, ...names: readonly string[]): FlagTable {
  return Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name)));
}
