import { expect, it } from "vitest";
import { exitCodeFor } from "../../../src/cli/exit-code.js";
import { exitFactsOfReport } from "../../../src/cli/reporting/report-facts.js";
import type { ReportAgent, ReportCase } from "../../../src/metrics/conformance-report.js";
import { conformanceReport } from "../../report/sample-conformance.js";
import { check, smallReport } from "../../report/small-report.js";

/** The agents of a run with one case. */
function agentsWith(changes: Partial<ReportCase>, missing: string[] = []): ReportAgent[] {
  const [agent] = conformanceReport().agents ?? [];
  const [sample] = agent?.cases ?? [];
  if (agent === undefined || sample === undefined) throw new Error("the fixture has a case");
  const { change: _, expected: __, isRed: ___, ...plain } = sample;
  return [{ ...agent, cases: [{ ...plain, ...changes }], missing }];
}

it.each([
  ["nothing wrong", { checks: [check()] }, 0],
  ["a failed check", { checks: [check({ status: "fail" })] }, 1],
  ["a threshold that does not hold", { thresholds: [{ metric: "a", expression: "b", ok: false }] }, 99],
  ["an invalid run", { verdict: "invalid" }, 5],
  ["an interrupted run", { verdict: "interrupted", checks: [check({ status: "fail" })] }, 130],
  ["a case that passed", { agents: agentsWith({}) }, 0],
  ["a red case", { agents: agentsWith({ verdict: "fail", isRed: true }) }, 1],
  ["a failed case that its baseline expects", { agents: agentsWith({ verdict: "fail" }) }, 0],
  ["a missing case", { agents: agentsWith({}, ["2.1"]) }, 1],
  ["a case better than its baseline", { agents: agentsWith({ isRed: true, change: "better" }) }, 1],
  ["a case worse than its baseline", { agents: agentsWith({ isRed: true, change: "worse" }) }, 4],
] as const)("%s: exit code", (_, changes, code) => {
  const report = smallReport({
    verdict: "pass",
    checks: [],
    thresholds: [],
    ...(structuredClone(changes) as object),
  });
  expect(exitCodeFor(exitFactsOfReport(report, { reachedHttp: true }))).toBe(code);
});

it("a target that never answered: exit code 3", () => {
  const report = smallReport({ checks: [check({ status: "fail" })] });
  expect(exitCodeFor(exitFactsOfReport(report, { reachedHttp: false }))).toBe(3);
});
