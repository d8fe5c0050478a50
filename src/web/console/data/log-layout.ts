// Where the lines of the log are: all are of one height, but for the few that are open and have a panel below. Positions cost
// what is open, not what is shown: 100,000 rows are counted, never walked.

/** An open row. */
export interface OpenRow {
  /** Its index among the rows. */
  readonly index: number;
  readonly panelPx: number;
  /** Lines that follow it, one a frame; 0 for a row that is one frame. */
  readonly frames: number;
  /** In the order of their index among the frames. */
  readonly openFrames: readonly { readonly index: number; readonly panelPx: number }[];
}

/** What a line is. */
export interface LinePlace {
  readonly row: number;
  /** Index among the frames of its row; absent for the row itself. */
  readonly frame?: number | undefined;
}

/** See the file's first line. */
export interface LogLayout {
  readonly lines: number;
  readonly totalPx: number;
  /** The line at so many px from the top; the last one below the end. */
  lineAt(px: number): number;
  /** Of the line behind the last one: {@link totalPx}. */
  topOf(line: number): number;
  placeOf(line: number): LinePlace;
  lineOf(place: LinePlace): number;
}

/** @param what.open - In the order of their index. */
export function logLayout(what: {
  readonly rows: number;
  readonly linePx: number;
  readonly open: readonly OpenRow[];
}): LogLayout {
  const { rows, linePx, open } = what;
  const opened: { readonly row: number; readonly line: number; readonly frames: number }[] = [];
  const panels: { readonly line: number; readonly px: number }[] = [];
  let added = 0;
  for (const { index, panelPx, frames, openFrames } of open) {
    const line = index + added;
    opened.push({ row: index, line, frames });
    panels.push({ line, px: panelPx });
    for (const frame of openFrames) panels.push({ line: line + 1 + frame.index, px: frame.panelPx });
    added += frames;
  }
  const lines = rows + added;
  const topOf = (line: number): number => {
    let px = line * linePx;
    for (const panel of panels) {
      if (panel.line >= line) break;
      px += panel.px;
    }
    return px;
  };
  return {
    lines,
    totalPx: topOf(lines),
    topOf,
    lineAt(px) {
      let above = 0;
      let line = Math.floor(px / linePx);
      for (const panel of panels) {
        if (panel.line >= line) break;
        above += panel.px;
        // In the panel: its own line.
        line = Math.max(panel.line, Math.floor((px - above) / linePx));
      }
      return Math.max(0, Math.min(line, lines - 1));
    },
    placeOf(line) {
      let before = 0;
      for (const { row, line: own, frames } of opened) {
        if (line <= own) break;
        if (line <= own + frames) return { row, frame: line - own - 1 };
        before += frames;
      }
      return { row: line - before };
    },
    lineOf({ row, frame }) {
      let line = row;
      for (const one of opened) {
        if (one.row >= row) break;
        line += one.frames;
      }
      return frame === undefined ? line : line + 1 + frame;
    },
  };
}
