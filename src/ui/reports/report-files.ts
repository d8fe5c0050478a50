// The files of one run of a folder of reports, by the name of its folder. A page asks for them, so no name may lead out.

import { readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { WsrigError } from "../../errors.js";
import type { ConformanceDetails } from "../../metrics/conformance-details.js";
import { parseRunReport } from "../../metrics/read-report.js";
import type { RunReport } from "../../metrics/run-report.js";
import { detailsIn } from "../../report/html.js";
import { isWithin } from "./is-within.js";

/** A report that was read. */
export interface StoredReport {
  /** `reports/2026-01-02T03-04-05-load/report.json`, as a person would name it. */
  readonly file: string;
  readonly report: RunReport;
}

/**
 * The report in the sub-folder `name` of `root`.
 *
 * @throws WsrigError `usage-unknown-report` where there is none, or its name or its file leads out of `root`;
 * `usage-invalid-report`
 */
export async function readStoredReport(root: string, name: string): Promise<StoredReport> {
  const file = await fileWithin(root, name, "report.json");
  if (file === undefined) throw noReport(root, name);
  const shown = join(root, name, "report.json");
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? "is not JSON" : "cannot be read";
    throw new WsrigError("usage-invalid-report", `${shown} ${why}: ${(cause as Error).message}`, {
      path: shown,
      cause,
    });
  }
  return { file: shown, report: parseRunReport(json, shown) };
}

/**
 * What each case of a conformance run sent and received: it is in no report.json, but in the page that was written with it.
 * `undefined` where that is not there any more: the page then shows what the report has.
 */
export async function readStoredDetails(root: string, name: string): Promise<ConformanceDetails | undefined> {
  const page = await fileWithin(root, name, "report.html");
  if (page === undefined) return undefined;
  try {
    return detailsIn(await readFile(page, "utf8"));
  } catch {
    return undefined; // As if it were not there.
  }
}

/** Where it really lies; `undefined` where it is not there, outside, or no file but a folder or a pipe that nobody writes to. */
async function fileWithin(root: string, name: string, file: string): Promise<string | undefined> {
  // One step down, by a name of one folder. Whatever it is a link to is looked at after that.
  if (!/^[^./\\\0][^/\\\0]*$/.test(name)) return undefined;
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, name, file))]);
    return isWithin(realRoot, real) && (await stat(real)).isFile() ? real : undefined;
  } catch {
    return undefined; // Not there, or not to be reached.
  }
}

function noReport(root: string, name: string): WsrigError {
  return new WsrigError("usage-unknown-report", `there is no run ${JSON.stringify(name)} in ${root}`, {
    hint: "Choose one of the list; it may have been removed since.",
  });
}
