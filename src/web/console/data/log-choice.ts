// What a reader has chosen and opened in the log.

import type { LogRow } from "../state/log-row.js";
import type { RowQueue } from "../state/row-queue.js";
import { canOpen, type LineKey, type OpenLines } from "./line-key.js";

/** See the file's first line. */
export interface LogChoice {
  /** The line that keys act on. */
  readonly current?: LineKey | undefined;
  /** The other end of the lines that are chosen. */
  readonly anchor?: LineKey | undefined;
  readonly open: OpenLines;
}

/** What a log begins with. */
export const nothingChosen: LogChoice = { open: new Map() };

/** The chosen lines, both ends included. */
export function linesBetween(
  { current, anchor }: LogChoice,
  lineOf: (key: LineKey) => number,
): { readonly from: number; readonly to: number } | undefined {
  if (current === undefined) return undefined;
  const [one, other] = [lineOf(current), lineOf(anchor ?? current)];
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** Whether a line is open. */
export function isOpenLine(open: OpenLines, { seq, frame }: LineKey): boolean {
  return frame === undefined ? open.has(seq) : open.get(seq)?.has(frame) === true;
}

/** Opens what is closed and closes what is open; what has nothing to open stays. */
export function toggled(open: OpenLines, { seq, frame }: LineKey, rows: RowQueue<LogRow>): OpenLines {
  const after = new Map(open);
  const frames = open.get(seq);
  if (frame !== undefined) {
    const framesAfter = new Set(frames);
    if (!framesAfter.delete(frame)) framesAfter.add(frame);
    return after.set(seq, framesAfter);
  }
  const row = rows.at(rows.placeFrom(seq, (one) => one.seq));
  if (after.delete(seq)) return after;
  return row?.seq === seq && canOpen(row) ? after.set(seq, new Set()) : open;
}
