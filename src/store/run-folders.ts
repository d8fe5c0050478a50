// All runs of a folder of reports, read one after the other.

import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { parseRunReport } from "../metrics/read-report.js";
import type { RunReport } from "../metrics/run-report.js";

/** A sub-folder: the run in it, or why it is none, as the end of a sentence that begins with the folder. */
export type RunFolderContent =
  | {
      readonly kind: "report";
      /** Name of the folder. */
      readonly folder: string;
      /** Whether report.html lies beside it. */
      readonly hasPage: boolean;
      /** Without the points of its series, which are most of a long run. */
      readonly report: RunReport;
    }
  | { readonly kind: "skipped"; readonly folder: string; readonly why: string };

/** Where a run may lie: a sub-folder of a folder of reports. */
export interface RunFolderPlace {
  readonly kind: "place";
  /** Name of the folder. */
  readonly folder: string;
  readonly path: string;
  /** Where it lies when all links are followed. */
  readonly realPath: string;
}

/**
 * The sub-folders of `root` by name, each read when it is asked for, so that one report at a time is in memory; see
 * {@link runFolderPlaces} for which.
 *
 * @throws what readdir throws for `root` itself; never for what is in it.
 */
export async function* readRunFolders(root: string): AsyncGenerator<RunFolderContent> {
  for await (const place of runFolderPlaces(root)) {
    yield place.kind === "skipped" ? place : await readRunFolder(place);
  }
}

/**
 * The sub-folders of `root` by name. A link to a folder that comes under its own name, such as `latest`, is passed over in
 * silence; files are, too, and names that begin with a dot.
 *
 * @throws what readdir throws for `root` itself; never for what is in it.
 */
export async function* runFolderPlaces(
  root: string,
): AsyncGenerator<RunFolderPlace | Extract<RunFolderContent, { kind: "skipped" }>> {
  const entries = await readdir(root, { withFileTypes: true });
  const links = entries.filter((entry) => entry.isSymbolicLink());
  const seen = new Set<string>();
  // Folders first: what a link points at then comes under its own name. `latest` may be a copy, so it comes last of them.
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  for (const { name } of [...folders].sort(latestLast).concat([...links].sort(latestLast))) {
    const folder = path.join(root, name);
    const found = await stat(folder).catch(() => undefined);
    if (found === undefined) {
      yield { kind: "skipped", folder: name, why: "is a link to nothing" };
      continue;
    }
    if (!found.isDirectory()) continue;
    const real = await realpath(folder).catch(() => folder);
    if (seen.has(real)) continue;
    seen.add(real);
    yield { kind: "place", folder: name, path: folder, realPath: real };
  }
}

function latestLast(a: { readonly name: string }, b: { readonly name: string }): number {
  const rank = (name: string): number => (name === "latest" ? 1 : 0);
  return rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1);
}

/** The run in a sub-folder, or why it is none; never throws. */
export async function readRunFolder({
  folder: name,
  path: folder,
}: Pick<RunFolderPlace, "folder" | "path">): Promise<RunFolderContent> {
  const file = path.join(folder, "report.json");
  const skipped = (why: string): RunFolderContent => ({ kind: "skipped", folder: name, why });
  let json: unknown;
  try {
    // A pipe or a device, which an unpacked archive may hold a link to, is never read to its end.
    if (!(await stat(file)).isFile()) return skipped("has a report.json that is not a file");
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return skipped("holds no report.json");
    return skipped(
      error instanceof SyntaxError ? "has a report.json that is not JSON" : `cannot be read: ${message}`,
    );
  }
  try {
    const report = parseRunReport(withoutSeries(json), "report.json");
    const hasPage = await stat(path.join(folder, "report.html")).then(
      (page) => page.isFile(),
      () => false, // Not there: the run was written without one.
    );
    return { kind: "report", folder: name, hasPage, report };
  } catch (error) {
    return skipped(`has a report.json that is no run report: ${firstLine(error)}`);
  }
}

function withoutSeries(json: unknown): unknown {
  const hasSeries =
    typeof json === "object" && json !== null && "series" in json && Array.isArray(json.series);
  return hasSeries ? { ...json, series: [] } : json;
}

/** With the first problem, where it has several. */
function firstLine(error: unknown): string {
  const [head = "", first] = String(error instanceof Error ? error.message : error).split("\n");
  const problem = head.replace(/^report\.json (is no run report; )?/, "").replace(/:$/, "");
  return first === undefined ? problem : `${problem}, such as ${first.trim()}`;
}
