import { describe, expect, it } from "vitest";
import {
  keyText,
  type LineKey,
  type OpenLines,
  openRows,
} from "../../../../src/web/console/data/line-key.js";
import { listAction } from "../../../../src/web/console/data/list-keys.js";
import type { ListPosition } from "../../../../src/web/console/data/list-position.js";
import type { LogChoice } from "../../../../src/web/console/data/log-choice.js";
import { logLayout } from "../../../../src/web/console/data/log-layout.js";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import { listMoves } from "../../../../src/web/console/views/list-moves.js";
import { LogEntries } from "../log-entries.js";

const made = new LogEntries();
const log = new FrameLog();
// A message of three frames (1 to 3), and 20 rows after it (4 to 23).
log.add(made.fragments(1, "abc", { fragmentBytes: 1 }), false);
log.add(
  Array.from({ length: 20 }, () => made.frame(1, { payload: "x" })),
  false,
);
const open: OpenLines = new Map([[1, new Set<number>()]]);
const closed: OpenLines = new Map();

describe("keys in the list of the log", () => {
  it.each([
    ["ArrowDown", { seq: 4 }, closed, "5"],
    ["ArrowUp", { seq: 4 }, closed, "1"],
    ["ArrowUp", { seq: 4 }, open, "1/3"],
    ["ArrowUp", { seq: 1 }, closed, "1"],
    ["PageDown", { seq: 4 }, closed, "8"],
    ["PageUp", { seq: 10 }, closed, "6"],
    ["Home", { seq: 10 }, closed, "1"],
    ["End", { seq: 10 }, closed, "23"],
    // Without a current line: the first one that is seen.
    ["ArrowDown", undefined, closed, "1"],
    // Into the frames, and back to their row.
    ["ArrowRight", { seq: 1 }, open, "1/1"],
    ["ArrowLeft", { seq: 1, frame: 2 }, open, "1"],
    ["ArrowLeft", { seq: 4 }, closed, "4"],
  ] satisfies readonly (readonly [string, LineKey | undefined, OpenLines, string])[])(
    "%s from %o",
    (key, current, lines, expected) => {
      const { choice } = pressed(key, { current, open: lines });
      expect(choice.current && keyText(choice.current)).toBe(expected);
      expect(choice.open).toEqual(lines);
    },
  );

  it.each([
    ["Enter", { seq: 1 }, closed, open],
    [" ", { seq: 1 }, open, closed],
    ["ArrowRight", { seq: 1 }, closed, open],
    ["ArrowLeft", { seq: 1 }, open, closed],
    ["Enter", { seq: 1, frame: 2 }, open, new Map([[1, new Set([2])]])],
  ] satisfies readonly (readonly [string, LineKey, OpenLines, OpenLines])[])(
    "%j opens or closes %o",
    (key, current, before, after) => {
      expect(pressed(key, { current, open: before }).choice.open).toEqual(after);
    },
  );

  it("choose a range with Shift, from where it began", () => {
    const first = pressed(
      "ArrowDown",
      { current: { seq: 5 }, anchor: { seq: 5 }, open: closed },
      { isRange: true },
    ).choice;
    const second = pressed("ArrowDown", first, { isRange: true }).choice;
    expect([second.anchor, second.current]).toEqual([{ seq: 5 }, { seq: 7 }]);
    expect(pressed("ArrowDown", second).choice.anchor).toEqual({ seq: 8 });
  });

  it("leave the end for a line that is read, and go back to it with End", () => {
    expect(
      pressed("ArrowUp", { current: { seq: 23 }, open: closed }, { at: { kind: "end" } }).position.kind,
    ).toBe("line");
    expect(pressed("End", { current: { seq: 5 }, open: closed }).position).toEqual({ kind: "end" });
    expect(
      pressed("ArrowDown", { current: { seq: 23 }, open: closed }, { at: { kind: "end" } }).position.kind,
    ).toBe("end");
  });

  it("are those of a tree grid alone", () => {
    expect(["a", "Tab", "Escape"].map(listAction)).toEqual([undefined, undefined, undefined]);
  });
});

const atTop: ListPosition = { kind: "line", key: { seq: 1 }, abovePx: 0 };

/** 50 px of the list are seen from its top, lines and panels have 10. */
function pressed(
  key: string,
  before: LogChoice,
  { isRange = false, at = atTop }: { readonly isRange?: boolean; readonly at?: ListPosition } = {},
): { readonly choice: LogChoice; readonly position: ListPosition } {
  const layout = logLayout({
    rows: log.rows.length,
    linePx: 10,
    open: openRows(log.rows, before.open, () => 10),
  });
  let choice = before;
  const position = { current: at };
  const moves = listMoves({
    picture: { rows: log.rows, layout, heightPx: 50 },
    scrollTop: at.kind === "end" ? layout.totalPx - 50 : 0,
    pageLines: 4,
    position,
    choice: before,
    onChoose: (next) => {
      choice = next;
    },
  });
  const action = listAction(key);
  if (action !== undefined) moves.act(action, { isRange });
  return { choice, position: position.current };
}
