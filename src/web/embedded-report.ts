// The report inside the page itself.

import { type ReadReport, readReportText } from "./data/report-source.js";

/** Reads the JSON blocks that `renderHtml` filled; "none" in a page as it was built. */
export function readEmbeddedReport(page: Document): ReadReport {
  const textOf = (id: string): string => page.getElementById(id)?.textContent ?? "null";
  const reportText = textOf("wsrig-report");
  if (reportText.trim() === "null") return { kind: "none" };
  return readReportText(reportText, {
    curves: textOf("wsrig-curves"),
    merged: textOf("wsrig-merged"),
    variants: textOf("wsrig-variants"),
    details: textOf("wsrig-details"),
  });
}
