// The report inside the page itself.

import { type ReadReport, readReportText } from "./data/report-source.js";

/** Reads the two JSON blocks that `renderHtml` filled; "none" in a page as it was built. */
export function readEmbeddedReport(page: Document): ReadReport {
  const reportText = page.getElementById("wsrig-report")?.textContent ?? "null";
  if (reportText.trim() === "null") return { kind: "none" };
  return readReportText(reportText, page.getElementById("wsrig-curves")?.textContent ?? "null");
}
