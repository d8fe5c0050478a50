// The command line that repeats a call, whatever came from the environment written out.

import type { Command, CommandCall } from "../command.js";

// How a run is told changes nothing of it; a repeated one must not write over what the first one wrote.
const telling = [
  "json",
  "html",
  "junit",
  "markdown",
  "benchmark-smaller",
  "benchmark-bigger",
  "benchmark-measures",
  "quiet",
  "out",
  "update-baseline",
  "ui",
  "ui-port",
  "open",
];

/**
 * Program, command, positionals, every flag that was given, except for those of output, and after `--` the program that the call starts.
 * May hold secrets.
 */
export function repeatCommand(
  command: Pick<Command, "name" | "positionals">,
  call: CommandCall,
): readonly string[] {
  const positionals = command.positionals.flatMap(({ name }) => call.positionals[name] ?? []);
  const program = call.program.length === 0 ? [] : ["--", ...call.program];
  return ["wsrig", command.name, ...positionals, ...call.flags.toArguments({ except: telling }), ...program];
}

/** `command` with `--seed`, unless it has one. */
export function withSeed(command: readonly string[], seed: number): readonly string[] {
  const at = command.indexOf("--");
  const [ours, program] = at < 0 ? [command, []] : [command.slice(0, at), command.slice(at)];
  const isGiven = ours.some((word) => word === "--seed" || word.startsWith("--seed="));
  return isGiven ? command : [...ours, "--seed", String(seed), ...program];
}
