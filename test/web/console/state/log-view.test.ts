import { describe, expect, it } from "vitest";
import { noFilter, rowFilter } from "../../../../src/web/console/data/log-filter.js";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import { LogView, type LogViewOptions } from "../../../../src/web/console/state/log-view.js";
import { en } from "../../../../src/web/words/en.js";
import { LogEntries } from "../log-entries.js";

const everything: LogViewOptions = { includes: () => true, passes: () => true };
const never = (): boolean => false;

describe("what a window shows of the log", () => {
  it("follows the rows of its own conversations", () => {
    const { log, made, view } = opened({ ...everything, includes: (conversation) => conversation === 2 });
    log.add([made.frame(1), made.frame(2)], false);
    log.add([made.frame(2), made.frame(3)], false);
    expect(shown(view)).toEqual([2, 3]);
  });

  it("looks at old rows in slices, and at none twice", () => {
    const { log, made, view } = opened(everything);
    log.add(
      Array.from({ length: 1_000 }, () => made.frame(1)),
      false,
    );
    expect(view.catchUp(() => true)).toBe(false);
    expect(view.rows.length).toBe(256);
    log.add([made.frame(1)], false);
    expect(view.catchUp(never)).toBe(true);
    expect(view.rows.length).toBe(1_001);
  });

  it("shows a message in its place once a frame of it passes the search", () => {
    const { log, made, view } = opened({
      ...everything,
      passes: rowFilter({ ...noFilter, search: "end" }, en),
    });
    log.add([made.frame(1, { fin: false, payload: "the " }), made.frame(2, { payload: "the end" })], false);
    expect(shown(view)).toEqual([2]);
    log.add([made.frame(1, { opcode: 0, payload: "end" })], false);
    expect(shown(view)).toEqual([1, 2]);
    log.add([made.frame(2, { payload: "end" })], false);
    expect(shown(view)).toEqual([1, 2, 4]);
  });

  it("lets go what the log lets go", () => {
    const { log, made, view } = opened(everything, 3);
    log.add([made.frame(1), made.frame(1), made.frame(1)], false);
    expect(shown(view)).toEqual([1, 2, 3]);
    log.add([made.frame(1), made.frame(1)], false);
    expect(shown(view)).toEqual([3, 4, 5]);
  });

  it("stays as it is while paused, even where the log lets go, counts what waits, and shows it then", () => {
    const { log, made, view } = opened(everything, 3);
    log.add([made.frame(1), made.frame(1)], false);
    view.catchUp(never);
    view.pause();
    log.add([made.frame(1), made.frame(1)], false);
    expect(shown(view)).toEqual([1, 2]);
    expect(view.waiting).toBe(2);
    expect([...view.all()].map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    log.add([made.frame(1), made.frame(1)], false);
    view.catchUp(never);
    expect(view.waiting).toBe(3);
    view.resume();
    expect(shown(view)).toEqual([4, 5, 6]);
    expect(view.waiting).toBe(0);
  });

  it("stays paused when the filter changes", () => {
    const { log, made, view } = opened(everything);
    log.add([made.frame(1), made.frame(2)], false);
    view.catchUp(never);
    view.pause();
    log.add([made.frame(2)], false);
    const next = new LogView(
      log,
      { ...everything, includes: (conversation) => conversation === 2 },
      view.pausedAfter,
    );
    expect(shown(next)).toEqual([2]);
    expect(next.waiting).toBe(1);
  });

  it("keeps what it shows when the log is told anew while it is paused", () => {
    const { log, made, view } = opened(everything);
    const known = [made.frame(1), made.frame(1), made.frame(1)];
    log.add(known, false);
    view.catchUp(never);
    view.pause();
    log.add([...known.slice(1), made.frame(1)], true);
    expect(shown(view)).toEqual([1, 2, 3]);
    expect(view.waiting).toBe(1);
    view.resume();
    expect(shown(view)).toEqual([2, 3, 4]);
  });

  it("is empty after clearing, paused or not", () => {
    const { log, made, view } = opened(everything);
    log.add([made.frame(1)], false);
    view.catchUp(never);
    view.pause();
    log.clear(() => true);
    expect(shown(view)).toEqual([]);
    log.add([made.frame(1)], false);
    expect(shown(view)).toEqual([]);
    expect(view.waiting).toBe(1);
    view.resume();
    expect(shown(view)).toEqual([2]);
  });

  it("knows when its first row was, after that has gone", () => {
    const { log, made, view } = opened(everything, 1);
    const first = made.frame(1);
    log.add([first], false);
    view.catchUp(never);
    log.add([made.frame(1)], false);
    expect(shown(view)).toEqual([2]);
    expect(view.startUs).toBe(first.atUs);
  });
});

function opened(
  options: LogViewOptions,
  entries = 2_000,
): { readonly log: FrameLog; readonly made: LogEntries; readonly view: LogView } {
  const log = new FrameLog({ entries, payloadCharacters: 1_000_000 });
  const view = new LogView(log, options);
  view.follow(() => {});
  return { log, made: new LogEntries(), view };
}

function shown(view: LogView): readonly number[] {
  view.catchUp(never);
  return [...view.rows].map(({ seq }) => seq);
}
