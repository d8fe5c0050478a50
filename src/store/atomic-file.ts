// Files that are there whole or not at all.

import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { lstat, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

/** Writes `text` beside `file` and renames it there: a reader never sees half of it, an old file survives a failure. */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  await replaceAtomic(file, (temporary) => writeFile(temporary, text, { flag: "wx" }));
}

/** {@link writeFileAtomic} for who cannot wait. */
export function writeFileAtomicSync(file: string, text: string): void {
  const temporary = temporaryBeside(file);
  try {
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes `link` point at `target` (relative to the link's folder), whatever link or file it was before. Where symbolic links are
 * not permitted (Windows without developer mode) `link` becomes a text file that holds `target`. A folder of that name (a copy
 * that followed the link) stays as it is: what is in it is not ours to remove.
 */
export async function linkAtomic(
  link: string,
  target: string,
  makeLink: typeof symlink = symlink,
): Promise<void> {
  if (await isFolder(link)) return;
  try {
    await replaceAtomic(link, (temporary) => makeLink(target, temporary, "dir"));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await writeFileAtomic(link, `${target}\n`);
  }
}

function isFolder(file: string): Promise<boolean> {
  return lstat(file).then(
    (found) => found.isDirectory(),
    () => false, // Not there: the usual case of a first run.
  );
}

async function replaceAtomic(file: string, make: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = temporaryBeside(file);
  if (unfinished.size === 0) process.once("exit", removeUnfinished);
  unfinished.add(temporary);
  try {
    await make(temporary);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    unfinished.delete(temporary);
    if (unfinished.size === 0) process.off("exit", removeUnfinished);
  }
}

const unfinished = new Set<string>();

/** A second Ctrl-C ends the process in the middle. */
function removeUnfinished(): void {
  for (const temporary of unfinished) rmSync(temporary, { force: true });
}

/** In the same folder: a rename between file systems would not be atomic. */
function temporaryBeside(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
}

function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return (
    code === "EPERM" || code === "EACCES" || code === "ENOTSUP" || code === "ENOSYS" || code === "EOPNOTSUPP"
  );
}
