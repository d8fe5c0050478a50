// The commands of the run form, with what they and their options do in the language of the page where that has words for it.

import type { FormCommand } from "../../../link/run-form.js";
import type { Words } from "../../words/en.js";

/** Named by what the process says in English. */
export function translatedCommands(
  commands: readonly FormCommand[],
  { flagWords }: Pick<Words, "flagWords">,
): readonly FormCommand[] {
  const said = <Told extends { readonly summary: string }>(told: Told): Told => ({
    ...told,
    summary: flagWords[told.summary] ?? told.summary,
  });
  return commands.map((command) => ({
    ...said(command),
    positionals: command.positionals.map(said),
    flags: command.flags.map(said),
  }));
}
