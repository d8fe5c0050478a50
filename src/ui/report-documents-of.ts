// A report as the page is told of it: the texts that `report.html` would hold.

import type { ReportDocuments } from "../link/report-documents.js";
import type { ConformanceDetails } from "../metrics/conformance-details.js";
import type { RunReport } from "../metrics/run-report.js";
import { percentileCurves } from "../report/html.js";
import { mergedTrends } from "../report/merged-trends.js";
import { variantCurves } from "../report/variant-curves.js";

/** @param details - Of the cases of a conformance run. */
export function reportDocumentsOf(report: RunReport, details?: ConformanceDetails): ReportDocuments {
  return {
    report: JSON.stringify(report),
    curves: JSON.stringify(percentileCurves(report)),
    merged: JSON.stringify(mergedTrends(report)),
    variants: report.blocks === undefined ? "null" : JSON.stringify(variantCurves(report)),
    details: details === undefined ? "null" : JSON.stringify(details),
  };
}
