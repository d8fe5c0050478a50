// A report as the page gets it: alone, or with what `renderHtml` worked out from its histograms.

import type { RunReport } from "../../src/metrics/run-report.js";
import { percentileCurves } from "../../src/report/html.js";
import { mergedTrends } from "../../src/report/merged-trends.js";
import { variantCurves } from "../../src/report/variant-curves.js";
import type { ReportSource } from "../../src/web/data/report-source.js";

/** Opened as plain JSON. */
export function plainSource(report: RunReport): ReportSource {
  return { report, curves: [], merged: undefined };
}

/** In the page that wsrig wrote. */
export function writtenSource(report: RunReport): ReportSource {
  return JSON.parse(
    JSON.stringify({
      report,
      curves: percentileCurves(report),
      merged: mergedTrends(report),
      variants: variantCurves(report),
    }),
  ) as ReportSource;
}
