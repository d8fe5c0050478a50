// Loads a scenario file: TypeScript or JavaScript by running it, YAML or JSON by its schema.

import { readFile, stat } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { WsrigError } from "../errors.js";
import type { FileParts, PartsCheck } from "./file-schema.js";
import { readScenarioDocument } from "./load-document.js";
import { loadScenarioModule } from "./load-module.js";
import type { Scenario } from "./scenario.js";

/** What a scenario file holds. */
export interface LoadedScenarioFile {
  /** Absolute. */
  readonly path: string;
  readonly scenarios: readonly Scenario[];
  /** The target that the file names; the command line goes before it. */
  readonly url?: string | undefined;
  /** What the file says beside its scenarios, by key: of those asked for in `parts`. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/** Options of {@link loadScenarioFile}. */
export interface LoadScenarioOptions {
  /** For `${NAME}` in YAML and JSON. Default: the process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Keys that the file may have beside its scenarios, such as loads. Default: none. */
  readonly parts?: FileParts | undefined;
  /** What is wrong with a file that has parts, though each by itself is right. */
  readonly checkParts?: PartsCheck | undefined;
}

const moduleExtensions = [".ts", ".mts", ".js", ".mjs"];
const documentExtensions = [".yaml", ".yml", ".json"];

/**
 * Loads and validates a scenario file.
 *
 * @throws WsrigError `scenario-file-unreadable`, `scenario-file-kind`, `scenario-invalid-syntax`, `scenario-invalid-file`,
 * `scenario-load-failed`, `scenario-no-default-export`; with every problem of the file in the message, one a line.
 */
export async function loadScenarioFile(
  path: string,
  { env = process.env, parts = {}, checkParts }: LoadScenarioOptions = {},
): Promise<LoadedScenarioFile> {
  const absolute = resolve(path);
  const extension = extname(path).toLowerCase();
  await rejectOtherKinds(absolute, path, extension);
  const text = await readText(absolute, path);
  const loaded = moduleExtensions.includes(extension)
    ? await loadScenarioModule(absolute, path, { parts, checkParts })
    : readScenarioDocument(text, path, { env, parts, checkParts });
  rejectDoubleNames(loaded.scenarios, path);
  return { path: absolute, ...loaded };
}

async function rejectOtherKinds(absolute: string, path: string, extension: string): Promise<void> {
  const known = [...moduleExtensions, ...documentExtensions];
  if (await isFolder(absolute)) {
    const message = `${path} is a folder; must be a scenario file, ending in one of ${known.join(", ")}`;
    throw new WsrigError("scenario-file-kind", message, { path });
  }
  if (!known.includes(extension)) {
    const message = `${path} ends in "${extension}"; must be one of ${known.join(", ")}`;
    throw new WsrigError("scenario-file-kind", message, { path });
  }
}

async function isFolder(absolute: string): Promise<boolean> {
  try {
    return (await stat(absolute)).isDirectory();
  } catch {
    // What cannot be looked at is told when it is read.
    return false;
  }
}

async function readText(absolute: string, path: string): Promise<string> {
  try {
    return await readFile(absolute, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    const why = code === "ENOENT" ? "does not exist" : `cannot be read (${String(code)})`;
    throw new WsrigError("scenario-file-unreadable", `${path} ${why}`, { path, cause });
  }
}

/** Names begin the ids of checks and tag the metrics. */
function rejectDoubleNames(scenarios: readonly Scenario[], path: string): void {
  const seen = new Set<string>();
  for (const { name } of scenarios) {
    if (seen.has(name)) {
      throw new WsrigError(
        "scenario-invalid-file",
        `${path} has two scenarios named "${name}"; names must differ`,
        {
          path,
        },
      );
    }
    seen.add(name);
  }
}
