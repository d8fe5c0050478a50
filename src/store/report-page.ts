// The built report page, as a text to put a report into.

import { readFileSync } from "node:fs";
import { WsrigError } from "../errors.js";

/**
 * Reads dist/web/report.html.
 *
 * @throws WsrigError `report-page-missing` when wsrig was never built.
 */
export function loadReportPage(page: URL = builtPage): string {
  try {
    return readFileSync(page, "utf8");
  } catch (cause) {
    throw new WsrigError("report-page-missing", "the report page dist/web/report.html is not built", {
      hint: "Run `npm run build` once.",
      cause,
    });
  }
}

// The same two steps up from src/store and from dist/store.
const builtPage = new URL("../../dist/web/report.html", import.meta.url);
