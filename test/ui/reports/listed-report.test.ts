import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { ReportComparison } from "../../../src/metrics/comparison-report.js";
import { parseRunReport } from "../../../src/metrics/read-report.js";
import { listedReport } from "../../../src/ui/reports/listed-report.js";

const file = new URL("../../../reports/sample-fragments/reference-server/report.json", import.meta.url);
const sweep = parseRunReport(JSON.parse(readFileSync(file, "utf8")), "report.json");
const [one] = sweep.comparisons ?? [];

it.each<[ReportComparison["verdict"][], ReportComparison["verdict"] | undefined]>([
  [["same", "better"], "better"],
  [["better", "unclear", "same"], "unclear"],
  [["better", "unclear", "worse"], "worse"],
  [["same"], "same"],
  [[], undefined],
])("of candidates that are %j the answer is %s", (verdicts, answer) => {
  if (one === undefined) throw new Error("the sample has comparisons");
  const comparisons = verdicts.map((verdict) => ({ ...one, verdict }));
  expect(listedReport({ ...sweep, comparisons }, "folder").answer).toBe(answer);
});
