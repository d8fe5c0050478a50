import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LogLayout, logLayout, type OpenRow } from "../../../../src/web/console/data/log-layout.js";

describe("the layout of the log", () => {
  it("counts lines of one height", () => {
    const layout = logLayout({ rows: 100_000, linePx: 32, open: [] });
    expect([layout.lines, layout.totalPx]).toEqual([100_000, 3_200_000]);
    expect([layout.lineAt(0), layout.lineAt(31), layout.lineAt(32), layout.lineAt(9e9)]).toEqual([
      0, 0, 1, 99_999,
    ]);
  });

  it("has a panel below an open row, and a line for each of its frames", () => {
    const open = [{ index: 1, panelPx: 50, frames: 3, openFrames: [{ index: 1, panelPx: 20 }] }];
    const layout = logLayout({ rows: 3, linePx: 10, open });
    expect(layout.lines).toBe(6);
    expect(tops(layout)).toEqual([0, 10, 70, 80, 110, 120, 130]);
    expect(Array.from({ length: 6 }, (_, line) => layout.placeOf(line))).toEqual([
      { row: 0 },
      { row: 1 },
      { row: 1, frame: 0 },
      { row: 1, frame: 1 },
      { row: 1, frame: 2 },
      { row: 2 },
    ]);
    // A panel belongs to its line.
    expect([layout.lineAt(10), layout.lineAt(69), layout.lineAt(70), layout.lineAt(95)]).toEqual([
      1, 1, 2, 3,
    ]);
  });

  it("is what adding up line by line would be, whatever is open", () => {
    const px = fc.integer({ min: 0, max: 90 });
    const openRow = fc.record({
      index: fc.integer({ min: 0, max: 19 }),
      panelPx: px,
      frames: fc.integer({ min: 0, max: 4 }),
      openFrames: fc.uniqueArray(fc.record({ index: fc.integer({ min: 0, max: 3 }), panelPx: px }), {
        selector: ({ index }) => index,
      }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(openRow, { selector: ({ index }) => index, maxLength: 6 }), (given) => {
        const open = given
          .map((row) => ({
            ...row,
            openFrames: row.openFrames
              .filter(({ index }) => index < row.frames)
              .sort((one, other) => one.index - other.index),
          }))
          .sort((one, other) => one.index - other.index);
        const layout = logLayout({ rows: 20, linePx: 10, open });
        const lines = oneByOne(open);
        expect(layout.lines).toBe(lines.length);
        let top = 0;
        for (const [line, { row, frame, px: height }] of lines.entries()) {
          expect(layout.topOf(line)).toBe(top);
          expect(layout.placeOf(line)).toEqual(frame === undefined ? { row } : { row, frame });
          expect(layout.lineOf({ row, frame })).toBe(line);
          expect([layout.lineAt(top), layout.lineAt(top + height - 1)]).toEqual([line, line]);
          top += height;
        }
        expect(layout.totalPx).toBe(top);
      }),
    );
  });
});

function tops(layout: LogLayout): readonly number[] {
  return Array.from({ length: layout.lines + 1 }, (_, line) => layout.topOf(line));
}

function oneByOne(open: readonly OpenRow[]): readonly { row: number; frame?: number; px: number }[] {
  return Array.from({ length: 20 }, (_, row) => row).flatMap((row) => {
    const own = open.find(({ index }) => index === row);
    const frames = Array.from({ length: own?.frames ?? 0 }, (_, frame) => ({
      row,
      frame,
      px: 10 + (own?.openFrames.find(({ index }) => index === frame)?.panelPx ?? 0),
    }));
    return [{ row, px: 10 + (own?.panelPx ?? 0) }, ...frames];
  });
}
