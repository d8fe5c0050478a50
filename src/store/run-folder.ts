// Where a run leaves its report: reports/<time>-<name>/, with reports/latest at the newest.

import { mkdir, readdir, readFile, readlink, stat } from "node:fs/promises";
import path from "node:path";
import { WsrigError } from "../errors.js";
import type { RunReport } from "../metrics/run-report.js";
import { renderJson } from "../report/json.js";
import { linkAtomic, writeFileAtomic } from "./atomic-file.js";

/** Options of {@link createRunFolder}. */
export interface RunFolderOptions {
  /** Folder of all runs. Default `reports`, in the working directory. */
  readonly root?: string;
  /** Name of the run; letters, digits, dots, dashes and underscores stay, the rest becomes dashes. */
  readonly name: string;
  readonly startedAt: Date;
}

/** The files of a written run. */
export interface WrittenRun {
  readonly jsonPath: string;
  /** Undefined when no page was given. */
  readonly htmlPath: string | undefined;
}

/** The folder of one run, made before the run so that a full disk or a missing right shows early. */
export interface RunFolder {
  readonly path: string;
  /**
   * Writes report.json, then report.html, then points `latest` here. Each appears whole or not at all.
   *
   * @param html - As renderHtml gave it.
   */
  write(report: RunReport, html?: string): Promise<WrittenRun>;
}

const latestName = "latest";

/**
 * Makes `<root>/<YYYY-MM-DDTHH-MM-SS>-<name>/` (UTC). A run of the same second and name gets `-2`, `-3`, ...:
 * nothing is ever written over.
 *
 * @throws WsrigError `usage-reports-folder` when it cannot be made.
 */
export async function createRunFolder(options: RunFolderOptions): Promise<RunFolder> {
  const { root = "reports", name, startedAt } = options;
  const folder = await makeNewFolder(root, `${timeName(startedAt)}-${slug(name)}`);
  return {
    path: folder,
    async write(report, html) {
      const jsonPath = path.join(folder, "report.json");
      const htmlPath = html === undefined ? undefined : path.join(folder, "report.html");
      await writeFileAtomic(jsonPath, renderJson(report));
      if (htmlPath !== undefined && html !== undefined) await writeFileAtomic(htmlPath, html);
      await linkAtomic(path.join(root, latestName), path.basename(folder));
      return { jsonPath, htmlPath };
    },
  };
}

/**
 * The folder of the newest run: where `latest` points, or else the last by name that holds a report.json.
 * Undefined when there is none.
 */
export async function findLatest(root = "reports"): Promise<string | undefined> {
  const target = await readLatest(path.join(root, latestName));
  if (target !== undefined && (await hasReport(path.join(root, target)))) return path.join(root, target);
  const names = await readdir(root).catch(() => []); // No folder: no run yet.
  for (const name of names
    .filter((one) => /^\d{4}-\d\d-\d\dT/.test(one))
    .sort()
    .reverse()) {
    if (await hasReport(path.join(root, name))) return path.join(root, name);
  }
  return undefined;
}

async function makeNewFolder(root: string, name: string): Promise<string> {
  try {
    await makeWithParents(root);
    for (let attempt = 1; ; attempt++) {
      const folder = path.join(root, attempt === 1 ? name : `${name}-${attempt}`);
      try {
        await mkdir(folder);
        return folder;
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
      }
    }
  } catch (cause) {
    const reason = await reasonOf(cause, root);
    throw new WsrigError(
      "usage-reports-folder",
      `no folder for the report can be made in ${root}: ${reason}`,
      {
        path: "--out",
        hint: "Name a folder that can be written to with --out.",
        cause,
      },
    );
  }
}

async function reasonOf(cause: unknown, root: string): Promise<string> {
  const isFile = await stat(root).then(
    (found) => !found.isDirectory(),
    () => false, // Then the cause says it.
  );
  if (isFile) return "it is a file; must be a folder";
  return cause instanceof Error ? cause.message : String(cause);
}

/** Not mkdir's `recursive`: in Node 20 that never ends where the parent is there but takes no folders, such as /proc. */
async function makeWithParents(folder: string): Promise<void> {
  try {
    await makeUnlessThere(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (codeOf(error) !== "ENOENT" || parent === folder) throw error;
    await makeWithParents(parent);
    await makeUnlessThere(folder);
  }
}

async function makeUnlessThere(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** `2026-01-02T03-04-05`: sorts by time and is a legal name everywhere. */
function timeName(time: Date): string {
  return time.toISOString().slice(0, 19).replaceAll(":", "-");
}

function slug(name: string): string {
  const safe = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 60);
  return safe === "" ? "run" : safe;
}

/** The name that `latest` holds, be it a link or a text file; never a way out of the folder. */
async function readLatest(link: string): Promise<string | undefined> {
  const target = await readlink(link).catch(() => readFile(link, "utf8").catch(() => undefined));
  return target === undefined ? undefined : path.basename(target.trim());
}

async function hasReport(folder: string): Promise<boolean> {
  return stat(path.join(folder, "report.json")).then(
    (file) => file.isFile(),
    () => false, // Not there, or not to be read: the same to us.
  );
}
