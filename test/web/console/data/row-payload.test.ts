import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../../../src/link/log-entry.js";
import {
  bytesCut,
  firstBytes,
  frameBytes,
  frameRuns,
  hexOf,
  messageRuns,
  type PayloadRun,
  textPieces,
} from "../../../../src/web/console/data/row-payload.js";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import type { MessageRow } from "../../../../src/web/console/state/log-row.js";
import { LogEntries } from "../log-entries.js";

describe("payloads of rows", () => {
  it.each([0, 1, 2, 3, 4, 4_095, 4_096, 4_097, 10_000])(
    "gives what was kept of a frame of %i bytes",
    (bytes) => {
      const payload = Uint8Array.from({ length: bytes }, (_, index) => index % 251);
      const frame = new LogEntries().frame(1, { opcode: 2, payload });
      if (frame.kind !== "frame") throw new TypeError("no frame");
      expect(bytesCut(frame)).toBe(Math.max(0, bytes - 4_096));
      expect([...frameBytes(frame)]).toEqual([...payload.subarray(0, 4_096)]);
      for (const limit of [0, 1, 2, 3, 4, 5, 100]) {
        expect([...frameBytes(frame, limit)]).toEqual([...payload.subarray(0, limit)]);
      }
      expect(frameRuns(frame).map(said)).toEqual([
        `${Math.min(bytes, 4_096)} bytes`,
        ...(bytes > 4_096 ? [`${bytes - 4_096} cut`] : []),
      ]);
    },
  );

  it("reads characters that lie across the borders of frames", () => {
    const message = messageOf(new LogEntries().fragments(1, "über 你好", { fragmentBytes: 1 }));
    expect(message.frames.length).toBe(12);
    expect(textPieces(messageRuns(message))).toEqual([{ kind: "text", text: "über 你好" }]);
  });

  it("reads none across a place where bytes were not kept or frames left out", () => {
    const made = new LogEntries();
    const cut = `${"x".repeat(4_095)}üyyyy`;
    const message = messageOf([
      made.frame(1, { fin: false, payload: cut }),
      made.frame(1, { opcode: 0, fin: false, payload: "z" }),
      made.event(1, { kind: "leftOut", direction: "received", frames: 1, bytes: 1 }),
      made.frame(1, { opcode: 0, payload: "end" }),
    ]);
    expect(textPieces(messageRuns(message))).toEqual([
      { kind: "text", text: "x".repeat(4_095) },
      { kind: "invalid", bytes: Uint8Array.of(0xc3) },
      { kind: "cut", bytes: 5 },
      { kind: "text", text: "z" },
      { kind: "cut", bytes: undefined },
      { kind: "text", text: "end" },
    ]);
  });

  it("says what is not known at both ends of a message", () => {
    const made = new LogEntries();
    const message = messageOf([
      made.frame(1, { opcode: 0, fin: false, payload: "middle" }),
      made.frame(1, { message: 9 }),
    ]);
    expect(messageRuns(message).map(said)).toEqual(["unknown cut", "6 bytes", "unknown cut"]);
  });

  it("says how much of a message went because the page had no room", () => {
    const made = new LogEntries();
    const log = new FrameLog({ entries: 2, payloadCharacters: 1_000 });
    log.add(made.fragments(1, "abcdefghij", { fragmentBytes: 3 }), false);
    const row = log.rows.at(log.rows.first);
    if (row?.kind !== "message") throw new TypeError("no message");
    expect(messageRuns(row).map(said)).toEqual(["6 cut", "4 bytes"]);
  });

  it.each([
    [3, ["3 bytes", "7 rest"]],
    [4, ["4 bytes", "6 rest"]],
    [9, ["9 bytes", "1 rest"]],
    [10, ["10 bytes"]],
  ])("ends after %i bytes and says how many follow", (limit, expected) => {
    const message = messageOf(new LogEntries().fragments(1, "abcdefghij", { fragmentBytes: 3 }));
    expect(messageRuns(message, limit).map(said)).toEqual(expected);
  });

  it("tells bytes that were not kept from those that follow", () => {
    const made = new LogEntries();
    const message = messageOf([
      made.frame(1, { fin: false, payload: "x".repeat(4_100) }),
      made.frame(1, { opcode: 0, payload: "end" }),
    ]);
    expect(messageRuns(message, 4_095).map(said)).toEqual(["4095 bytes", "8 rest"]);
    expect(messageRuns(message, 4_096).map(said)).toEqual(["4096 bytes", "4 cut", "3 rest"]);
    expect(messageRuns(message, 4_097).map(said)).toEqual(["4096 bytes", "4 cut", "1 bytes", "2 rest"]);
  });

  it("gives the first bytes of a row across frames", () => {
    const message = messageOf(new LogEntries().fragments(1, "abcdefghij", { fragmentBytes: 3 }));
    expect(Buffer.from(firstBytes(message, 5) ?? []).toString()).toBe("abcde");
    const event = new LogEntries().event(1, { kind: "state", state: "connected" });
    expect(firstBytes({ kind: "entry", seq: 1, conversation: 1, entry: event }, 5)).toBeUndefined();
  });

  it("writes bytes in hexadecimal", () => {
    expect(hexOf(Uint8Array.of(0, 10, 255))).toBe("00 0a ff");
  });
});

function messageOf(entries: readonly LogEntry[]): MessageRow {
  const log = new FrameLog();
  log.add(entries, false);
  const row = log.rows.at(0);
  if (row?.kind !== "message") throw new TypeError("no message");
  return row;
}

function said(run: PayloadRun): string {
  if (run.kind === "bytes") return `${run.bytes.length} bytes`;
  return run.isRest === true ? `${run.bytes} rest` : `${run.bytes ?? "unknown"} cut`;
}
