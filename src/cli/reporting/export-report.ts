// A report in the formats that the command line offers.

import type { ConformanceDetails } from "../../metrics/conformance-details.js";
import type { RunReport } from "../../metrics/run-report.js";
import { benchmarkEntries, benchmarkMeasures } from "../../report/benchmark-shapes.js";
import { renderHtml } from "../../report/html.js";
import { renderJunit } from "../../report/junit.js";
import { renderMarkdown } from "../../report/markdown.js";
import { loadReportPage } from "../../store/report-page.js";
import type { ExportFormat } from "./reporting.js";

/** The report as a document of `format`. @param details - Of the cases of a conformance run, for the page. */
export function exportReport(report: RunReport, format: ExportFormat, details?: ConformanceDetails): string {
  switch (format) {
    case "html":
      return renderHtml(report, loadReportPage(), details);
    case "junit":
      return renderJunit(report);
    case "markdown":
      return renderMarkdown(report);
    case "benchmark-smaller":
      return asJson(benchmarkEntries(report, "lower"));
    case "benchmark-bigger":
      return asJson(benchmarkEntries(report, "higher"));
    case "benchmark-measures":
      return asJson(benchmarkMeasures(report));
    default:
      return format satisfies never;
  }
}

function asJson(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
