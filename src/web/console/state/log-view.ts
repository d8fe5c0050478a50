// The rows of the log that one window shows: follows the log batch by batch, in slices so that a filter over 100,000 rows does
// not make the page stand still.

import type { FrameLog } from "./frame-log.js";
import { atUsOf, type LogRow } from "./log-row.js";
import { RowQueue } from "./row-queue.js";

/** What is shown. */
export interface LogViewOptions {
  readonly includes: (conversation: number) => boolean;
  readonly passes: (row: LogRow) => boolean;
}

const seqOf = ({ seq }: LogRow): number => seq;
/** Rows that are looked at between two looks at the clock. */
const sliceRows = 256;

/** See the file's first line. */
export class LogView {
  /** Oldest first, by rising `seq`. */
  readonly rows = new RowQueue<LogRow>();
  /** Came while paused. */
  readonly #waiting = new RowQueue<LogRow>();
  readonly #log: FrameLog;
  readonly #options: LogViewOptions;
  /** Place in the log up to which its rows were looked at. */
  #cursor: number;
  /** Rows behind this one wait. */
  #pausedAfter: number | undefined;
  #mustBeginAnew = false;
  #startUs: number | undefined;
  #unwatch: (() => void) | undefined;

  /** @param pausedAfter - Of the view that it takes the place of; see {@link LogView.pausedAfter}. */
  constructor(log: FrameLog, options: LogViewOptions, pausedAfter?: number) {
    this.#log = log;
    this.#options = options;
    this.#pausedAfter = pausedAfter;
    this.#cursor = log.rows.first;
  }

  /** Number of the last entry before it was paused; undefined when it is not. */
  get pausedAfter(): number | undefined {
    return this.#pausedAfter;
  }

  /** When its first row was, µs since 1970, whether that is still there or not; undefined before. */
  get startUs(): number | undefined {
    return this.#startUs;
  }

  /** Rows that came while paused. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** All rows, with those that wait. */
  *all(): Generator<LogRow> {
    yield* this.rows;
    yield* this.#waiting;
  }

  /** Follows the log, which is to be given up when the window goes. @param changed - There is something to look at. */
  follow(changed: () => void): () => void {
    this.#unwatch = this.#log.watch({
      added: (grown) => {
        for (const row of grown) this.#lookAgain(row);
        changed();
      },
      restarted: () => {
        if (this.#pausedAfter !== undefined) this.#waitAnew();
        else this.#beginAnew();
        changed();
      },
      cleared: () => {
        this.#beginAnew();
        changed();
      },
    });
    return () => this.#unwatch?.();
  }

  /**
   * Looks at rows of the log that it has not seen, until `isTimeUp`.
   *
   * @returns whether all have been seen.
   */
  catchUp(isTimeUp: () => boolean): boolean {
    const { rows } = this.#log;
    this.#dropGone();
    this.#cursor = Math.max(this.#cursor, rows.first);
    for (let seen = 1; this.#cursor < rows.end; seen += 1) {
      const row = rows.at(this.#cursor);
      this.#cursor += 1;
      if (row !== undefined && this.#isShown(row)) this.#put(row);
      if (seen % sliceRows === 0 && isTimeUp()) break;
    }
    return this.#cursor >= rows.end;
  }

  /** What comes waits, and what is shown stays, even when the log has no room for it any more. */
  pause(): void {
    this.#pausedAfter = this.#log.lastSeq;
  }

  /** Shows what waited. */
  resume(): void {
    this.#pausedAfter = undefined;
    if (this.#mustBeginAnew) {
      this.#beginAnew();
      return;
    }
    const waited = [...this.#waiting];
    this.#waiting.clear();
    for (const row of waited) this.#put(row);
    this.#dropGone();
  }

  #beginAnew(): void {
    this.rows.clear();
    this.#waiting.clear();
    this.#mustBeginAnew = false;
    this.#startUs = undefined;
    this.#cursor = this.#log.rows.first;
  }

  /** The log was told anew: most of it is what is shown already. */
  #waitAnew(): void {
    this.#waiting.clear();
    this.#mustBeginAnew = true;
    this.#cursor = this.#log.rows.placeFrom((this.#pausedAfter ?? 0) + 1, seqOf);
  }

  #isShown(row: LogRow): boolean {
    return this.#options.includes(row.conversation) && !this.#log.isCleared(row) && this.#options.passes(row);
  }

  /** A message that has grown may pass a filter that it did not pass before. */
  #lookAgain(row: LogRow): void {
    const isSeen = row.seq < (this.#log.rows.at(this.#cursor)?.seq ?? Number.POSITIVE_INFINITY);
    if (isSeen && !has(this.rows, row) && !has(this.#waiting, row) && this.#isShown(row)) this.#put(row);
  }

  #put(row: LogRow): void {
    this.#startUs ??= atUsOf(row);
    const mustWait = row.seq > (this.#pausedAfter ?? Number.POSITIVE_INFINITY);
    const to = mustWait ? this.#waiting : this.rows;
    const last = to.at(to.end - 1);
    if (last === undefined || last.seq < row.seq) to.push(row);
    else to.insert(to.placeFrom(row.seq, seqOf), row);
  }

  #dropGone(): void {
    const oldest = this.#log.rows.at(this.#log.rows.first)?.seq ?? Number.POSITIVE_INFINITY;
    if (this.#pausedAfter === undefined) dropBefore(this.rows, oldest);
    dropBefore(this.#waiting, oldest);
  }
}

function has(rows: RowQueue<LogRow>, row: LogRow): boolean {
  return rows.at(rows.placeFrom(row.seq, seqOf)) === row;
}

function dropBefore(rows: RowQueue<LogRow>, seq: number): void {
  for (let first = rows.at(rows.first); first !== undefined && first.seq < seq; first = rows.at(rows.first)) {
    rows.shift();
  }
}
