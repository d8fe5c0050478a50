import { describe, expect, it } from "vitest";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import type { LogRow, MessageRow } from "../../../../src/web/console/state/log-row.js";
import { floodBatch, LogEntries } from "../log-entries.js";

const all = (): boolean => true;

describe("the log of the page", () => {
  it("makes one row of the frames of a message, with control frames as rows of their own", () => {
    const made = new LogEntries();
    const [first, second, third] = made.fragments(1, "abcdefgh", { fragmentBytes: 3 });
    const log = new FrameLog();
    log.add([first, made.frame(1, { opcode: 9 }), second].flatMap(present), false);
    log.add([third, made.frame(1, { payload: "next" })].flatMap(present), false);
    expect(summary(log)).toEqual([
      "message 1 received: 3 frames, 8 B",
      "frame 9",
      "message 5 received: 1 frames, 4 B",
    ]);
  });

  it("keeps messages of conversations and directions apart that come between each other", () => {
    const made = new LogEntries();
    const log = new FrameLog();
    const begin = { opcode: 2, fin: false, payload: "a" };
    const end = { opcode: 0, payload: "bc" };
    log.add(
      [made.frame(1, begin), made.frame(2, begin), made.frame(1, { ...begin, direction: "sent" })],
      false,
    );
    log.add([made.frame(1, { ...end, direction: "sent" }), made.frame(2, end), made.frame(1, end)], false);
    expect(summary(log)).toEqual([
      "message 1 received: 2 frames, 3 B",
      "message 2 received: 2 frames, 3 B",
      "message 3 sent: 2 frames, 3 B",
    ]);
  });

  it("says of a message without its last frame that it is unfinished", () => {
    const made = new LogEntries();
    const log = new FrameLog();
    log.add([made.frame(1, { fin: false, payload: "a" })], false);
    expect(summary(log)).toEqual(["message 1 received: 1 frames, 1 B, unfinished"]);
  });

  it("says of a message where frames were left out", () => {
    const made = new LogEntries();
    const log = new FrameLog();
    const leftOut = { kind: "leftOut", direction: "received", frames: 1, bytes: 1 } as const;
    log.add(
      [
        made.frame(1, { opcode: 0, fin: false, payload: "no beginning" }),
        made.event(1, leftOut),
        // What is left out in the other direction, or of others, is none of its own.
        made.event(2, leftOut),
        made.event(1, { ...leftOut, direction: "sent" }),
        made.frame(1, { opcode: 0, fin: false }),
        made.frame(1, { opcode: 0, fin: false }),
        made.frame(1, { message: 7, payload: "its end never came" }),
      ],
      false,
    );
    const [message] = messages(log);
    expect(message?.missing).toEqual({ start: true, before: [5], end: true });
    expect(messages(log)[1]?.missing).toEqual({ start: false, before: [], end: false });
  });

  it("begins messages anew with each connection of a client, whose numbers begin anew", () => {
    const made = new LogEntries();
    const log = new FrameLog();
    log.add(
      [
        made.frame(1, { fin: false, message: 1 }),
        made.event(1, { kind: "closed", code: 1006, reason: "", wasClean: false, initiatedBy: "none" }),
        made.frame(1, { message: 1 }),
      ],
      false,
    );
    expect(summary(log)).toEqual([
      "message 1 received: 1 frames, 0 B, unfinished",
      "closed",
      "message 3 received: 1 frames, 0 B",
    ]);
  });

  it("lets the oldest rows go, counts them by conversation, and keeps what is left of a long message", () => {
    const made = new LogEntries();
    const log = new FrameLog({ entries: 4, payloadCharacters: 1_000 });
    log.add([made.frame(2), ...made.fragments(1, "abcdef", { fragmentBytes: 2 })], false);
    expect(log.droppedOf(all)).toBe(0);
    log.add([made.frame(1), made.frame(1)], false);
    expect(summary(log)).toEqual([
      "message 2 received: 2 of 3 frames, 6 B",
      "message 5 received: 1 frames, 0 B",
      "message 6 received: 1 frames, 0 B",
    ]);
    expect([1, 2, 3].map((one) => log.droppedOf((conversation) => conversation === one))).toEqual([1, 1, 0]);
  });

  it("lets go by the payload that it holds, too", () => {
    const made = new LogEntries();
    const log = new FrameLog({ entries: 100, payloadCharacters: 16 });
    // Three bytes are four characters.
    log.add(
      Array.from({ length: 6 }, () => made.frame(1, { payload: "abc" })),
      false,
    );
    expect(summary(log).length).toBe(4);
    log.add([made.frame(1, { payload: "abcdefghijkl" })], false);
    expect(summary(log)).toEqual(["message 7 received: 1 frames, 12 B"]);
  });

  it("holds 100,000 entries after a flood of many more", () => {
    const made = new LogEntries();
    const log = new FrameLog();
    for (let batch = 0; batch < 600; batch += 1) log.add(floodBatch(made, 1), false);
    expect(log.rows.length).toBe(100_000);
    expect(log.droppedOf(all)).toBe(600 * 201 - 100_000);
  });

  it("begins a row of its own for a frame whose message has gone", () => {
    const made = new LogEntries();
    const log = new FrameLog({ entries: 2, payloadCharacters: 1_000 });
    log.add([made.frame(1, { fin: false, message: 1 }), made.frame(2), made.frame(2)], false);
    log.add([made.frame(1, { opcode: 0, message: 1 })], false);
    expect(messages(log).map(({ seq, missing }) => [seq, missing.start])).toEqual([
      [3, false],
      [4, true],
    ]);
  });

  it("tells who watches which rows have grown, and that the log was told anew", () => {
    const made = new LogEntries();
    const log = new FrameLog();
    const told: string[] = [];
    const unwatch = log.watch({
      added: (grown) => told.push(`added, grown: ${grown.map(({ seq }) => seq)}`),
      restarted: () => told.push("restarted"),
      cleared: () => told.push("cleared"),
    });
    const [first, second, third] = made.fragments(1, "abc", { fragmentBytes: 1 });
    log.add([first].flatMap(present), false);
    log.add([second].flatMap(present), false);
    log.add([third, made.frame(1)].flatMap(present), false);
    log.add([made.frame(1)], true);
    log.clear(all);
    unwatch();
    log.add([made.frame(1)], false);
    expect(told).toEqual(["added, grown: ", "added, grown: 1", "added, grown: 1", "restarted", "cleared"]);
    expect(log.rows.length).toBe(2);
  });

  it("takes the rows of a window out of sight and shows what comes after, also when all is told anew", () => {
    const made = new LogEntries();
    const log = new FrameLog();
    const before = [made.frame(1), made.frame(2)];
    log.add(before, false);
    log.clear((conversation) => conversation === 1);
    const after = made.frame(1);
    log.add([...before, after], true);
    expect([...log.rows].map((row) => log.isCleared(row))).toEqual([true, false, false]);
  });
});

function present<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

function messages(log: FrameLog): readonly MessageRow[] {
  return [...log.rows].flatMap((row) => (row.kind === "message" ? [row] : []));
}

function summary(log: FrameLog): readonly string[] {
  return [...log.rows].map(oneRow);
}

function oneRow(row: LogRow): string {
  if (row.kind === "entry") {
    return row.entry.kind === "frame" ? `frame ${row.entry.opcode}` : row.entry.kind;
  }
  const { seq, direction, frames, bytes, isFinished } = row;
  const kept = frames.first > 0 ? `${frames.length} of ${frames.end}` : frames.length;
  return `message ${seq} ${direction}: ${kept} frames, ${bytes} B${isFinished ? "" : ", unfinished"}`;
}
