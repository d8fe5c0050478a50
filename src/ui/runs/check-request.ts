// What was filled in, held against the form that it was filled into: only commands, flags and arguments that are offered are started.

import { WsrigError } from "../../errors.js";
import type { FormCommand, FormFlag, RunRequest } from "../../link/run-form.js";
import { nearestWord } from "../../nearest-word.js";

/**
 * The form of the command.
 *
 * @throws WsrigError `usage-unknown-command`, `usage-unknown-flag`, `usage-invalid-flag`, `usage-unknown-argument`,
 *   `usage-missing-argument`, `usage-invalid-argument`, each with the path in the request
 */
export function formOf(request: RunRequest, commands: readonly FormCommand[]): FormCommand {
  const form = commands.find(({ name }) => name === request.command);
  if (form === undefined) {
    const names = commands.map(({ name }) => name);
    throw mistake("usage-unknown-command", `there is no command "${request.command}" to start here`, {
      path: "command",
      hint: `Choose one of ${names.join(", ")}.`,
    });
  }
  checkPositionals(request, form);
  for (const [name, value] of Object.entries(request.flags)) checkFlag(name, value, form);
  return form;
}

function checkPositionals(
  { positionals }: RunRequest,
  { name: command, positionals: known }: FormCommand,
): void {
  for (const name of Object.keys(positionals)) {
    if (known.some((one) => one.name === name)) continue;
    throw mistake("usage-unknown-argument", `wsrig ${command} has no argument <${name}>`, {
      path: `positionals.${name}`,
    });
  }
  for (const { name, isOptional = false } of known) {
    const value = positionals[name] ?? "";
    const path = `positionals.${name}`;
    if (value === "") {
      if (isOptional) continue;
      throw mistake("usage-missing-argument", `wsrig ${command} needs <${name}>`, { path });
    }
    // It would be read as a flag, which may be none of those offered.
    if (value.startsWith("-")) {
      throw mistake("usage-invalid-argument", `<${name}> is "${value}"; must not begin with a dash`, {
        path,
        hint: "Begin a path with ./ and a URL with ws:// or wss://.",
      });
    }
  }
}

function checkFlag(name: string, value: RunRequest["flags"][string], form: FormCommand): void {
  const flag = form.flags.find((one) => one.name === name);
  const path = `flags.${name}`;
  if (flag === undefined) {
    const near = nearestWord(
      name,
      form.flags.map((one) => one.name),
    );
    throw mistake("usage-unknown-flag", `wsrig ${form.name} has no flag --${name} that can be set here`, {
      path,
      hint: near === undefined ? undefined : `Did you mean --${near}?`,
    });
  }
  if (isOfKind(value, flag)) return;
  const kinds = { text: "one value", list: "a list of values", switch: "on or off" } as const;
  throw mistake("usage-invalid-flag", `--${name} takes ${kinds[flag.kind]}`, { path });
}

function isOfKind(value: RunRequest["flags"][string], { kind }: FormFlag): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "list":
      return Array.isArray(value);
    case "switch":
      return typeof value === "boolean";
    default:
      return kind satisfies never;
  }
}

function mistake(
  code: string,
  message: string,
  at: { readonly path: string; readonly hint?: string | undefined },
): WsrigError {
  return new WsrigError(code, message, at);
}
