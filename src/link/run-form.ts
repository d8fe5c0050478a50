// The commands that the Run tab can start, as data: the form is drawn from it, and what was filled in is checked against it.

import { z } from "zod";

/** A flag as the help of the command line describes it. */
export const formFlag = z.object({
  name: z.string(),
  /** `text`: one value; `list`: may be given again and again; `switch`: on or off. */
  kind: z.enum(["text", "list", "switch"]),
  alias: z.string().optional(),
  /** `Connection:` */
  group: z.string(),
  summary: z.string(),
  choices: z.array(z.string()).optional(),
  /** What it is when it is not given, in words. */
  fallback: z.string().optional(),
  example: z.string().optional(),
});
export type FormFlag = z.infer<typeof formFlag>;

/** A command. */
export const formCommand = z.object({
  name: z.string(),
  summary: z.string(),
  positionals: z.array(
    z.object({ name: z.string(), summary: z.string(), isOptional: z.boolean().optional() }),
  ),
  flags: z.array(formFlag),
});
export type FormCommand = z.infer<typeof formCommand>;

/** What was filled in. Values are as they would be typed, without any shell's quotes. */
export const runRequest = z.strictObject({
  command: z.string(),
  positionals: z.record(z.string(), z.string().max(8_000)),
  flags: z.record(
    z.string(),
    z.union([z.boolean(), z.string().max(100_000), z.array(z.string().max(100_000))]),
  ),
});
export type RunRequest = z.infer<typeof runRequest>;

/**
 * The arguments of the command line, without the program: what the page shows and what the process starts.
 *
 * Flags in the order of the table; a switch that is off by hand is `--no-NAME`; empty values are left out. A value that
 * begins with a dash is written `--name=value`.
 */
export function argumentsOf({ command, positionals, flags }: RunRequest, form: FormCommand): string[] {
  const words = form.positionals.flatMap(({ name }) => positionals[name] || []);
  const given = form.flags.flatMap(({ name }): string[] => {
    const value = flags[name];
    if (value === undefined) return [];
    if (typeof value === "boolean") return [value ? `--${name}` : `--no-${name}`];
    const values = typeof value === "string" ? [value] : value;
    return values
      .filter((text) => text !== "")
      .flatMap((text) => (text.startsWith("-") ? [`--${name}=${text}`] : [`--${name}`, text]));
  });
  return [command, ...words, ...given];
}
