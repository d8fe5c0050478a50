// The flags of a command that ends in a run report, read before the run.

import { resolve } from "node:path";
import type { Tags } from "../../metrics/run-report.js";
import { freshSeed } from "../../random.js";
import type { FlagValues } from "../flags/flag-values.js";

/** Formats of a report beside report.json; each is also the name of its flag. */
const exportFormats = [
  "html",
  "junit",
  "markdown",
  "benchmark-smaller",
  "benchmark-bigger",
  "benchmark-measures",
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A rendering that the user asked for. */
export interface RequestedExport {
  readonly format: ExportFormat;
  /** A file, or `-` for stdout. */
  readonly path: string;
}

/** What the user said about the report. */
export interface Reporting {
  readonly outFolder: string;
  readonly name: string | undefined;
  readonly tags: Tags;
  /** Query parameters and headers to keep secret. */
  readonly redact: readonly string[];
  readonly seed: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly exports: readonly RequestedExport[];
  /** Where the run is to be watched in a browser; absent where it is not. */
  readonly ui?: { readonly port: number; readonly opens: boolean } | undefined;
}

/** Reads the flags of `reportFlags`; problems are noted in `flags`. */
export function readReporting(flags: FlagValues): Reporting {
  const json = flags.switch("json") ?? false;
  const seed = flags.integer("seed", { min: -0x8000_0000, max: 0xffff_ffff });
  return {
    outFolder: flags.text("out") ?? "reports",
    name: readName(flags),
    tags: Object.fromEntries(flags.list("tag").flatMap((text) => readTag(text, flags))),
    redact: flags.list("redact"),
    seed: seed ?? freshSeed(),
    json,
    quiet: flags.switch("quiet") ?? false,
    exports: readExports(flags, json),
    ui: readUi(flags),
  };
}

function readUi(flags: FlagValues): Reporting["ui"] {
  const port = flags.integer("ui-port", { min: 0, max: 65_535 });
  if (flags.switch("ui") === true) return { port: port ?? 0, opens: flags.switch("open") ?? true };
  if (flags.text("ui-port") !== undefined)
    flags.problem("ui-port", "--ui-port is for a run that is watched in a browser", "Add --ui.");
  return undefined;
}

/** The renderings asked for; two documents on one stdout or in one file are noted as a problem. */
export function readExports(flags: FlagValues, json: boolean): readonly RequestedExport[] {
  const exports = exportFormats.flatMap((format) => {
    const path = flags.text(format);
    return path === undefined ? [] : [{ format, path }];
  });
  const onStdout = [
    ...(json ? ["json"] : []),
    ...exports.filter(({ path }) => path === "-").map((one) => one.format),
  ];
  if (onStdout.length > 1) {
    const names = onStdout.map((name) => `--${name}`).join(" and ");
    flags.problem(
      onStdout[1] ?? "",
      `${names} would both write to stdout`,
      "Give a file to all but one of them.",
    );
  }
  notePathsGivenTwice(exports, flags);
  return exports;
}

function notePathsGivenTwice(exports: readonly RequestedExport[], flags: FlagValues): void {
  const files = exports
    .filter(({ path }) => path !== "-")
    .map((one) => ({ ...one, file: resolve(one.path) }));
  for (const [index, { format, path, file }] of files.entries()) {
    const earlier = files.slice(0, index).find((other) => other.file === file);
    if (earlier === undefined) continue;
    const message = `--${earlier.format} and --${format} would both write to ${path}`;
    flags.problem(format, message, "Give each a file of its own.");
  }
}

function readName(flags: FlagValues): string | undefined {
  const name = flags.text("name");
  if (name !== undefined && name.trim() === "")
    flags.problem("name", "--name is empty; leave it out for the default");
  return name;
}

function readTag(text: string, flags: FlagValues): readonly (readonly [string, string])[] {
  const at = text.indexOf("=");
  if (at > 0) return [[text.slice(0, at), text.slice(at + 1)]];
  flags.problem("tag", `--tag is "${text}"; must be key=value`);
  return [];
}
