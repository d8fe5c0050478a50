// The commands that start targets: one for all variants, or one for each of two sides.

import { readCommandWords } from "../../experiment/command-words.js";
import type { TargetCommand } from "../../experiment/variant.js";
import type { FlagValues } from "../flags/flag-values.js";

/** A command as written, and the flag that has it. */
export type SideCommand = { readonly flag: string; readonly text: string } | undefined;

/** Those of the flags `--command-a` and `--command-b`, in the order of the variants. @throws WsrigError for what they exclude */
export function sideCommands(flags: FlagValues, variants: number): readonly SideCommand[] {
  const sides = ["command-a", "command-b"].map((flag): SideCommand => {
    const text = flags.text(flag);
    if (text === undefined) return undefined;
    if (variants !== 2)
      flags.problem(
        flag,
        `--${flag} is for two variants, and there are ${variants}`,
        "Write --command in each variant.",
      );
    if (flags.text("command") !== undefined)
      flags.problem(
        flag,
        `--${flag} and --command exclude each other`,
        "Give one command for all, or one for each.",
      );
    return { flag, text };
  });
  flags.throwProblems();
  return sides;
}

/** That of `--command`, for all variants that have none of their own. */
export function commonCommand(flags: FlagValues): SideCommand {
  const text = flags.text("command");
  return text === undefined ? undefined : { flag: "command", text };
}

/**
 * What starts a target, if there is anything.
 *
 * @throws WsrigError `usage-invalid-flag`
 */
export function readCommand(side: SideCommand, env: NodeJS.ProcessEnv): TargetCommand | undefined {
  return side === undefined ? undefined : { words: readCommandWords(side.text, `--${side.flag}`, env) };
}
