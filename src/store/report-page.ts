// The built pages: one to put a report into, one for the user interface.

import { readFileSync } from "node:fs";
import { WsrigError } from "../errors.js";

/**
 * Reads dist/web/report.html.
 *
 * @throws WsrigError `report-page-missing` when wsrig was never built.
 */
export function loadReportPage(page: URL = builtPage("report")): string {
  return readPage(page, "report");
}

/**
 * Reads dist/web/console.html.
 *
 * @throws WsrigError `console-page-missing` when wsrig was never built.
 */
export function loadConsolePage(page: URL = builtPage("console")): string {
  return readPage(page, "console");
}

function readPage(page: URL, name: string): string {
  try {
    return readFileSync(page, "utf8");
  } catch (cause) {
    throw new WsrigError(`${name}-page-missing`, `the ${name} page dist/web/${name}.html is not built`, {
      hint: "Run `npm run build` once.",
      cause,
    });
  }
}

/** The same two steps up from src/store and from dist/store. */
function builtPage(name: string): URL {
  return new URL(`../../dist/web/${name}.html`, import.meta.url);
}
