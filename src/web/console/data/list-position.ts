// Where a reader stands in a list that grows at its end and loses its oldest rows: at the end, or at a line that stays where it is.

import type { LogRow } from "../state/log-row.js";
import type { RowQueue } from "../state/row-queue.js";
import { keyAt, type LineKey, placeOfKey } from "./line-key.js";
import type { LogLayout } from "./log-layout.js";

/** See the file's first line. */
export type ListPosition =
  | { readonly kind: "end" }
  /** The line is at the top, with so many px of it above the edge. */
  | { readonly kind: "line"; readonly key: LineKey; readonly abovePx: number };

/** What is looked at. */
export interface ListPicture {
  readonly rows: RowQueue<LogRow>;
  readonly layout: LogLayout;
  /** Height of what is seen of the list. */
  readonly heightPx: number;
}

/** Browsers round how far they scroll. */
const closeToEndPx = 2;

/** How far to scroll for a position. */
export function scrollTopOf(position: ListPosition, { rows, layout, heightPx }: ListPicture): number {
  const most = Math.max(0, layout.totalPx - heightPx);
  if (position.kind === "end" || rows.length === 0) return most;
  const place = placeOfKey(rows, position.key);
  const top = layout.topOf(layout.lineOf(place)) + (place.isGone ? 0 : position.abovePx);
  return Math.max(0, Math.min(most, top));
}

/** The position of a list that is scrolled so far. */
export function positionAt(scrollTop: number, picture: ListPicture): ListPosition {
  const { rows, layout, heightPx } = picture;
  if (scrollTop >= layout.totalPx - heightPx - closeToEndPx) return { kind: "end" };
  return lineAtTop(scrollTop, rows, layout);
}

/** The position that stays where it is when rows are added, even at the end. */
export function heldPosition(position: ListPosition, picture: ListPicture): ListPosition {
  if (position.kind === "line") return position;
  return lineAtTop(scrollTopOf(position, picture), picture.rows, picture.layout);
}

/** How far to scroll so that a line is seen whole, or its top where it is larger than the list. */
export function scrollTopToShow(line: number, scrollTop: number, { layout, heightPx }: ListPicture): number {
  const top = layout.topOf(line);
  const bottom = layout.topOf(line + 1);
  if (top < scrollTop || bottom - top > heightPx) return top;
  return bottom > scrollTop + heightPx ? bottom - heightPx : scrollTop;
}

function lineAtTop(scrollTop: number, rows: RowQueue<LogRow>, layout: LogLayout): ListPosition {
  const line = layout.lineAt(scrollTop);
  const key = keyAt(rows, layout.placeOf(line));
  if (key === undefined) return { kind: "end" };
  return { kind: "line", key, abovePx: scrollTop - layout.topOf(line) };
}
