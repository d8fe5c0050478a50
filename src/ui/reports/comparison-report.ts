// Two reports held against each other, as the document that `wsrig compare` makes of them.

import { compareReports } from "../../compare/compare-reports.js";
import { defaultGates, defaultLevel, defaultNoise } from "../../compare/compared-figure.js";
import type { ComparedInput } from "../../compare/compared-input.js";
import { buildRunReport } from "../../metrics/build-report.js";
import { markRed } from "../../metrics/comparison-verdict.js";
import type { RunReport } from "../../metrics/run-report.js";
import type { StoredReport } from "./report-files.js";

/** Two runs. */
export interface ComparedPair {
  readonly baseline: StoredReport;
  readonly candidate: StoredReport;
  /** Compare what is not alike too; each difference is then a caveat. */
  readonly isForced: boolean;
  /** When they are compared. */
  readonly now: Date;
}

const failOn = ["worse"] as const;

/**
 * See the file's first line. Judged as the command judges unless told otherwise.
 *
 * @throws WsrigError `usage-not-comparable`
 */
export function comparisonReport({ baseline, candidate, isForced, now }: ComparedPair): RunReport {
  const sides = { baseline: inputOf(baseline), candidate: inputOf(candidate) };
  const compared = compareReports(sides.baseline, sides.candidate, { isForced });
  const command = ["wsrig", "compare", sides.baseline.path, sides.candidate.path];
  return buildRunReport({
    kind: "comparison",
    name: "compare",
    startedAt: now,
    durationMs: 0,
    command: isForced ? [...command, "--force"] : command,
    target: { url: compared.url },
    plan: {
      baseline: describeInput(sides.baseline),
      candidate: describeInput(sides.candidate),
      gates: defaultGates,
      noise: defaultNoise,
      level: defaultLevel,
      failOn,
      varied: compared.varied,
      force: isForced,
    },
    environment: compared.environment,
    metrics: compared.metrics,
    warnings: compared.warnings,
    invalid: compared.invalid,
    blocks: [...compared.blocks],
    comparisons: [...markRed(compared.comparisons, failOn)],
  });
}

function inputOf({ file, report }: StoredReport): ComparedInput {
  return { path: file, reports: [{ source: file, report }] };
}

function describeInput({ path, reports }: ComparedInput): Readonly<Record<string, unknown>> {
  return { path, reports: reports.map(({ source }) => source) };
}
