// The commands that a page can start, as data for its form.

import type { FormCommand, FormFlag } from "../link/run-form.js";
import type { Command } from "./command.js";
import { explainFlags } from "./conform/case-flags.js";
import { jsonFlags, quietFlags, uiFlags } from "./flags/flag-groups.js";
import type { FlagSpec } from "./flags/flag-spec.js";

/** In the order of the form: those that run something and report it. */
const startable = ["load", "run", "experiment", "conform", "check", "search", "fragments", "gate"];

/** How the run is told, which is for the page to say; and what runs nothing but prints. */
const notOffered = new Set([...Object.keys({ ...uiFlags, ...jsonFlags, ...quietFlags, ...explainFlags })]);
const printing: Readonly<Record<string, readonly string[]>> = { conform: ["compare"] };

/** The forms of those of `commands` that a page can start. */
export function formCommands(commands: readonly Command[]): readonly FormCommand[] {
  return startable.flatMap((name) => {
    const command = commands.find((one) => one.name === name);
    return command === undefined ? [] : [formCommand(command)];
  });
}

function formCommand({ name, summary, positionals, flags }: Command): FormCommand {
  const left = (flag: string): boolean => notOffered.has(flag) || printing[name]?.includes(flag) === true;
  return {
    name,
    summary,
    positionals: positionals.map((one) => ({
      name: one.name,
      summary: one.summary,
      // A conformance run without a URL only prints.
      ...(one.isOptional && name !== "conform" && { isOptional: true }),
    })),
    flags: Object.entries(flags).flatMap(([flag, spec]) => (left(flag) ? [] : [formFlag(flag, spec)])),
  };
}

function formFlag(
  name: string,
  { kind, alias, group, summary, choices, fallback, example }: FlagSpec,
): FormFlag {
  return {
    name,
    kind,
    group,
    summary,
    ...(alias !== undefined && { alias }),
    ...(choices !== undefined && { choices: [...choices] }),
    ...(fallback !== undefined && { fallback }),
    ...(example !== undefined && { example }),
  };
}
