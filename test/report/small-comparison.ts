// A report with one comparison, for the tests of what is made of it.

import type { ReportComparison } from "../../src/metrics/comparison-report.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { smallReport } from "./small-report.js";

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

/** A report of `wsrig gate`, in which `of` and `report` replace what is there. */
export function gateReport(of: Partial<ReportComparison>, report: Partial<RunReport> = {}): RunReport {
  return smallReport({
    kind: "comparison",
    name: "gate",
    command: ["wsrig", "gate"],
    target: { url: "ws://127.0.0.1:8080/echo" },
    verdict: "pass",
    reasons: [],
    checks: [],
    metrics: [],
    thresholds: [],
    warnings: [],
    comparisons: [{ ...comparison, ...of }],
    ...report,
  });
}
