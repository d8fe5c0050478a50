// The report as one HTML file: the built page with the data put in.

import { WsrigError } from "../errors.js";
import type { PercentileCurve } from "../figures/worked-out.js";
import type { ConformanceDetails } from "../metrics/conformance-details.js";
import { LatencyHistogram } from "../metrics/histogram.js";
import type { RunHistory } from "../metrics/history.js";
import type { RunReport } from "../metrics/run-report.js";
import { everyHundredth } from "./every-hundredth.js";
import { mergedTrends } from "./merged-trends.js";
import { variantCurves } from "./variant-curves.js";

/**
 * The page with the report, its curves and what was merged from its histograms. Nothing of the report can end the script element that holds it.
 *
 * @param page - The built page (store's loadReportPage), with the empty data elements.
 * @param details - Of the cases of a conformance run.
 * @throws WsrigError `report-page-invalid` when the page lacks one of them.
 */
export function renderHtml(report: RunReport, page: string, details?: ConformanceDetails): string {
  const withReport = insertJson(page, "wsrig-report", report);
  const withCurves = insertJson(withReport, "wsrig-curves", percentileCurves(report));
  const withMerged = insertJson(withCurves, "wsrig-merged", mergedTrends(report));
  const withVariants =
    report.blocks === undefined
      ? withMerged
      : insertJson(withMerged, "wsrig-variants", variantCurves(report));
  return details === undefined ? withVariants : insertJson(withVariants, "wsrig-details", details);
}

/** The page with the history of many runs, in the element that else holds a report. @throws as {@link renderHtml} */
export function renderHistoryHtml(history: RunHistory, page: string): string {
  return insertJson(page, "wsrig-report", history);
}

/** Curves of all trends that carry a histogram. */
export function percentileCurves(report: RunReport): PercentileCurve[] {
  return report.metrics.flatMap((metric, metricIndex) => {
    if (metric.kind !== "trend" || metric.hdr === undefined) return [];
    const histogram = LatencyHistogram.fromBase64(metric.hdr, { minUs: metric.min, maxUs: metric.max });
    return [{ metricIndex, points: histogram.percentileCurve(), hundredths: everyHundredth(histogram) }];
  });
}

/** The details that {@link renderHtml} put into a page; `undefined` where it has none. */
export function detailsIn(html: string): ConformanceDetails | undefined {
  const start = '<script type="application/json" id="wsrig-details">';
  const at = html.indexOf(start);
  if (at < 0) return undefined;
  // The JSON holds no `<`: see scriptSafeJson.
  const json = html.slice(at + start.length, html.indexOf("</script>", at));
  return (JSON.parse(json) ?? undefined) as ConformanceDetails | undefined;
}

function insertJson(page: string, id: string, data: unknown): string {
  const empty = `<script type="application/json" id="${id}">null</script>`;
  const at = page.indexOf(empty);
  if (at < 0) {
    throw new WsrigError("report-page-invalid", `the report page has no empty element ${empty}`, {
      hint: "Run `npm run build` to build the page again.",
    });
  }
  const full = `<script type="application/json" id="${id}">${scriptSafeJson(data)}</script>`;
  // Not String.replace: a `$&` in the data would be taken for a pattern.
  return page.slice(0, at) + full + page.slice(at + empty.length);
}

/**
 * JSON that holds no `<`, `>`, `&` and no line separator, only their JSON escapes: neither `</script>`, `<!--`,
 * `]]>` nor a parser of old JavaScript sees anything but a string.
 */
function scriptSafeJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
