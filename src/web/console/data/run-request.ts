// What is filled into the form of a run, as plain data.

import type { FormCommand, FormFlag, RunRequest } from "../../../link/run-form.js";

/** One field of the form. */
export interface FieldPlace {
  readonly kind: "positional" | "flag";
  readonly name: string;
}

/** What one command was filled with; a field that was never touched is absent. */
export type FilledForm = Omit<RunRequest, "command">;

/** The value of a flag. */
export type FlagValue = RunRequest["flags"][string];

/** Before anything is filled in. */
export const emptyForm: FilledForm = { positionals: {}, flags: {} };

/** The form with another value; `undefined` takes it out. */
export function withField(
  form: FilledForm,
  { kind, name }: FieldPlace,
  value: FlagValue | undefined,
): FilledForm {
  if (kind === "positional") {
    return { ...form, positionals: { ...form.positionals, [name]: typeof value === "string" ? value : "" } };
  }
  const { [name]: _, ...others } = form.flags;
  return { ...form, flags: value === undefined ? others : { ...others, [name]: value } };
}

/**
 * What is asked for: a URL that was never touched is that of the server window, and what is empty is left out.
 *
 * @param serverUrl - Of the server window, while it listens.
 */
export function requestOf(form: FilledForm, command: FormCommand, serverUrl: string | undefined): RunRequest {
  const positionals = command.positionals.flatMap(({ name }) => {
    const value = form.positionals[name] ?? defaultOf({ kind: "positional", name }, command, serverUrl);
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  const flags = command.flags.flatMap((flag) => {
    const { name } = flag;
    const value = keptValue(form.flags[name] ?? defaultOf({ kind: "flag", name }, command, serverUrl), flag);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    command: command.name,
    positionals: Object.fromEntries(positionals),
    flags: Object.fromEntries(flags),
  };
}

/** What a field holds that was never touched. */
export function defaultOf(
  { kind, name }: FieldPlace,
  { positionals }: FormCommand,
  serverUrl: string | undefined,
): string | undefined {
  if (kind === "positional") return name === "url" || name === "target" ? serverUrl : undefined;
  // A file of scenarios may name its target itself: then the flag stands in its way, but nobody listens elsewhere.
  return name === "url" && positionals.some((one) => one.name === "file") ? serverUrl : undefined;
}

/** The flag's value as the command line can have it; `undefined` where nothing is given. */
function keptValue(value: FlagValue | undefined, { kind }: FormFlag): FlagValue | undefined {
  switch (kind) {
    case "switch":
      return typeof value === "boolean" ? value : undefined;
    case "list": {
      const values = (Array.isArray(value) ? value : []).filter((text) => text !== "");
      return values.length === 0 ? undefined : values;
    }
    case "text":
      return typeof value === "string" && value !== "" ? value : undefined;
    default:
      return kind satisfies never;
  }
}

/**
 * The field that a problem is about: `--rate`, `-r`, `rate`, `url`, `flags.rate`, `positionals.url`; `undefined` where the
 * form has none.
 */
export function fieldOf(
  path: string | undefined,
  { positionals, flags }: FormCommand,
): FieldPlace | undefined {
  const [, place, rest = ""] = /^(positionals\.|flags\.|--?)?([^=[\s]*)/.exec(path ?? "") ?? [];
  const positional = positionals.find(({ name }) => name === rest);
  if (positional !== undefined && (place === undefined || place === "positionals.")) {
    return { kind: "positional", name: rest };
  }
  if (place === "positionals.") return undefined;
  const flag = flags.find(({ name, alias }) => name === rest || (place === "-" && alias === rest));
  return flag && { kind: "flag", name: flag.name };
}

/** Of the element that a field is filled into. */
export function fieldId({ kind, name }: FieldPlace): string {
  return `run-${kind}-${name}`;
}
