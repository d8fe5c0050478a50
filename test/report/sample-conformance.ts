// The report of a conformance run, as it was written: two servers, a baseline, a change against it.

import { readFileSync } from "node:fs";
import { parseRunReport } from "../../src/metrics/read-report.js";
import type { RunReport } from "../../src/metrics/run-report.js";

const file = new URL("../metrics/fixtures/report-v1-conformance.json", import.meta.url);

/** A fresh copy. */
export function conformanceReport(changes: Partial<RunReport> = {}): RunReport {
  return { ...parseRunReport(JSON.parse(readFileSync(file, "utf8")), "report.json"), ...changes };
}
