// A flag that makes of its command another one: what stands beside it would be ignored, so it is a mistake.

import type { CommandCall } from "../command.js";
import { variableName } from "./environment-flags.js";

/** Flags that say how anything is told. */
const always = ["json", "quiet"];

/**
 * Notes in the call's flags each positional and each flag beside `--<name>`. What the environment gives is for other calls too and is
 * no mistake.
 *
 * @param deed - What the flag does, as the end of a sentence.
 */
export function noteSurplus({ positionals, flags, env }: CommandCall, name: string, deed: string): void {
  for (const [positional, text] of Object.entries(positionals)) {
    flags.problem(positional, `<${positional}> is "${text}", but --${name} ${deed}`, "Leave it out.");
  }
  for (const other of flags.given()) {
    if (other === name || always.includes(other) || isSet(env[variableName(other)])) continue;
    flags.problem(other, `--${other} means nothing beside --${name}, which ${deed}`, "Leave it out.");
  }
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== "";
}
