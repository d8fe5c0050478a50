// What a command is: its words for the help, and a function that calls the library.

import type { ExitFacts } from "./exit-code.js";
import type { FlagTable } from "./flags/flag-spec.js";
import type { FlagValues } from "./flags/flag-values.js";
import type { Terminal } from "./terminal.js";

/** An argument without dashes. */
export interface PositionalSpec {
  readonly name: string;
  readonly summary: string;
  readonly choices?: readonly string[] | undefined;
  /** Whether it may be left out; only the last ones. */
  readonly isOptional?: boolean | undefined;
}

/** One call of a command. */
export interface CommandCall {
  readonly positionals: Readonly<Record<string, string>>;
  readonly flags: FlagValues;
  /** What stood after `--`, for a command with `programSummary`. */
  readonly program: readonly string[];
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
}

/** A verb of the command line. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly positionals: readonly PositionalSpec[];
  readonly flags: FlagTable;
  /** What the words after `--` are: a program with its arguments. Without it they are a mistake. */
  readonly programSummary?: string | undefined;
  /** Command line and what it does. */
  readonly examples?: readonly (readonly [string, string])[] | undefined;
  /** Rejects with a WsrigError for a mistake of the user; anything else rejected is a bug of ours. */
  run(call: CommandCall): Promise<ExitFacts>;
}
