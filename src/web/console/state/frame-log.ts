// The rows of the log that the page keeps: a bounded list that grows at its end.

import type { LogEntry } from "../../../link/log-entry.js";

/** See the file's first line. */
export class FrameLog {
  #entries: LogEntry[] = [];

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** @param isAll - Whether the log begins anew. */
  add(entries: readonly LogEntry[], isAll: boolean): void {
    this.#entries = isAll ? [...entries] : [...this.#entries, ...entries];
  }
}
