// All runs of a folder of reports, newest first. A run that has not changed since it was read is not read again.

import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { WsrigError } from "../../errors.js";
import type { ListedReport, ListedReports } from "../../link/report-documents.js";
import { type RunFolderPlace, readRunFolder, runFolderPlaces } from "../../store/run-folders.js";
import { isWithin } from "./is-within.js";
import { identityOf, listedReport } from "./listed-report.js";

/** What a folder gave: a run, or why none. */
type Content = ListedReport | string;

/** See the file's first line. */
export class ReportList {
  readonly #folder: string;
  readonly #read: typeof readRunFolder;
  /** By the name of its folder; `state` changes with the file. */
  #known = new Map<string, { readonly state: string; readonly content: Content }>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param read - How a run is read; tests count it. */
  constructor(folder: string, read: typeof readRunFolder = readRunFolder) {
    this.#folder = folder;
    this.#read = read;
  }

  /**
   * Looks again. A listing that was asked for while another one goes on comes after it, when little is left to read.
   *
   * @throws WsrigError `usage-reports-folder` where the folder is a file, or may not be read; one that is not there is empty.
   */
  list(): Promise<ListedReports> {
    const listing = this.#last.then(
      () => this.#look(),
      () => this.#look(),
    );
    this.#last = listing;
    return listing;
  }

  async #look(): Promise<ListedReports> {
    const before = this.#known;
    const known: typeof before = new Map();
    const reports: ListedReport[] = [];
    const skipped: string[] = [];
    const identities = new Map<string, string>();
    const skip = (folder: string, why: string): void => void skipped.push(`${folder} ${why}.`);
    try {
      const root = await realpath(this.#folder);
      for await (const place of runFolderPlaces(this.#folder)) {
        if (place.kind === "skipped") {
          skip(place.folder, place.why);
          continue;
        }
        if (!isWithin(root, place.realPath)) {
          skip(place.folder, "is a link out of the folder");
          continue;
        }
        if (!isWithin(root, await fileOf(place))) {
          skip(place.folder, "has a report.json that is a link out of the folder");
          continue;
        }
        const state = await stateOf(place);
        const old = before.get(place.folder);
        const content = old?.state === state ? old.content : await this.#contentOf(place);
        known.set(place.folder, { state, content });
        if (typeof content === "string") {
          skip(place.folder, content);
          continue;
        }
        const same = identities.get(identityOf(content));
        if (same !== undefined) {
          skip(place.folder, `holds the same run as ${same}`);
          continue;
        }
        identities.set(identityOf(content), place.folder);
        reports.push(content);
      }
    } catch (error) {
      if (codeOf(error) === "ENOENT") return { reports: [], skipped: [] };
      throw unreadable(this.#folder, error);
    }
    this.#known = known;
    return { reports: reports.sort(newestFirst), skipped };
  }

  async #contentOf(place: RunFolderPlace): Promise<Content> {
    const found = await this.#read(place);
    return found.kind === "skipped" ? found.why : listedReport(found.report, place.folder);
  }
}

/** Its report, with all links followed; where there is none, where it would be. */
function fileOf({ realPath }: RunFolderPlace): Promise<string> {
  const file = join(realPath, "report.json");
  return realpath(file).catch(() => file);
}

/** Empty where there is no file. */
async function stateOf({ path }: RunFolderPlace): Promise<string> {
  const found = await stat(join(path, "report.json")).catch(() => undefined);
  return found === undefined ? "" : `${found.mtimeMs} ${found.size}`;
}

function newestFirst(a: ListedReport, b: ListedReport): number {
  return Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.folder < b.folder ? 1 : -1);
}

function unreadable(folder: string, cause: unknown): WsrigError {
  const isFile = codeOf(cause) === "ENOTDIR";
  const why = isFile ? "is a file; must be a folder of runs" : `cannot be read: ${String(cause)}`;
  return new WsrigError("usage-reports-folder", `${folder} ${why}`, {
    path: "--out",
    hint: "Start wsrig ui with --out and the folder that runs write to.",
    cause,
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
