import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../../../src/link/log-entry.js";
import { logFileName, logJsonLines } from "../../../../src/web/console/data/log-json-lines.js";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import { LogEntries } from "../log-entries.js";

describe("the log as JSON Lines", () => {
  it("writes a line for each frame and event, to the letter", () => {
    const made = new LogEntries();
    const lines = saved([
      made.event(2, { kind: "state", state: "connected" }),
      ...made.fragments(2, "zwölf", { fragmentBytes: 3, direction: "sent" }),
      made.frame(2, { opcode: 2, rsv: 4, payload: Uint8Array.of(0, 255) }),
      made.frame(2, { opcode: 9, payload: "1" }),
      made.event(2, { kind: "roundTrip", elapsedUs: 1_234 }),
      made.event(2, { kind: "leftOut", direction: "received", frames: 3, bytes: 12 }),
      made.frame(2, { opcode: 8, payload: Buffer.from("03e8627965", "hex") }),
      made.event(2, { kind: "closed", code: 1000, reason: "bye", wasClean: true, initiatedBy: "peer" }),
      made.event(2, { kind: "problem", code: "connection-lost", message: "gone", hint: "Try again." }),
    ]);
    expect(lines).toEqual([
      `{"seq":1,"atUs":1767323045000000,"time":"2026-01-02T03:04:05.000000Z","conversation":2,"name":"tab 2","kind":"state","state":"connected"}`,
      `{"seq":2,"atUs":1767323045001000,"time":"2026-01-02T03:04:05.001000Z","conversation":2,"name":"tab 2","kind":"frame","direction":"sent","opcode":"text","fin":false,"rsv":0,"bytes":3,"message":1,"hex":"7a77c3"}`,
      `{"seq":3,"atUs":1767323045002000,"time":"2026-01-02T03:04:05.002000Z","conversation":2,"name":"tab 2","kind":"frame","direction":"sent","opcode":"continuation","fin":true,"rsv":0,"bytes":3,"message":1,"hex":"b66c66"}`,
      `{"seq":4,"atUs":1767323045003000,"time":"2026-01-02T03:04:05.003000Z","conversation":2,"name":"tab 2","kind":"frame","direction":"received","opcode":"binary","fin":true,"rsv":4,"bytes":2,"message":1,"hex":"00ff"}`,
      `{"seq":5,"atUs":1767323045004000,"time":"2026-01-02T03:04:05.004000Z","conversation":2,"name":"tab 2","kind":"frame","direction":"received","opcode":"ping","fin":true,"rsv":0,"bytes":1,"text":"1"}`,
      `{"seq":6,"atUs":1767323045005000,"time":"2026-01-02T03:04:05.005000Z","conversation":2,"name":"tab 2","kind":"roundTrip","elapsedUs":1234}`,
      `{"seq":7,"atUs":1767323045006000,"time":"2026-01-02T03:04:05.006000Z","conversation":2,"name":"tab 2","kind":"leftOut","direction":"received","frames":3,"bytes":12}`,
      `{"seq":8,"atUs":1767323045007000,"time":"2026-01-02T03:04:05.007000Z","conversation":2,"name":"tab 2","kind":"frame","direction":"received","opcode":"close","fin":true,"rsv":0,"bytes":5,"code":1000,"reason":"bye"}`,
      `{"seq":9,"atUs":1767323045008000,"time":"2026-01-02T03:04:05.008000Z","conversation":2,"name":"tab 2","kind":"closed","code":1000,"reason":"bye","wasClean":true,"initiatedBy":"peer"}`,
      `{"seq":10,"atUs":1767323045009000,"time":"2026-01-02T03:04:05.009000Z","conversation":2,"name":"tab 2","kind":"problem","code":"connection-lost","message":"gone","hint":"Try again."}`,
    ]);
  });

  it.each([
    ["text that is whole", { payload: "你" }, { text: "你" }],
    ["a continuation of a text message as text", { opcode: 0, message: 1, payload: "b" }, { hex: "62" }],
    ["an empty payload", { payload: "" }, { text: "" }],
    [
      "text of which 904 bytes were not kept",
      { payload: "x".repeat(5_000) },
      { text: "x".repeat(4_096), missingBytes: 904 },
    ],
    [
      "text that was cut in a character",
      { payload: `${"x".repeat(4_095)}über` },
      { text: "x".repeat(4_095), missingBytes: 5 },
    ],
    [
      "bytes of which 4 were not kept",
      { opcode: 2, payload: new Uint8Array(4_100) },
      { hex: "00".repeat(4_096), missingBytes: 4 },
    ],
    ["a reserved opcode by its number", { opcode: 11, payload: "a" }, { opcode: 11, hex: "61" }],
    ["a close frame of one byte", { opcode: 8, payload: Uint8Array.of(3) }, { hex: "03" }],
    [
      "a close reason that is no UTF-8",
      { opcode: 8, payload: Uint8Array.of(3, 232, 255) },
      { code: 1000, hex: "03e8ff" },
    ],
    ["a close frame without a code", { opcode: 8 }, {}],
  ])("writes %s", (_, frame, expected) => {
    const [line = ""] = saved([new LogEntries().frame(1, frame)]);
    const { text, hex, missingBytes, code, opcode } = JSON.parse(line) as Record<string, unknown>;
    const shown = { text, hex, missingBytes, code, ...("opcode" in expected && { opcode }) };
    expect(shown).toEqual({
      text: undefined,
      hex: undefined,
      missingBytes: undefined,
      code: undefined,
      ...expected,
    });
  });

  it("writes the frames of a text message as text where each is by itself", () => {
    const lines = saved(new LogEntries().fragments(1, "abcd", { fragmentBytes: 2 }));
    expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(["ab", "cd"]);
  });

  it("cuts a long log into parts that together are all of it", () => {
    const made = new LogEntries();
    const log = new FrameLog();
    log.add(
      Array.from({ length: 10_000 }, () => made.frame(1)),
      false,
    );
    const parts = logJsonLines(log.rows, String);
    expect(parts.length).toBe(3);
    expect(parts.join("").split("\n").length).toBe(10_001);
  });

  it("names the file by the time", () => {
    expect(logFileName(Date.UTC(2026, 0, 2, 3, 4, 5))).toBe("wsrig-log-2026-01-02T03-04-05.jsonl");
  });
});

function saved(entries: readonly LogEntry[]): readonly string[] {
  const log = new FrameLog();
  log.add(entries, false);
  return logJsonLines(log.rows, (conversation) => `tab ${conversation}`)
    .join("")
    .trimEnd()
    .split("\n");
}
