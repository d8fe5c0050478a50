import { describe, expect, it } from "vitest";
import { type LineKey, openRows } from "../../../../src/web/console/data/line-key.js";
import {
  heldPosition,
  type ListPicture,
  positionAt,
  scrollTopOf,
  scrollTopToShow,
} from "../../../../src/web/console/data/list-position.js";
import { logLayout } from "../../../../src/web/console/data/log-layout.js";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import { LogEntries } from "../log-entries.js";

describe("where a reader stands in the log", () => {
  it("stays at the end when rows come", () => {
    const { log, made } = withRows(10);
    const position = positionAt(50, picture(log));
    expect(position).toEqual({ kind: "end" });
    log.add([made.frame(1)], false);
    expect(scrollTopOf(position, picture(log))).toBe(60);
  });

  it("is at the end of a list that is shorter than what is seen", () => {
    const { log } = withRows(3);
    expect(positionAt(0, picture(log))).toEqual({ kind: "end" });
    expect(scrollTopOf({ kind: "end" }, picture(log))).toBe(0);
  });

  it("keeps its line where it is when rows come and old ones go", () => {
    const { log, made } = withRows(10, 10);
    const position = positionAt(34, picture(log));
    expect(position).toEqual({ kind: "line", key: { seq: 4 }, abovePx: 4 });
    log.add([made.frame(1), made.frame(1)], false);
    expect(scrollTopOf(position, picture(log))).toBe(14);
  });

  it("goes to the first line that is left when its own has gone", () => {
    const { log, made } = withRows(10, 10);
    const position = positionAt(34, picture(log));
    log.add(
      Array.from({ length: 6 }, () => made.frame(1)),
      false,
    );
    expect(scrollTopOf(position, picture(log))).toBe(0);
  });

  it("keeps its line when one above it is opened", () => {
    const { log } = withRows(10);
    const position = positionAt(34, picture(log));
    expect(scrollTopOf(position, picture(log, new Map([[2, new Set<number>()]])))).toBe(64);
  });

  it("leaves the end for the line at the top when what is seen must stay", () => {
    const { log, made } = withRows(10);
    const held = heldPosition({ kind: "end" }, picture(log));
    log.add([made.frame(1)], false);
    expect(scrollTopOf(held, picture(log))).toBe(50);
    expect(heldPosition(held, picture(log))).toBe(held);
  });

  it.each([
    ["is seen", 6, 50, 50],
    ["is above", 2, 50, 20],
    ["is below", 9, 20, 50],
    ["is seen in part", 2, 25, 20],
  ])("scrolls no further than needed to a line that %s", (_, line, from, expected) => {
    expect(scrollTopToShow(line, from, picture(withRows(10).log))).toBe(expected);
  });

  it("scrolls to the top of a line that is larger than what is seen", () => {
    const { log } = withRows(10);
    expect(scrollTopToShow(1, 40, picture(log, new Map([[2, new Set<number>()]]), 100))).toBe(10);
  });
});

function withRows(rows: number, entries = 1_000): { readonly log: FrameLog; readonly made: LogEntries } {
  const made = new LogEntries();
  const log = new FrameLog({ entries, payloadCharacters: 1_000 });
  log.add(
    Array.from({ length: rows }, () => made.frame(1)),
    false,
  );
  return { log, made };
}

/** 50 px of it are seen, lines have 10. */
function picture(log: FrameLog, open = new Map<number, ReadonlySet<number>>(), panelPx = 30): ListPicture {
  const panel = (_: LineKey): number => panelPx;
  const layout = logLayout({ rows: log.rows.length, linePx: 10, open: openRows(log.rows, open, panel) });
  return { rows: log.rows, layout, heightPx: 50 };
}
