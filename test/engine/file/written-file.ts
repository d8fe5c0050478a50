// A file of loads as a test writes it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type LoadedRunFile, loadRunFile } from "../../../src/engine/file/load-run-file.js";
import { WsrigError } from "../../../src/errors.js";

/** Writes and loads a file, within a test. */
export async function loadText(name: string, text: string): Promise<LoadedRunFile> {
  return loadRunFile(writtenFile(name, text), { env: {} });
}

/** The lines of what loading fails with, without the folder; none where it does not. */
export async function mistakesOf(name: string, text: string): Promise<readonly string[]> {
  const path = writtenFile(name, text);
  try {
    await loadRunFile(path, { env: {} });
  } catch (error) {
    if (!(error instanceof WsrigError)) throw error;
    return error.message.replaceAll(path, name).split("\n");
  }
  return [];
}

/** Absolute path of a file that is gone after the test. */
export function writtenFile(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "wsrig-file-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
