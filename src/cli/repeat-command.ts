// The command line that repeats a call, whatever came from the environment written out.

import type { Command, CommandCall } from "./command.js";

// How a run is told changes nothing of it; a repeated one must not write over what the first one wrote.
const telling = ["json", "html", "junit", "markdown", "quiet", "out", "update-baseline"];

/** Program, command, positionals, then every flag that was given, except for those of output. May hold secrets. */
export function repeatCommand(
  command: Pick<Command, "name" | "positionals">,
  call: CommandCall,
): readonly string[] {
  const positionals = command.positionals.flatMap(({ name }) => call.positionals[name] ?? []);
  return ["wsrig", command.name, ...positionals, ...call.flags.toArguments({ except: telling })];
}
