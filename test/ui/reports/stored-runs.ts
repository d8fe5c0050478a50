// A folder of reports for a test.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunReport } from "../../../src/metrics/run-report.js";
import type { UiPart } from "../../../src/ui/ui-part.js";
import { writeRuns } from "../../history/made-runs.js";

/** See the file's first line. Disposing it removes it. */
export interface StoredRuns extends Disposable {
  /** Of all runs. */
  readonly root: string;
  /** A folder that only this test has, around `root`. */
  readonly outside: string;
  /** Names of the run folders that were written first. */
  readonly folders: readonly string[];
}

export function storedRuns(reports: readonly RunReport[]): StoredRuns {
  const outside = mkdtempSync(join(tmpdir(), "wsrig-reports-"));
  const root = join(outside, "reports");
  const folders = writeRuns(root, reports);
  return {
    root,
    outside,
    folders,
    [Symbol.dispose]: () => rmSync(outside, { recursive: true }),
  };
}

/** Replaces a report.json. */
export function rewrite({ root }: StoredRuns, folder: string, report: RunReport): void {
  writeFileSync(join(root, folder, "report.json"), JSON.stringify(report));
}

/** Asks a part as a page would. */
export async function ask<Kind extends keyof UiPart["handlers"]>(
  part: UiPart,
  kind: Kind,
  request: object = {},
): Promise<unknown> {
  const handler = part.handlers[kind] as ((request: object) => unknown) | undefined;
  if (handler === undefined) throw new TypeError(`${kind} is not handled`);
  return handler({ kind, id: 1, ...request });
}
