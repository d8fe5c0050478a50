// A report with one comparison, for the tests of what is made of it.

import type { ReportComparison } from "../../src/metrics/comparison-report.js";
import { type RunReport, runReportSchema } from "../../src/metrics/run-report.js";
import { someMachine } from "../some-machine.js";

const comparison: ReportComparison = {
  baseline: "old",
  candidate: "new",
  blocks: { baseline: 5, candidate: 5, leftOut: 0 },
  noise: 0.03,
  level: 0.01,
  confidence: 0.95,
  rows: [
    {
      figure: "p50",
      title: "p50 latency",
      unit: "us",
      better: "lower",
      gates: true,
      baseline: 20_000,
      candidate: 22_000,
      change: { kind: "ratio", value: 1.1, low: 1.09, high: 1.11 },
      p: 0.0079,
      pAdjusted: 0.0079,
      verdict: "worse",
    },
  ],
  verdict: "worse",
  sentence: "new makes p50 latency 10% slower (9% to 11%), 5 blocks a side.",
  caveats: [],
};

/** A right document, in which `of` and `report` replace what is there. */
export function comparisonReport(of: Partial<ReportComparison>, report: Partial<RunReport> = {}): RunReport {
  return runReportSchema.parse({
    schemaVersion: 1,
    kind: "comparison",
    name: "gate",
    tool: { name: "wsrig", version: "0.1.0" },
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 10_000,
    command: ["wsrig", "gate"],
    target: { url: "ws://127.0.0.1:8080/echo" },
    plan: {},
    environment: someMachine,
    verdict: "pass",
    reasons: [],
    checks: [],
    metrics: [],
    series: [],
    thresholds: [],
    warnings: [],
    comparisons: [{ ...comparison, ...of }],
    ...report,
  });
}
