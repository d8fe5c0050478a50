// What --redact and WSRIG_REDACT name, read from the words as they came: an error about them may hold a secret.

import { variableName } from "../flags/environment-flags.js";

/**
 * The names after every `--redact` in `args` and in the variable, whether or not the command line parses.
 *
 * @param args - Without `node` and the script.
 */
export function redactNames(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const inArguments = args.flatMap((arg, index) => {
    if (arg.startsWith("--redact=")) return [arg.slice("--redact=".length)];
    return arg === "--redact" ? (args[index + 1] ?? []) : [];
  });
  const inVariable = (env[variableName("redact")] ?? "").split("\n");
  return [...inArguments, ...inVariable].filter((name) => name !== "");
}
