// Upright lines in a plot: where something changed.

import type uPlot from "uplot";

/** One line, over the whole height. */
export interface PlotMark {
  readonly x: number;
  /** Written beside its upper end where there is room. */
  readonly label: string;
  /** 0-based colour of the palette; absent for a thin dashed line in the colour of the text. */
  readonly colour?: number;
}

/** Colours of {@link drawMarks}. */
export interface MarkColours {
  readonly text: string;
  readonly curves: readonly string[];
}

const font = "11px system-ui, sans-serif";
const rowPx = 13;
const gapPx = 4;

/**
 * Labels of coloured marks stand in the first row, of others in the second, above their lines; one that would meet the one before
 * or a coloured line is left out.
 */
export function drawMarks(self: uPlot, marks: readonly PlotMark[], colours: MarkColours): void {
  const { ctx, bbox } = self;
  const ratio = bbox.width / Math.max(1, self.over.clientWidth);
  ctx.save();
  ctx.font = font.replace("11px", `${11 * ratio}px`);
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  const coloured = marks.flatMap(({ x, colour }) =>
    colour === undefined ? [] : [self.valToPos(x, "x", true)],
  );
  const taken = [bbox.left, bbox.left];
  for (const mark of marks) {
    const left = Math.round(self.valToPos(mark.x, "x", true));
    if (left < bbox.left || left > bbox.left + bbox.width) continue;
    const colour = mark.colour === undefined ? colours.text : (colours.curves[mark.colour] ?? colours.text);
    const row = mark.colour === undefined ? 1 : 0;
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = (row === 0 ? 2 : 1) * ratio;
    ctx.setLineDash(row === 0 ? [] : [3 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(left, bbox.top + (row === 0 ? 0 : 2 * rowPx * ratio));
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
    const width = ctx.measureText(mark.label).width;
    // At the right edge it stands on the other side of its line.
    const fits = left + gapPx * ratio + width <= bbox.left + bbox.width;
    const from = fits ? left + gapPx * ratio : left - gapPx * ratio - width;
    const isCrossed = row === 1 && coloured.some((at) => at > from && at < from + width);
    if (isCrossed || from < (taken[row] ?? 0)) continue;
    ctx.fillText(mark.label, from, bbox.top + (row * rowPx + 2) * ratio);
    taken[row] = from + width + gapPx * ratio;
  }
  ctx.restore();
}
