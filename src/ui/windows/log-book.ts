// One log for all conversations: numbers its rows, keeps the last ones for tabs that come later, tells new ones in batches.

import type { Clock } from "../../clock.js";
import type { LogEntry } from "../../link/log-entry.js";
import type { ProcessMessage } from "../../link/process-message.js";
import type { Tabs } from "../ui-part.js";
import { Throttle } from "./throttle.js";
import { WindowBudget } from "./window-budget.js";

/** Bounds of the log. All of it is one message to a tab that comes late, 4 MiB without payloads. */
export const logLimits = {
  entries: 20_000,
  /** Of base64 that is kept, in characters. */
  payloadCharacters: 8 * 1024 * 1024,
  /** Between two batches. */
  batchMs: 100,
  /** Conversations that tell in one batch what was left out of them; the others go on counting. */
  leftOutAtOnce: 200,
  /** Of all conversations together, in one window of the flood rule. */
  windowFrames: 600,
  windowPayloadBytes: 512 * 1024,
} as const;

/** Rows without their number, their conversation and their place on the calendar. */
export type LogRow = WithoutPlace<LogEntry>;
type WithoutPlace<T> = T extends unknown ? Omit<T, "seq" | "conversation" | "atUs"> : never;

/** Who has counted frames that were not shown. */
export interface LeftOutCounts {
  /** Adds rows about a window that has ended at `nowUs`; whether nothing is left to tell. */
  tellLeftOut(nowUs: number): boolean;
}

/** Options of {@link LogBook}. */
export interface LogBookOptions {
  readonly tabs: Tabs;
  readonly clock: Clock;
  /** µs since 1970 when the clock shows 0. */
  readonly epochUs: number;
}

/** See the file's first line. */
export class LogBook {
  /** What all conversations together may still show in this window. */
  readonly budget = new WindowBudget(logLimits.windowFrames, logLimits.windowPayloadBytes);
  readonly #options: LogBookOptions;
  readonly #throttle: Throttle;
  readonly #counts = new Set<LeftOutCounts>();
  /** Conversations whose rows nobody can look at any more. */
  readonly #forgotten = new Set<number>();
  #seq = 0;
  /** The last rows, from `#start` on; what is before was dropped. */
  #rows: LogEntry[] = [];
  #start = 0;
  #payloadCharacters = 0;
  #untold: LogEntry[] = [];

  constructor(options: LogBookOptions) {
    this.#options = options;
    const { clock } = options;
    this.#throttle = new Throttle({ clock, periodMs: logLimits.batchMs, work: () => this.#tellBatch() });
  }

  /** Adds a row. `atUs`: on the clock. */
  add(conversation: number, atUs: number, row: LogRow): void {
    if (this.#forgotten.has(conversation)) return;
    const place = { seq: ++this.#seq, conversation, atUs: atUs + this.#options.epochUs };
    const entry = { ...row, ...place } as LogEntry;
    this.#keep(entry);
    if (this.#options.tabs.count > 0) {
      this.#untold.push(entry);
      this.#throttle.ask();
    }
  }

  /** Drops the rows of a conversation, also those that are still to come. Tabs that know them drop them by themselves. */
  forget(conversation: number): void {
    this.#forgotten.add(conversation);
    this.#rows = this.#rows.slice(this.#start).filter((row) => row.conversation !== conversation);
    this.#untold = this.#untold.filter((row) => row.conversation !== conversation);
    this.#start = 0;
    this.#payloadCharacters = this.#rows.reduce((sum, row) => sum + payloadCharacters(row), 0);
  }

  /** A frame is not shown: its number is missing. */
  skip(): void {
    this.#seq++;
  }

  /** `counts` has something to tell when its window has ended. */
  awaitLeftOut(counts: LeftOutCounts): void {
    this.#counts.add(counts);
    this.#throttle.ask();
  }

  /** All rows that are kept. Those that other tabs do not know yet are told to them first. */
  snapshot(): Extract<ProcessMessage, { kind: "log" }> {
    this.#throttle.runNow();
    return { kind: "log", isAll: true, entries: this.#rows.slice(this.#start) };
  }

  end(): void {
    this.#throttle.end();
  }

  #keep(entry: LogEntry): void {
    this.#rows.push(entry);
    this.#payloadCharacters += payloadCharacters(entry);
    while (
      this.#rows.length - this.#start > logLimits.entries ||
      this.#payloadCharacters > logLimits.payloadCharacters
    ) {
      this.#payloadCharacters -= payloadCharacters(this.#rows[this.#start]);
      this.#start++;
    }
    // What was dropped must not be held much longer.
    if (this.#start * 2 < this.#rows.length) return;
    this.#rows = this.#rows.slice(this.#start);
    this.#start = 0;
  }

  #tellBatch(): void {
    const nowUs = this.#options.clock.nowUs();
    let told = 0;
    for (const counts of this.#counts) {
      if (told === logLimits.leftOutAtOnce) break;
      if (!counts.tellLeftOut(nowUs)) continue;
      this.#counts.delete(counts);
      told++;
    }
    if (this.#counts.size > 0) this.#throttle.ask();
    const entries = this.#untold;
    if (entries.length === 0) return;
    this.#untold = [];
    this.#options.tabs.tell({ kind: "log", isAll: false, entries });
  }
}

function payloadCharacters(entry: LogEntry | undefined): number {
  return entry?.kind === "frame" ? entry.payload.length : 0;
}
