// What an argument of `wsrig compare` stands for: a report, the folder of a run, or a folder of several.

import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ComparedInput } from "../../compare/compared-input.js";
import type { SourcedReport } from "../../compare/run-block.js";
import { WsrigError } from "../../errors.js";
import { parseRunReport } from "../../metrics/read-report.js";
import { readJsonFile } from "../read-json-file.js";

const hint = "Give a report.json, the folder of a run, or a folder that holds several of either.";

/**
 * Reads all reports of `text`: a path, and after a `#` the variant of an experiment that is meant.
 *
 * @throws WsrigError `usage-invalid-report`
 */
export function readComparedInput(text: string): ComparedInput {
  const { path, variant } = splitVariant(text);
  const files = reportFiles(path);
  if (files.length === 0) {
    throw new WsrigError("usage-invalid-report", `${path} holds no report`, { path, hint });
  }
  return { path, ...(variant !== undefined && { variant }), reports: files.map(readReport) };
}

/** A `#` may be part of a path that is there. */
function splitVariant(text: string): { readonly path: string; readonly variant?: string } {
  const at = text.lastIndexOf("#");
  if (at < 0 || existsSync(text)) return { path: text };
  return { path: text.slice(0, at), variant: text.slice(at + 1) };
}

/** In the order of their names, each file once: `latest` points at one of them. */
function reportFiles(path: string): readonly string[] {
  if (!isFolder(path)) return [path];
  const own = join(path, "report.json");
  if (existsSync(own)) return [own];
  const found = readdirSync(path, { withFileTypes: true })
    .sort((a, b) => Number(a.isSymbolicLink()) - Number(b.isSymbolicLink()))
    .flatMap(({ name }) => {
      const entry = join(path, name);
      const file = isFolder(entry) ? join(entry, "report.json") : entry;
      return file.endsWith(".json") && existsSync(file) ? [file] : [];
    });
  const byPlace = new Map<string, string>();
  for (const file of found) {
    const place = realpathSync(file);
    if (!byPlace.has(place)) byPlace.set(place, file);
  }
  return [...byPlace.values()].sort();
}

function readReport(path: string): SourcedReport {
  const { file, content } = readJsonFile(path, { names: ["report.json"], hint });
  return { source: file, report: parseRunReport(content, file) };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
