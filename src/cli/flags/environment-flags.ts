// WSRIG_<FLAG> variables: defaults for flags that the command has; any other WSRIG_ variable is not ours to judge.

import { WsrigError } from "../../errors.js";
import type { FlagSpec, FlagTable } from "./flag-spec.js";

/** `local-address` is read from `WSRIG_LOCAL_ADDRESS`. */
export function variableName(flag: string): string {
  return `WSRIG_${flag.toUpperCase().replaceAll("-", "_")}`;
}

/**
 * The values that the environment gives to `flags`, by flag name. A list holds one value a line; an empty variable
 * counts as absent.
 *
 * yargs has `.env(prefix)`, which takes every variable of the prefix and then, being strict, refuses those that the
 * command does not know: a variable meant for `load` would break `serve`.
 *
 * @throws WsrigError `usage-invalid-variable` for a switch that is neither on nor off.
 */
export function flagsFromEnvironment(
  flags: FlagTable,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(flags)) {
    const variable = variableName(name);
    const text = env[variable];
    if (text !== undefined && text !== "") values[name] = parseVariable(flag, text, variable);
  }
  return values;
}

function parseVariable(flag: FlagSpec, text: string, variable: string): string | boolean | readonly string[] {
  if (flag.kind === "text") return text;
  if (flag.kind === "list") return text.split("\n").filter((line) => line !== "");
  const lower = text.toLowerCase();
  if (["1", "true", "yes", "on"].includes(lower)) return true;
  if (["0", "false", "no", "off"].includes(lower)) return false;
  throw new WsrigError("usage-invalid-variable", `${variable} is "${text}"; must be 1 or 0`, {
    path: variable,
    hint: `Set ${variable}=1 to turn it on, or unset it.`,
  });
}
