// The rows of the log that the page keeps: a bounded list of all conversations that grows at its end. Adding a batch costs no
// more than its length; views follow by `LogView`.

import type { LogEntry } from "../../../link/log-entry.js";
import { entriesOf, firstFrame, type LogRow } from "./log-row.js";
import { MessageGroups } from "./message-groups.js";
import { RowQueue } from "./row-queue.js";

/** How much the page keeps; older rows go. */
export interface FrameLogBounds {
  /** Entries, over all conversations. */
  readonly entries: number;
  /** Payload as it is told, in characters of base64. */
  readonly payloadCharacters: number;
}

const defaultBounds: FrameLogBounds = { entries: 100_000, payloadCharacters: 96 * 1024 * 1024 };

/** Who is told of a batch. */
export interface FrameLogListener {
  /** @param grown - Rows from before the batch that have more frames now. */
  added(grown: readonly LogRow[]): void;
  /** The log began anew. */
  restarted(): void;
  /** Rows of some conversations were taken out of sight. */
  cleared(): void;
}

/** See the file's first line. */
export class FrameLog {
  /** Oldest first, by rising `seq`. */
  readonly rows = new RowQueue<LogRow>();
  readonly #bounds: FrameLogBounds;
  readonly #groups = new MessageGroups();
  readonly #listeners = new Set<FrameLogListener>();
  readonly #dropped = new Map<number, number>();
  readonly #clearedUntil = new Map<number, number>();
  readonly #clients = new Set<number>();
  #entries = 0;
  #payloadCharacters = 0;
  #lastSeq = 0;

  constructor(bounds: FrameLogBounds = defaultBounds) {
    this.#bounds = bounds;
  }

  /** Number of the last entry; 0 before the first. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** @param isAll - Whether the log begins anew. */
  add(entries: readonly LogEntry[], isAll: boolean): void {
    if (isAll) this.#begin();
    const before = this.rows.end;
    const grown = new Set<LogRow>();
    for (const entry of entries) {
      const { row, isNew } = this.#groups.take(entry);
      if (isNew) this.rows.push(row);
      else if (this.rows.length > 0) grown.add(row);
      this.#entries += 1;
      this.#payloadCharacters += payloadOf(entry);
      this.#lastSeq = entry.seq;
    }
    this.#dropOldest();
    const oldest = this.rows.at(before)?.seq ?? Number.POSITIVE_INFINITY;
    const older = [...grown].filter((row) => row.seq < oldest);
    for (const listener of [...this.#listeners]) {
      if (isAll) listener.restarted();
      else listener.added(older);
    }
  }

  /** Conversations of the client window: all others are of the server window. Those of tabs that were removed stay known. */
  sawClients(conversations: readonly number[]): void {
    for (const conversation of conversations) this.#clients.add(conversation);
  }

  isOfClient(conversation: number): boolean {
    return this.#clients.has(conversation);
  }

  /** Takes the rows of conversations out of sight, on this page alone. */
  clear(includes: (conversation: number) => boolean): void {
    const found = new Set<number>();
    for (let place = this.rows.first; place < this.rows.end; place += 1) {
      const row = this.rows.at(place);
      if (row !== undefined) found.add(row.conversation);
    }
    for (const conversation of [...found, ...this.#dropped.keys()].filter(includes)) {
      this.#clearedUntil.set(conversation, this.#lastSeq);
      this.#dropped.delete(conversation);
    }
    for (const listener of [...this.#listeners]) listener.cleared();
  }

  isCleared({ conversation, seq }: LogRow): boolean {
    return seq <= (this.#clearedUntil.get(conversation) ?? 0);
  }

  /** How many entries the page had no room for. */
  droppedOf(includes: (conversation: number) => boolean): number {
    let sum = 0;
    for (const [conversation, dropped] of this.#dropped) if (includes(conversation)) sum += dropped;
    return sum;
  }

  /** @returns ends the watching. */
  watch(listener: FrameLogListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #begin(): void {
    this.rows.clear();
    this.#groups.clear();
    this.#dropped.clear();
    this.#entries = 0;
    this.#payloadCharacters = 0;
  }

  #dropOldest(): void {
    const { entries, payloadCharacters } = this.#bounds;
    while (this.rows.length > 0 && (this.#entries > entries || this.#payloadCharacters > payloadCharacters)) {
      const row = this.rows.at(this.rows.first);
      if (row === undefined) return;
      this.#count(row.conversation);
      if (row.kind === "message" && entriesOf(row) > 1) {
        this.#payloadCharacters -= payloadOf(row.frames.shift());
        continue;
      }
      // The last frame stays in the row, which a paused view may still show.
      this.#payloadCharacters -= payloadOf(row.kind === "message" ? firstFrame(row) : row.entry);
      this.rows.shift();
      this.#groups.forget(row);
    }
  }

  #count(conversation: number): void {
    this.#entries -= 1;
    this.#dropped.set(conversation, (this.#dropped.get(conversation) ?? 0) + 1);
  }
}

function payloadOf(entry: LogEntry | undefined): number {
  return entry?.kind === "frame" ? entry.payload.length : 0;
}
