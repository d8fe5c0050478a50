// The report as JUnit XML, the dialect that CI services read: a suite per scenario or group of cases, a case per check.

import { isComparisonReason } from "../metrics/comparison-verdict.js";
import type { Notice, ReportCheck, RunReport } from "../metrics/run-report.js";
import { formatAsBound } from "../units.js";
import { caseSuites } from "./case-suites.js";
import { comparisonSuites } from "./comparison-suites.js";
import { type Suite, seconds, suite, type Tally, testCase } from "./junit-suite.js";
import { printable } from "./printable.js";
import { groupByScenario } from "./summary.js";
import { renderXml, type XmlElement } from "./xml.js";

/**
 * Failed checks are failures with expected and received, checks that do not apply are skipped. Thresholds are a
 * suite of their own, and so is whatever else kept the run from passing: an interrupted run without a failed check
 * must not look green.
 */
export function renderJunit(report: RunReport): string {
  const suites = [
    ...scenarioSuites(report),
    ...caseSuites(report),
    ...comparisonSuites(report),
    ...thresholdSuites(report),
    ...runSuites(report),
  ];
  const total = (of: keyof Tally): number => suites.reduce((sum, suite) => sum + suite.tally[of], 0);
  return renderXml({
    name: "testsuites",
    attributes: {
      name: `wsrig ${printable(report.name)}`,
      tests: total("tests"),
      failures: total("failures"),
      errors: total("errors"),
      skipped: total("skipped"),
      time: seconds(report.durationMs),
      timestamp: report.startedAt,
    },
    children: suites.map((suite) => suite.element),
  });
}

function scenarioSuites(report: RunReport): Suite[] {
  return [...groupByScenario(report.checks)].map(([scenario, checks]) => {
    const durationMs = checks.reduce((sum, check) => sum + check.durationMs, 0);
    return suite(report, scenario, durationMs, checks.map(checkCase));
  });
}

function checkCase(check: ReportCheck): XmlElement {
  return testCase(check.scenario, check.title, check.durationMs, outcome(check));
}

function outcome(check: ReportCheck): XmlElement | undefined {
  if (check.status === "pass") return undefined;
  if (check.status === "notApplicable") {
    return { name: "skipped", attributes: { message: printable(check.reason ?? "not applicable") } };
  }
  const lines = [
    ["reason", check.reason],
    ["expected", check.expected],
    ["received", check.received],
  ].flatMap(([label, text]) => (text === undefined ? [] : [`${label}: ${printable(text)}`]));
  const message = lines.length === 0 ? "the check failed" : lines.join("; ");
  return { name: "failure", attributes: { message, type: "check-failed" }, children: [lines.join("\n")] };
}

function thresholdSuites(report: RunReport): Suite[] {
  if (report.thresholds.length === 0) return [];
  const cases = report.thresholds.map(({ metric, expression, ok, observed }) => {
    const message =
      observed === undefined
        ? "the metric has no samples"
        : `observed ${formatAsBound(observed, expression)}`;
    const failure = { name: "failure", attributes: { message, type: "threshold-failed" } };
    return testCase("thresholds", `${metric}: ${expression}`, 0, ok ? undefined : failure);
  });
  return [suite(report, "thresholds", 0, cases)];
}

const stoodFor = ["checks-failed", "threshold-failed", "cases-failed", "baseline-changed", "cases-missing"];

/** Reasons that no check, no threshold, no case and no compared figure stands for. */
function runSuites(report: RunReport): Suite[] {
  const others = report.reasons.filter(({ code }) => !stoodFor.includes(code) && !isComparisonReason(code));
  if (others.length === 0) return [];
  const cases = others.map((reason) => testCase("run", reason.code, 0, runError(reason)));
  return [suite(report, "run", report.durationMs, cases)];
}

function runError({ code, message, hint }: Notice): XmlElement {
  return {
    name: "error",
    attributes: { message: printable(message), type: code },
    children: hint === undefined ? [] : [printable(hint)],
  };
}
