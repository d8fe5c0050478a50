// The command line that repeats a call, whatever came from the environment written out.

import type { Command, CommandCall } from "./command.js";

/** Program, command, positionals, then every flag that was given. May hold secrets. */
export function repeatCommand(
  command: Pick<Command, "name" | "positionals">,
  call: CommandCall,
): readonly string[] {
  const positionals = command.positionals.map(({ name }) => call.positionals[name] ?? "");
  return ["wsrig", command.name, ...positionals, ...call.flags.toArguments()];
}
