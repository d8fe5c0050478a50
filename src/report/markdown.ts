// The report as GitHub-flavoured Markdown, fit for the step summary of a CI run or a comment.

import type { Notice, ReportCheck, RunReport } from "../metrics/run-report.js";
import { conformanceMarkdown } from "./case-markdown.js";
import { comparisonMarkdown, comparisonSentences } from "./comparison-markdown.js";
import { headline, otherReasons } from "./comparison-tables.js";
import { balanceTable, generatorLine, loadLines } from "./load-tables.js";
import { table, tableOf } from "./markdown-table.js";
import { code, prose } from "./markdown-text.js";
import { searchRemarks, searchTable, shownRun } from "./search-tables.js";
import {
  countChecks,
  describeEnvironment,
  duration,
  errorTable,
  firstOf,
  groupChecks,
  latencyTable,
  limit,
  moreOf,
  repeatCommand,
  repeats,
  thresholdTable,
  throughputTable,
} from "./summary.js";
import { sweepMarkdown } from "./sweep-markdown.js";
import { besideSweep } from "./sweep-tables.js";
import { targetLine } from "./target-line.js";

// GitHub cuts a comment at 65,536 characters and a step summary at 1 MiB.
const maxItems = 100;
const maxRows = 24;
const signs = { pass: "✅", fail: "❌", invalid: "⚠️", interrupted: "⏹️", worse: "🔴" } as const;

/** The verdict first, then what failed, then the numbers; long lists are folded away. */
export function renderMarkdown(whole: RunReport): string {
  const report = besideSweep(whole);
  const checks = groupChecks(report);
  const sections = [
    `## ${signs[headline(whole)]} wsrig ${prose(whole.name)}: ${headline(whole)}`,
    ...answerAndReasons(report),
    ...comparisonMarkdown(report),
    search(report),
    ...sweepMarkdown(whole),
    ...conformanceMarkdown(report),
    checks.failed.length === 0 ? "" : `### Failed checks\n\n${failedTable(checks.failed)}`,
    table(thresholdTable(report)),
    loads(report),
    table(latencyTable(report, maxRows)),
    table(throughputTable(report, maxRows)),
    table(errorTable(report, maxRows)),
    table(balanceTable(report)),
    generator(report),
    target(report),
    report.warnings.length === 0 ? "" : `### Warnings\n\n${report.warnings.map(notice).join("\n")}`,
    folded(`${checks.passed.length} passed`, firstOf(checks.passed, maxItems, checkName)),
    folded(
      `${checks.notApplicable.length} not applicable`,
      firstOf(
        checks.notApplicable,
        maxItems,
        (check) => `${checkName(check)}: ${prose(check.reason ?? "no reason given")}`,
      ),
    ),
    folded("Environment and how to repeat", [
      prose(describeEnvironment(report)),
      code(repeatCommand(report)),
    ]),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** The answer of a comparison first, but where it is no evidence: then why. */
function answerAndReasons(report: RunReport): readonly string[] {
  const answers = comparisonSentences(report);
  const reasons = otherReasons(report).map(notice).join("\n");
  return report.verdict === "invalid" ? [facts(report), reasons, answers] : [answers, facts(report), reasons];
}

function facts(report: RunReport): string {
  const parts = [code(report.target.url), duration(report) ?? [], limit(report) ?? []].flat();
  if (report.checks.length > 0) parts.push(`checks: ${countChecks(groupChecks(report))}`);
  return parts.join(" · ");
}

function search({ search }: RunReport): string {
  if (search === undefined) return "";
  return [
    `### Search\n\n${code(search.until)}: ${prose(search.sentence)}`,
    table(searchTable(search)),
    firstOf(searchRemarks(search), maxRows, (remark) => `- ${prose(remark)}`).join("\n"),
    prose(shownRun(search)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function loads(report: RunReport): string {
  return firstOf(loadLines(report), maxRows, ({ name, sentence }) => `**${prose(name)}** ${prose(sentence)}`)
    .map((line) => `- ${line}`)
    .join("\n");
}

function generator(report: RunReport): string {
  const line = generatorLine(report);
  return line === undefined ? "" : `**Generator** ${prose(line)}`;
}

function target(report: RunReport): string {
  const line = targetLine(report);
  return line === undefined ? "" : `**Target** ${prose(line)}`;
}

function notice({ message, hint }: Notice): string {
  return `- ${prose(message)}${hint === undefined ? "" : ` **Try:** ${prose(hint)}`}`;
}

function failedTable(failed: readonly ReportCheck[]): string {
  const rows = failed
    .slice(0, maxItems)
    .map((check) => [
      `${checkName(check)}${repeats(check)}`,
      check.expected === undefined ? "" : code(check.expected),
      check.received === undefined ? "" : code(check.received),
      check.reason === undefined ? "" : prose(check.reason),
    ]);
  if (failed.length > maxItems) rows.push([moreOf(failed.length - maxItems), "", "", ""]);
  return tableOf(["Check", "Expected", "Received", "Reason"], rows, ":--");
}

function checkName(check: ReportCheck): string {
  return `**${prose(check.scenario)}** ${prose(check.title)}`;
}

/** GitHub needs the empty lines to read Markdown inside the HTML element. */
function folded(summary: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  return `<details><summary>${summary}</summary>\n\n${items.map((item) => `- ${item}`).join("\n")}\n\n</details>`;
}
