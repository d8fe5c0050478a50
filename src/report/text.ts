// The report as a summary for a terminal.

import type { Notice, ReportCheck, RunReport } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import { conformanceText } from "./case-text.js";
import { type Colours, plainColours } from "./colours.js";
import { headline, otherReasons } from "./comparison-tables.js";
import { comparisonAnswers, comparisonSections } from "./comparison-text.js";
import { balanceTable, generatorLine, loadLines } from "./load-tables.js";
import { type FoldedCheck, foldNotRun } from "./not-run.js";
import { searchPlot } from "./search-plot.js";
import { searchRemarks, searchTable, shownRun } from "./search-tables.js";
import {
  type CheckGroups,
  countChecks,
  duration,
  errorTable,
  firstOf,
  groupByScenario,
  groupChecks,
  latencyTable,
  limit,
  repeats,
  thresholdTable,
  throughputTable,
} from "./summary.js";
import { besideSweep } from "./sweep-tables.js";
import { sweepText } from "./sweep-text.js";
import { targetLine } from "./target-line.js";
import { pad, table, visible, widthOf } from "./text-table.js";

/** Options of {@link renderText}. */
export interface TextOptions {
  /** Default: no colour. */
  readonly colour?: Colours;
}

const maxItems = 50;
const maxRows = 12;

/** The verdict with its reasons first, then checks, numbers and warnings; ends with a line end. */
export function renderText(whole: RunReport, options: TextOptions = {}): string {
  const report = besideSweep(whole);
  const colour = options.colour ?? plainColours;
  const checks = groupChecks(report);
  const sections = [
    heading(whole, colour),
    ...answerAndReasons(report, colour),
    ...comparisonSections(report, colour),
    search(report, colour),
    ...sweepText(whole, colour),
    ...conformanceText(report, colour),
    report.checks.length === 0 ? "" : checkLines(checks, colour).join("\n"),
    table(thresholdTable(report), colour),
    loads(report, colour),
    ...[latencyTable, throughputTable, errorTable].map((of) => table(of(report, maxRows), colour)),
    table(balanceTable(report), colour),
    generator(report, colour),
    target(report, colour),
    report.warnings.length === 0
      ? ""
      : [colour.bold("Warnings"), ...report.warnings.map((one) => notice(one, colour))].join("\n"),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function heading(report: RunReport, colour: Colours): string {
  const word = headline(report);
  const isBad = word === "fail" || word === "worse";
  const paint = word === "pass" ? colour.green : isBad ? colour.red : colour.yellow;
  const facts = [visible(report.target.url), duration(report) ?? [], limit(report) ?? []].flat();
  const name = colour.bold(`wsrig ${visible(report.name)}`);
  return `${paint(word.toUpperCase())}  ${name}  ${colour.dim(facts.join("  "))}`;
}

/** The answer of a comparison first, but where it is no evidence: then why. */
function answerAndReasons(report: RunReport, colour: Colours): readonly string[] {
  const answers = comparisonAnswers(report, colour);
  const reasons = otherReasons(report)
    .map((reason) => notice(reason, colour))
    .join("\n");
  return report.verdict === "invalid" ? [reasons, answers] : [answers, reasons];
}

function search({ search }: RunReport, colour: Colours): string {
  if (search === undefined) return "";
  const remarks = firstOf(
    searchRemarks(search),
    maxRows,
    (remark) => `  ${colour.yellow("!")} ${visible(remark)}`,
  );
  return [
    `${colour.bold("Search")}  ${visible(search.until)}\n  ${visible(search.sentence)}`,
    table(searchTable(search), colour),
    remarks.join("\n"),
    searchPlot(search)
      .map((line) => `  ${line}`)
      .join("\n"),
    shownRun(search) === "" ? "" : `  ${shownRun(search)}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function loads(report: RunReport, colour: Colours): string {
  const lines = loadLines(report);
  if (lines.length === 0) return "";
  const width = Math.max(...lines.map(({ name }) => widthOf(visible(name))));
  const shown = firstOf(
    lines,
    maxRows,
    ({ name, sentence }) => `  ${pad(visible(name), width)}  ${visible(sentence)}`,
  );
  return [colour.bold(lines.length === 1 ? "Load" : "Loads"), ...shown].join("\n");
}

function generator(report: RunReport, colour: Colours): string {
  const line = generatorLine(report);
  return line === undefined ? "" : `${colour.bold("Generator")}  ${visible(line)}`;
}

function target(report: RunReport, colour: Colours): string {
  const line = targetLine(report);
  return line === undefined ? "" : `${colour.bold("Target")}  ${visible(line)}`;
}

function notice({ message, hint }: Notice, colour: Colours): string {
  const lines = [`  ${colour.yellow("!")} ${visible(message)}`];
  if (hint !== undefined) lines.push(`    ${colour.cyan(visible(hint))}`);
  return lines.join("\n");
}

function checkLines(checks: CheckGroups, colour: Colours): string[] {
  return [
    `${colour.bold("Checks")}  ${countChecks(checks)}`,
    ...firstOf(foldNotRun(checks.failed), maxItems, (folded) => failedLines(folded, colour)),
    ...firstOf(checks.notApplicable, maxItems, (check) => {
      const reason = check.reason === undefined ? "" : `: ${visible(check.reason)}`;
      return `  ${colour.dim("-")} ${checkName(check)}${colour.dim(reason)}`;
    }),
    ...passedByScenario(checks).map((line) => `  ${colour.green("✓")} ${line}`),
  ];
}

function failedLines({ check, count }: FoldedCheck, colour: Colours): string {
  if (count === 1) return failedCheck(check, colour);
  return `  ${colour.red("✗")} ${visible(check.scenario)}: ${formatCount(count)} checks ${visible(check.reason ?? "")}`;
}

function failedCheck(check: ReportCheck, colour: Colours): string {
  const details = [
    ["reason", check.reason],
    ["expected", check.expected],
    ["received", check.received],
  ].flatMap(([label = "", text]) =>
    text === undefined ? [] : [`      ${colour.dim(label.padEnd(8))}  ${visible(text)}`],
  );
  return [`  ${colour.red("✗")} ${checkName(check)}${repeats(check)}`, ...details].join("\n");
}

/** Passed checks need no line each: `text  4 passed`. */
function passedByScenario({ passed }: CheckGroups): string[] {
  const groups = [...groupByScenario(passed)];
  const width = Math.max(0, ...groups.map(([scenario]) => widthOf(visible(scenario))));
  return groups.map(([scenario, checks]) => `${pad(visible(scenario), width)}  ${checks.length} passed`);
}

function checkName(check: ReportCheck): string {
  return `${visible(check.scenario)}: ${visible(check.title)}`;
}
