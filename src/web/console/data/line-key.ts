// Lines of the log by what they show, so that they are found again when rows came or went: by the numbers of row and frame.

import type { FrameEntry } from "../../../link/log-entry.js";
import { firstFrame, type LogRow } from "../state/log-row.js";
import type { RowQueue } from "../state/row-queue.js";
import type { LinePlace, OpenRow } from "./log-layout.js";

/** See the file's first line. */
export interface LineKey {
  readonly seq: number;
  /** Of a frame of the row; absent for the row itself. */
  readonly frame?: number | undefined;
}

/** What is open: rows by their `seq`, each with the `seq` of its open frames. */
export type OpenLines = ReadonlyMap<number, ReadonlySet<number>>;

const seqOf = ({ seq }: { readonly seq: number }): number => seq;

/** `12`, or `12/14` of a frame. */
export function keyText({ seq, frame }: LineKey): string {
  return frame === undefined ? `${seq}` : `${seq}/${frame}`;
}

/** Whether two keys are of one line. */
export function isSameLine(one: LineKey, other: LineKey | undefined): boolean {
  return one.seq === other?.seq && one.frame === other.frame;
}

/** Whether the row has something to open: a payload, or frames. */
export function canOpen(row: LogRow): boolean {
  if (row.kind === "message") return row.bytes > 0 || row.frames.end > 1;
  // What a problem says may be longer than its line.
  return row.entry.kind === "problem" || (row.entry.kind === "frame" && row.entry.bytes > 0);
}

/** How many lines a row has below it when it is open. */
function framesBelow(row: LogRow): number {
  return row.kind === "message" && row.frames.end > 1 ? row.frames.length : 0;
}

/** The open rows for a layout. @param panelPx - Height of the panel of a line. */
export function openRows(
  rows: RowQueue<LogRow>,
  open: OpenLines,
  panelPx: (key: LineKey) => number,
): readonly OpenRow[] {
  return [...open]
    .sort(([one], [other]) => one - other)
    .flatMap(([seq, frames]): readonly OpenRow[] => {
      const place = rows.placeFrom(seq, seqOf);
      const row = rows.at(place);
      if (row?.seq !== seq) return [];
      const below = framesBelow(row);
      const openFrames = below === 0 ? [] : openFramesOf(row, seq, frames, panelPx);
      return [{ index: place - rows.first, panelPx: panelPx({ seq }), frames: below, openFrames }];
    });
}

/** The line at a place. */
export function keyAt(rows: RowQueue<LogRow>, { row: index, frame }: LinePlace): LineKey | undefined {
  const row = rows.at(rows.first + index);
  if (row === undefined) return undefined;
  if (frame === undefined || row.kind !== "message") return { seq: row.seq };
  return { seq: row.seq, frame: row.frames.at(row.frames.first + frame)?.seq };
}

/** Where a line is; where it is gone, the next one that is left. */
export function placeOfKey(
  rows: RowQueue<LogRow>,
  { seq, frame }: LineKey,
): LinePlace & { readonly isGone: boolean } {
  const place = rows.placeFrom(seq, seqOf);
  const row = rows.at(place);
  const index = place - rows.first;
  if (row?.seq !== seq) return { row: Math.max(0, Math.min(index, rows.length - 1)), isGone: true };
  if (frame === undefined || row.kind !== "message") return { row: index, isGone: false };
  const at = row.frames.placeFrom(frame, seqOf);
  return { row: index, frame: at - row.frames.first, isGone: firstFrame(row) === undefined };
}

/** The frame that a line shows; undefined where it is a row. */
export function frameOfKey(row: LogRow, { frame }: LineKey): FrameEntry | undefined {
  if (frame === undefined || row.kind !== "message") return undefined;
  return row.frames.at(row.frames.placeFrom(frame, seqOf));
}

function openFramesOf(
  row: LogRow,
  seq: number,
  frames: ReadonlySet<number>,
  panelPx: (key: LineKey) => number,
): OpenRow["openFrames"] {
  if (row.kind !== "message") return [];
  return [...frames]
    .sort((one, other) => one - other)
    .flatMap((frame) => {
      const place = row.frames.placeFrom(frame, seqOf);
      if (row.frames.at(place)?.seq !== frame) return [];
      return [{ index: place - row.frames.first, panelPx: panelPx({ seq, frame }) }];
    });
}
