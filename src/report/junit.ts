// The report as JUnit XML, the dialect that CI services read: a suite per scenario, a case per check.

import type { Notice, ReportCheck, RunReport } from "../metrics/run-report.js";
import { formatAsBound } from "../units.js";
import { printable } from "./printable.js";
import { groupByScenario } from "./summary.js";
import { renderXml, type XmlElement } from "./xml.js";

/**
 * Failed checks are failures with expected and received, checks that do not apply are skipped. Thresholds are a
 * suite of their own, and so is whatever else kept the run from passing: an interrupted run without a failed check
 * must not look green.
 */
export function renderJunit(report: RunReport): string {
  const suites = [...scenarioSuites(report), ...thresholdSuites(report), ...runSuites(report)];
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

interface Tally {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}
interface Suite {
  readonly tally: Tally;
  readonly element: XmlElement;
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

/** Reasons that no check and no threshold stands for. */
function runSuites(report: RunReport): Suite[] {
  const others = report.reasons.filter(({ code }) => code !== "checks-failed" && code !== "threshold-failed");
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

function suite(report: RunReport, name: string, durationMs: number, cases: readonly XmlElement[]): Suite {
  const having = (child: string): number =>
    cases.filter(({ children = [] }) => children.some((one) => typeof one !== "string" && one.name === child))
      .length;
  const tally: Tally = {
    tests: cases.length,
    failures: having("failure"),
    errors: having("error"),
    skipped: having("skipped"),
  };
  const attributes = {
    name: printable(name),
    ...tally,
    time: seconds(durationMs),
    timestamp: report.startedAt,
  };
  return { tally, element: { name: "testsuite", attributes, children: cases } };
}

function testCase(
  group: string,
  title: string,
  durationMs: number,
  result: XmlElement | undefined,
): XmlElement {
  return {
    name: "testcase",
    attributes: { name: printable(title), classname: `wsrig.${printable(group)}`, time: seconds(durationMs) },
    children: result === undefined ? [] : [result],
  };
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
