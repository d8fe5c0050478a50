// JSON files that are written while a run goes on, without holding it up.

import path from "node:path";
import { WsrigError } from "../errors.js";
import { writeFileAtomic, writeFileAtomicSync } from "./atomic-file.js";

/** Files of one folder. Writing begins at once; failures are told by {@link JsonFiles.settled}. */
export class JsonFiles {
  readonly #folder: string;
  /** The last write to each file that is under way. */
  readonly #writing = new Map<string, Promise<void>>();
  #failure: unknown;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes `document`; each file appears whole, and in the end as it was written last. */
  write(name: string, document: unknown): void {
    const text = textOf(document);
    const before = this.#writing.get(name) ?? Promise.resolve();
    const writing: Promise<void> = before
      .then(() => writeFileAtomic(path.join(this.#folder, name), text))
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => {
        if (this.#writing.get(name) === writing) this.#writing.delete(name);
      });
    this.#writing.set(name, writing);
  }

  /** Writes `document` before it returns: for the last moments of a process. */
  writeAtOnce(name: string, document: unknown): void {
    try {
      writeFileAtomicSync(path.join(this.#folder, name), textOf(document));
    } catch (error) {
      this.#failure ??= error;
    }
  }

  /** Resolves when all is written. @throws WsrigError `usage-reports-folder` when something could not be. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing.values());
    if (this.#failure === undefined) return;
    const cause = this.#failure;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WsrigError(
      "usage-reports-folder",
      `a file of the report cannot be written in ${this.#folder}: ${reason}`,
      {
        path: "--out",
        hint: "Make room, or name another folder with --out.",
        cause,
      },
    );
  }
}

function textOf(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
