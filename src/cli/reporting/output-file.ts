// A file that a command will write: opened before the run, put in place whole at its end.

import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { WsrigError } from "../../errors.js";

/** An output that is known to be writable. */
export interface OutputFile {
  /** Writes the whole document; call it once. */
  write(text: string): void;
  /** Leaves everything as it was, unless written. */
  discard(): void;
}

/**
 * Opens `path` for one document. Until `write`, an old file of that name stays as it is: the document goes to a
 * temporary file beside it, which then takes its name.
 *
 * @throws WsrigError `usage-output-unwritable`
 */
export function openOutputFile(path: string, flag: string): OutputFile {
  try {
    return isSpecial(path) ? openSpecial(path) : openRegular(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = reasons[code ?? ""] ?? `cannot be written (${code ?? String(error)})`;
    throw new WsrigError("usage-output-unwritable", `${flag} is "${path}"; ${reason}`, {
      path: flag,
      cause: error,
      hint:
        code === "ENOENT" ? `Create it first: mkdir -p ${dirname(path)}` : `Name another file with ${flag}.`,
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder is a file",
  EISDIR: "it is a folder",
  EACCES: "writing is not permitted",
  EPERM: "writing is not permitted",
  EROFS: "the file system is read-only",
};

/** A pipe or device (`/dev/stderr`): written in place, nothing can take its name. */
function isSpecial(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) throw Object.assign(new Error(path), { code: "EISDIR" });
  return stat !== undefined && !stat.isFile();
}

function openSpecial(path: string): OutputFile {
  accessSync(path, constants.W_OK);
  return { write: (text) => writeFileSync(path, text), discard: () => {} };
}

function openRegular(path: string): OutputFile {
  if (statSync(path, { throwIfNoEntry: false })) accessSync(path, constants.W_OK);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  const descriptor = openSync(temporary, "w");
  let open = true;
  const finish = (): void => {
    open = false;
    process.off("exit", discard);
    closeSync(descriptor);
  };
  const discard = (): void => {
    if (!open) return;
    const ours = fstatSync(descriptor).ino === statSync(temporary, { throwIfNoEntry: false })?.ino;
    finish();
    if (ours) unlinkSync(temporary);
  };
  // A second Ctrl-C ends the process where it stands.
  process.on("exit", discard);
  return {
    write(text) {
      writeFileSync(descriptor, text);
      finish();
      renameSync(temporary, path);
    },
    discard,
  };
}
