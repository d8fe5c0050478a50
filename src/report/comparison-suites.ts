// Comparisons as suites of JUnit XML: one per comparison, a test per figure that gates.

import { type ComparedLine, comparedLines, dash } from "../figures/compared-rows.js";
import type { ReportComparison } from "../metrics/comparison-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { type Suite, suite, testCase } from "./junit-suite.js";
import { printable } from "./printable.js";
import type { XmlElement } from "./xml.js";

/**
 * What makes the run fail by `--fail-on` is a failure. A figure that is worse or unclear where nothing fails for it is skipped, with what
 * was found: it must not turn CI red by another way than the exit code. Nothing for other runs.
 */
export function comparisonSuites(report: RunReport): Suite[] {
  const { comparisons = [] } = report;
  return comparisons.map((comparison) => {
    // CI services follow a test by its name: of one comparison that has no name of a side, which may be that of a file.
    const of = comparisons.length === 1 ? "" : ` of ${comparison.candidate}`;
    const name = printable(`comparison: ${comparison.candidate} against ${comparison.baseline}`);
    const gating = comparedLines(comparison).filter(({ gates }) => gates);
    const fails = gating.some((line) => isFailure(line, comparison));
    const cases = gating.map((line) =>
      testCase("comparison", `${line.title}${of}`, 0, outcome(line, comparison)),
    );
    // A red comparison without a red figure, such as one of invalid blocks alone, must not look green.
    const missing = comparison.isRed === true && !fails ? [verdictCase(`verdict${of}`, comparison)] : [];
    return suite(report, name, 0, [...cases, ...missing]);
  });
}

function isFailure({ verdict }: ComparedLine, comparison: ReportComparison): boolean {
  return comparison.isRed === true && verdict === comparison.verdict;
}

function outcome(line: ComparedLine, comparison: ReportComparison): XmlElement | undefined {
  if (line.verdict === "better" || line.verdict === "same") return undefined;
  const message = printable(messageOf(line, comparison));
  if (!isFailure(line, comparison)) return { name: "skipped", attributes: { message } };
  return {
    name: "failure",
    attributes: { message, type: line.verdict === "worse" ? "regression" : `comparison-${line.verdict}` },
    children: [[printable(comparison.sentence), ...comparison.caveats.map(printable)].join("\n")],
  };
}

/** `worse: 1.02 ms against 1.2 ms, +18.2% (+12.1% to +25.0%)` */
function messageOf(line: ComparedLine, { baseline, candidate }: ReportComparison): string {
  const { verdict, note } = line;
  const change = line.interval === dash ? line.change : `${line.change} (${line.interval})`;
  const values = `${baseline} ${line.baseline}, ${candidate} ${line.candidate}, ${change}`;
  return note === "" ? `${verdict}: ${values}` : `${verdict}: ${values}. ${note}`;
}

function verdictCase(title: string, { verdict, sentence }: ReportComparison): XmlElement {
  return testCase("comparison", title, 0, {
    name: "failure",
    attributes: {
      message: printable(sentence),
      type: verdict === "worse" ? "regression" : `comparison-${verdict}`,
    },
  });
}
