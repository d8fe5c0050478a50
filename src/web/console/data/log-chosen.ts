// The lines that a reader has chosen, with what they show.

import { atUsOf, type LogRow } from "../state/log-row.js";
import type { RowQueue } from "../state/row-queue.js";
import { frameOfKey, type LineKey, placeOfKey } from "./line-key.js";
import type { LogChoice } from "./log-choice.js";
import type { CopiedLine } from "./log-copied.js";

/** More lines than a clipboard is good for; a file has all. */
const mostLines = 10_000;

/** In the order of the list. Frames below a row are chosen where one end is among them, and with their row where it is open. */
export function chosenLines(
  rows: RowQueue<LogRow>,
  { current, anchor, open }: LogChoice,
): readonly CopiedLine[] {
  if (current === undefined) return [];
  const [one, other] = [pointOf(rows, current), pointOf(rows, anchor ?? current)];
  if (one === undefined || other === undefined) return [];
  const [from, to] = isBefore(one, other) ? [one, other] : [other, one];
  const lines: CopiedLine[] = [];
  for (let index = from.row; index <= to.row && lines.length < mostLines; index += 1) {
    const row = rows.at(rows.first + index);
    if (row === undefined) break;
    const isFirst = index === from.row;
    const isLast = index === to.row;
    if (!isFirst || from.frame === undefined) lines.push({ row, key: { seq: row.seq }, atUs: atUsOf(row) });
    if (row.kind !== "message" || !open.has(row.seq) || row.frames.end === 1) continue;
    const firstFrame = isFirst ? (from.frame ?? 0) : 0;
    const lastFrame = isLast ? (to.frame ?? -1) : row.frames.length - 1;
    for (let at = firstFrame; at <= lastFrame && lines.length < mostLines; at += 1) {
      const frame = row.frames.at(row.frames.first + at);
      if (frame !== undefined) lines.push({ row, key: { seq: row.seq, frame: frame.seq }, atUs: frame.atUs });
    }
  }
  return lines;
}

interface Point {
  readonly row: number;
  readonly frame?: number | undefined;
}

/** Undefined of what is gone. */
function pointOf(rows: RowQueue<LogRow>, key: LineKey): Point | undefined {
  const place = placeOfKey(rows, key);
  if (place.isGone) return undefined;
  const row = rows.at(rows.first + place.row);
  if (row !== undefined && key.frame !== undefined && frameOfKey(row, key) === undefined) return undefined;
  return place;
}

function isBefore(one: Point, other: Point): boolean {
  return one.row < other.row || (one.row === other.row && (one.frame ?? -1) <= (other.frame ?? -1));
}
