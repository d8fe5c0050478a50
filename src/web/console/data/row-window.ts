// Which rows of a long list are drawn: those in view and a few around them, where all rows are equally high.

/** Rows from `first` on, up to but without `end`, between two gaps that stand for the others. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
  readonly abovePx: number;
  readonly belowPx: number;
}

/** What is known of the list. */
export interface RowWindowOptions {
  readonly count: number;
  readonly rowPx: number;
  readonly scrolledPx: number;
  readonly heightPx: number;
}

/** Drawn above and below what is in view, so that a fast wheel does not meet empty ground. */
const aroundRows = 8;

/** See the file's first line. */
export function rowWindow({ count, rowPx, scrolledPx, heightPx }: RowWindowOptions): RowWindow {
  const inView = Math.ceil(heightPx / rowPx) + 1;
  // A list that has just become shorter may still be scrolled past its end.
  const top = Math.max(0, Math.min(Math.floor(scrolledPx / rowPx), count - inView));
  const first = Math.max(0, top - aroundRows);
  const end = Math.min(count, top + inView + aroundRows);
  return { first, end, abovePx: first * rowPx, belowPx: (count - end) * rowPx };
}

/** How far the list must be scrolled so that the row at `index` is wholly in view: no further than needed. */
export function scrolledTo(index: number, { rowPx, scrolledPx, heightPx }: RowWindowOptions): number {
  const top = index * rowPx;
  if (top < scrolledPx) return top;
  return Math.max(scrolledPx, top + rowPx - heightPx);
}
