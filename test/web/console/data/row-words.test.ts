import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../../../src/link/log-entry.js";
import { plainText } from "../../../../src/web/console/data/log-copied.js";
import { formatTime, isoTime } from "../../../../src/web/console/data/row-time.js";
import { frameWords, type RowWords, rowWords } from "../../../../src/web/console/data/row-words.js";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import type { LogRow } from "../../../../src/web/console/state/log-row.js";
import { en } from "../../../../src/web/words/en.js";
import { zh } from "../../../../src/web/words/zh.js";
import { LogEntries, oneOfEach } from "../log-entries.js";

describe("what rows of the log say", () => {
  it("says every kind of row in its columns", () => {
    expect(rows(oneOfEach(new LogEntries(), 1)).map((row) => said(rowWords(row, en)))).toEqual([
      "· Looking up the host",
      "· Connecting",
      "· Connected",
      "↑ text [FIN] 18 B: 你好, 服务器!",
      "↓ text [FIN] 49 B: hello\tclient\nsecond line \u202e reversed <b>bold</b>",
      "↓ text [FIN] 4 B: a\\xff\\xfeb",
      "↓ text [6 frames] 57 B: Ein Satz, der über die Grenzen der Rahmen läuft: 你好",
      "↓ binary [FIN] 40 B: 00 07 0e 15 1c 23 2a 31 38 3f 46 4d 54 5b 62 69 70 77 7e 85 8c 93 9a a1 a8 af b6 bd c4 cb d2 d9 …",
      "↑ binary [FIN] 10000 B: 00 07 0e 15 1c 23 2a 31 38 3f 46 4d 54 5b 62 69 70 77 7e 85 8c 93 9a a1 a8 af b6 bd c4 cb d2 d9 …",
      "↑ ping [FIN] 1 B: 1",
      "↓ pong [FIN] 1 B: 1",
      "↓ Round trip 1.23 ms",
      `↓ text [FIN] [RSV1] 5000 B: ${"x".repeat(240)}`,
      "↓ text [2 frames] [!unfinished] [!incomplete] 36 B: a message without an end, ",
      "↓ 12,345 frames, 1.2 MiB left out",
      "↓ text [FIN] 0 B",
      "↓ opcode 3 [FIN] 8 B: 72 65 73 65 72 76 65 64",
      "· Problem connection-lost: the peer reset the connection\nLook into its log.",
      "↑ close [FIN] 5 B: 1000 normal closure “bye”",
      "↓ close [FIN] 2 B: 1000 normal closure",
      "· Closed: 1000 normal closure [by this side]: “bye”",
      "· Unconnected",
    ]);
  });

  it("says the frames of a message each for itself", () => {
    const [message] = rows(new LogEntries().fragments(1, "abcdef", { fragmentBytes: 4, opcode: 2, rsv: 3 }));
    if (message?.kind !== "message") throw new TypeError("no message");
    expect([...message.frames].map((frame) => said(frameWords(frame, 2, en)))).toEqual([
      "↓ binary [RSV2] [RSV3] 4 B: 61 62 63 64",
      "↓ continuation [FIN] [RSV2] [RSV3] 2 B: 65 66",
    ]);
  });

  it.each([
    ["", "without a code"],
    ["03", "\u0003"],
    ["0bb8", "3000 library or framework code"],
    ["0fa16f6b", "4001 application code “ok”"],
    ["03ec", "1004 reserved"],
    ["03eaff", "1002 protocol error “\\xff”"],
  ])("reads the payload %s of a close frame", (hex, expected) => {
    const [row] = rows([new LogEntries().frame(1, { opcode: 8, payload: Buffer.from(hex, "hex") })]);
    if (row === undefined) throw new TypeError("no row");
    expect(plainText(rowWords(row, en).preview, () => "")).toBe(expected);
  });

  it("says of one left-out frame that it is one, and how a connection ended that was not clean", () => {
    const made = new LogEntries();
    const events = [
      made.event(1, { kind: "leftOut", direction: "sent", frames: 1, bytes: 5 }),
      made.event(1, { kind: "closed", code: 1006, reason: "", wasClean: false, initiatedBy: "none" }),
    ];
    expect(rows(events).map((row) => said(rowWords(row, en)))).toEqual([
      "↑ 1 frame, 5 B left out",
      "· Closed: 1006 abnormal closure [by neither side] [!not clean]",
    ]);
  });

  it("says it in Chinese too", () => {
    const made = new LogEntries();
    const [text, close] = rows([
      made.frame(1, { payload: "a" }),
      made.frame(1, { opcode: 8, payload: Buffer.of(3, 232) }),
    ]);
    if (text === undefined || close === undefined) throw new TypeError("no row");
    expect([text, close].map((row) => said(rowWords(row, zh)))).toEqual([
      "↓ 文本 [FIN] 1 B: a",
      "↓ 关闭 [FIN] 2 B: 1000 正常关闭",
    ]);
  });
});

describe("times of rows", () => {
  const atUs = new Date(2026, 0, 2, 9, 5, 3, 7).getTime() * 1_000 + 8;

  it.each([
    ["clock", undefined, "09:05:03.007008"],
    ["sinceFirst", atUs - 12_000_345, "+12.000345"],
    ["sinceBefore", atUs - 1, "+0.000001"],
    ["sinceBefore", atUs + 2_000_000, "−2.000000"],
    ["sinceBefore", undefined, ""],
  ] as const)("shows them to the µs, %s since %s", (mode, sinceUs, expected) => {
    expect(formatTime(atUs, mode, sinceUs)).toBe(expected);
  });

  it("writes them in UTC for files", () => {
    expect(isoTime(Date.UTC(2026, 0, 2, 3, 4, 5, 999) * 1_000 + 1)).toBe("2026-01-02T03:04:05.999001Z");
  });
});

function rows(entries: readonly LogEntry[]): readonly LogRow[] {
  const log = new FrameLog();
  log.add(entries, false);
  return [...log.rows];
}

function said({ direction, title, facts, bytes, preview }: RowWords): string {
  const arrow = direction === undefined ? "·" : direction === "sent" ? "↑" : "↓";
  const shownFacts = facts.map(({ text, isWarning = false }) => `[${isWarning ? "!" : ""}${text}]`);
  const head = [arrow, title, ...shownFacts, ...(bytes === undefined ? [] : [`${bytes} B`])].join(" ");
  const text = plainText(preview, () => "");
  return text === "" ? head : `${head}: ${text}`;
}
