// The file of --baseline: read before the run, written after it where that was asked for.

import { readFileSync } from "node:fs";
import {
  type Baseline,
  baselineOf,
  parseBaseline,
  renderBaseline,
} from "../../conformance/report/baseline.js";
import { WsrigError } from "../../errors.js";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import type { FlagValues } from "../flags/flag-values.js";
import { type OutputFile, openOutputFile } from "../reporting/output-file.js";

/** A baseline on disk. */
export interface BaselineFile {
  readonly path: string;
  /** What it held when it was opened; `undefined` when it is only now made. */
  readonly before: Baseline | undefined;
  /** Where this run's outcomes go; `undefined` unless they shall be written. */
  readonly output: OutputFile | undefined;
}

/** Notes an --update-baseline that names no file. */
export function checkBaselineFlags(flags: FlagValues): void {
  if (flags.switch("update-baseline") === true && flags.text("baseline") === undefined) {
    flags.problem("update-baseline", "--update-baseline needs the file", "Name it with --baseline FILE.");
  }
}

/**
 * Opens the file of `--baseline`, if there is one.
 *
 * @throws WsrigError `usage-invalid-baseline`, `usage-output-unwritable`
 */
export function openBaseline(flags: FlagValues): BaselineFile | undefined {
  const path = flags.text("baseline");
  if (path === undefined) return undefined;
  const isUpdate = flags.switch("update-baseline") ?? false;
  const text = readIfThere(path, isUpdate);
  const before = text === undefined ? undefined : parseBaseline(text, path);
  return { path, before, output: isUpdate ? openOutputFile(path, "--baseline") : undefined };
}

/** The outcome that the file had of a case, where it had one. @param agentCount - How many peers the run has. */
export function expectedOutcome(
  baseline: BaselineFile | undefined,
  { agent, id, agentCount }: { readonly agent: string; readonly id: string; readonly agentCount: number },
): string | undefined {
  return baseline?.before === undefined ? undefined : baselineOf(baseline.before, agent, agentCount)[id];
}

/** Writes the outcomes of `agents`, and gives the baseline as it is now. */
export function updateBaseline(
  { path, before, output }: BaselineFile,
  agents: readonly ReportAgent[],
): Baseline {
  const text = renderBaseline(agents, before);
  output?.write(text);
  return parseBaseline(text, path);
}

function readIfThere(path: string, isUpdate: boolean): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && isUpdate) return undefined;
    const why = code === "ENOENT" ? "does not exist" : `cannot be read: ${message}`;
    throw new WsrigError("usage-invalid-baseline", `--baseline is "${path}"; it ${why}`, {
      path: "--baseline",
      hint: code === "ENOENT" ? "Write it with --update-baseline." : undefined,
      cause: error,
    });
  }
}
