// JSON files that are written while a run goes on, without holding it up.

import path from "node:path";
import { WsrigError } from "../errors.js";
import { writeFileAtomic } from "./atomic-file.js";

/** Files of one folder. Writing begins at once; failures are told by {@link JsonFiles.settled}. */
export class JsonFiles {
  readonly #folder: string;
  readonly #writing = new Set<Promise<void>>();
  #failure: unknown;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes `document`; each file appears whole. Of two writes to one file at a time either may stay. */
  write(name: string, document: unknown): void {
    const text = `${JSON.stringify(document, undefined, 2)}\n`;
    const writing: Promise<void> = writeFileAtomic(path.join(this.#folder, name), text)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  /** Resolves when all is written. @throws WsrigError `usage-reports-folder` when something could not be. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing);
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
