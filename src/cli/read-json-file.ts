// A JSON file that the user named, be it by its folder.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { WsrigError } from "../errors.js";

/** A file's content and its path. */
export interface JsonFile {
  readonly file: string;
  readonly content: unknown;
}

/** What is looked for in a folder, the first that is there, and what is said where there is nothing. */
export interface WantedFile {
  readonly names: readonly [string, ...string[]];
  /** One imperative sentence. */
  readonly hint: string;
}

/**
 * Reads the file at `path`; of a folder the one that is wanted.
 *
 * @throws WsrigError `usage-invalid-report`
 */
export function readJsonFile(path: string, { names, hint }: WantedFile): JsonFile {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const inFolder = names.map((name) => join(path, name));
  const file = isFolder ? (inFolder.find((one) => existsSync(one)) ?? join(path, names[0])) : path;
  try {
    return { file, content: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    throw new WsrigError("usage-invalid-report", `${file} ${whyNot(error)}`, {
      path: file,
      hint,
      cause: error,
    });
  }
}

function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "does not exist";
  return `${error instanceof SyntaxError ? "is not JSON" : "cannot be read"}: ${message}`;
}
