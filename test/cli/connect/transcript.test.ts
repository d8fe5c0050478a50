import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { fragmentFacts, frameFacts } from "../../../src/cli/connect/frame-facts.js";
import { type TranscriptEvent, transcriptLine } from "../../../src/cli/connect/transcript.js";
import { Opcode } from "../../../src/protocol/opcodes.js";

const plain = pc.createColors(false);

const received = (
  opcode: number,
  payload: Uint8Array,
  more: { fin?: boolean; rsv?: number } = {},
): TranscriptEvent => ({
  event: "frame",
  atUs: 12_345,
  direction: "received",
  ...frameFacts({ opcode, payload, ...more }),
});

const lines: readonly (readonly [string, TranscriptEvent, string])[] = [
  ["a text frame", received(Opcode.text, Buffer.from("hello")), "    12.345 ms ← text fin 5 B hello"],
  ["an empty binary frame", received(Opcode.binary, Buffer.alloc(0)), "    12.345 ms ← binary fin 0 B"],
  ["a binary frame", received(Opcode.binary, Buffer.from([0, 255])), "    12.345 ms ← binary fin 2 B 00ff"],
  [
    "a first fragment with RSV1",
    received(Opcode.text, Buffer.from("he"), { fin: false, rsv: 4 }),
    "    12.345 ms ← text rsv1 2 B he",
  ],
  [
    "a fragment that ends inside a code point, as hex",
    received(Opcode.text, Buffer.from([0x68, 0xc3]), { fin: false }),
    "    12.345 ms ← text 2 B 68c3",
  ],
  [
    "a close frame",
    received(Opcode.close, Buffer.from([0x03, 0xe8, 0x62, 0x79, 0x65])),
    "    12.345 ms ← close fin 5 B 1000 bye",
  ],
  ["an empty close frame", received(Opcode.close, Buffer.alloc(0)), "    12.345 ms ← close fin 0 B 1005"],
  [
    "control characters of the peer, made visible",
    received(Opcode.text, Buffer.from("a\u001b[2J\n\u202eb")),
    "    12.345 ms ← text fin 10 B a\\x1b[2J\\n\\u202eb",
  ],
  [
    "an answer of our own accord",
    {
      event: "frame",
      atUs: 0,
      direction: "sent",
      automatic: true,
      ...frameFacts({ opcode: Opcode.pong, payload: Buffer.from("x") }),
    },
    "     0.000 ms → pong fin 1 B automatic x",
  ],
  ["a met expectation", { event: "expected", atUs: 1_000, pattern: "a+" }, "     1.000 ms ✓ expected /a+/"],
  [
    "raw bytes",
    { event: "raw", atUs: 1, direction: "sent", bytes: 2, hex: "ffff" },
    "     0.001 ms → raw 2 B ffff",
  ],
  [
    "the end, with a reason that tries to redraw the screen",
    {
      event: "closed",
      atUs: 2_000_000,
      code: 1002,
      reason: "\u001bc",
      wasClean: true,
      initiatedBy: "peer",
    },
    '  2000.000 ms closed 1002 protocolError "\\x1bc" by the peer',
  ],
];

describe("the transcript for people", () => {
  it.each(lines)("shows %s", (_title, event, line) => {
    expect(transcriptLine(event, plain)).toBe(line);
  });

  it("cuts a long payload and says how long it was", () => {
    const line = transcriptLine(received(Opcode.text, Buffer.alloc(5_000, "x")), plain);
    expect(line).toMatch(/x… \(5000 characters\)$/);
    expect(line.length).toBeLessThan(2_100);
  });

  it("shows a message sent in fragments as its frames (§5.4)", () => {
    const frames = fragmentFacts(Opcode.text, Buffer.from("hello"), 2);
    expect(frames.map(({ opcode, fin, text }) => [opcode, fin, text])).toEqual([
      ["text", false, "he"],
      ["continuation", false, "ll"],
      ["continuation", true, "o"],
    ]);
    expect(fragmentFacts(Opcode.text, Buffer.alloc(0), 2)).toHaveLength(1);
  });
});
