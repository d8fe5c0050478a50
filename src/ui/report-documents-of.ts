// A report as the page shows it: the texts that report.html would hold, each in an element of its own.

import type { ReportDocuments } from "../link/report-documents.js";
import type { ConformanceDetails } from "../metrics/conformance-details.js";
import type { RunReport } from "../metrics/run-report.js";
import { percentileCurves } from "../report/html.js";
import { mergedTrends } from "../report/merged-trends.js";
import { variantCurves } from "../report/variant-curves.js";

/**
 * The documents of a report.
 *
 * @param details - Of the cases of a conformance run, where they are kept.
 */
export function reportDocumentsOf(report: RunReport, details?: ConformanceDetails): ReportDocuments {
  return {
    report: JSON.stringify(report),
    curves: JSON.stringify(percentileCurves(report)),
    merged: JSON.stringify(mergedTrends(report)),
    variants: JSON.stringify(report.blocks === undefined ? null : variantCurves(report)),
    details: JSON.stringify(details ?? null),
  };
}
