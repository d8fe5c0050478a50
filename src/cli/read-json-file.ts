// A JSON file that the user named, be it by its folder.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { WsrigError } from "../errors.js";

/** A file's content and its path. */
export interface JsonFile {
  readonly file: string;
  readonly content: unknown;
}

/**
 * Reads the file at `path`; of a folder its report.json.
 *
 * @throws WsrigError `usage-invalid-report`
 */
export function readJsonFile(path: string): JsonFile {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(path, "report.json") : path;
  try {
    return { file, content: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    throw new WsrigError("usage-invalid-report", `${file} ${whyNot(error)}`, { path: file, cause: error });
  }
}

function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "does not exist";
  return `${error instanceof SyntaxError ? "is not JSON" : "cannot be read"}: ${message}`;
}
