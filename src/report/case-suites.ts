// A conformance run as suites of JUnit XML: one per group and peer, a test per case.

import { groupOf, groupTitle } from "../metrics/case-groups.js";
import type { ReportAgent, ReportCase } from "../metrics/conformance-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { caseFacts } from "./case-facts.js";
import { groupsOf } from "./case-tables.js";
import { type Suite, suite, testCase } from "./junit-suite.js";
import { printable } from "./printable.js";
import type { XmlElement } from "./xml.js";

/**
 * Red cases are failures and missing ones errors. Those left out by --exclude or for being hostile are skipped, and so are
 * unimplemented ones and failures that a baseline expects: they must not turn CI red. Nothing for other runs.
 */
export function caseSuites(report: RunReport): Suite[] {
  const { agents = [] } = report;
  return agents.flatMap((agent) => {
    const ids = [agent.cases, leftOut(agent)].flatMap((list) => list.map(({ id }) => id));
    return groupsOf([...ids, ...agent.missing]).map((group) => groupSuite(report, agent, group));
  });
}

function groupSuite(report: RunReport, agent: ReportAgent, group: string): Suite {
  const isOurs = (id: string): boolean => groupOf(id) === group;
  const cases = agent.cases.filter(({ id }) => isOurs(id));
  const prefix = (report.agents ?? []).length > 1 ? `${agent.agent}: ` : "";
  const place = `${prefix}conformance.${group}`;
  const elements = [
    ...cases.map((one) => testCase(place, one.id, one.durationMs, outcome(one))),
    ...agent.missing
      .filter(isOurs)
      .map((id) =>
        testCase(place, id, 0, { name: "error", attributes: { message: "no result", type: "missing" } }),
      ),
    ...leftOut(agent)
      .filter(({ id }) => isOurs(id))
      .map(({ id, why }) => testCase(place, id, 0, { name: "skipped", attributes: { message: why } })),
  ];
  const durationMs = cases.reduce((sum, one) => sum + one.durationMs, 0);
  return suite(report, `${prefix}${group} ${groupTitle(group)}`, durationMs, elements);
}

/** Not what nobody asked for: a run of few cases would be lost among hundreds skipped. */
function leftOut({ excluded }: ReportAgent): ReportAgent["excluded"] {
  return excluded.filter(({ why }) => why !== "not selected");
}

function outcome(reportCase: ReportCase): XmlElement | undefined {
  const { sentence, facts } = caseFacts(reportCase);
  const message = printable(facts === "" ? sentence : `${sentence} (${facts})`);
  if (reportCase.isRed === true) {
    const fix = reportCase.fix === undefined ? "" : `\nTo mend it: ${printable(reportCase.fix)}`;
    const type =
      reportCase.change === undefined || reportCase.change === "new" ? "case-failed" : "baseline-changed";
    return { name: "failure", attributes: { message, type }, children: [`${message}${fix}`] };
  }
  if (reportCase.verdict === "fail") {
    return { name: "skipped", attributes: { message: `fails as the baseline expects: ${message}` } };
  }
  if (reportCase.verdict === "unimplemented") return { name: "skipped", attributes: { message } };
  return undefined;
}
