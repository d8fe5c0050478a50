// Group 7: what is sent, byte by byte, and which peers turn it red.

import { describe, expect, test } from "vitest";
import { group7 } from "../../../src/conformance/cases/group-7.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import { framePeer } from "../frame-peer.js";
import { judged, sentences } from "../judged.js";
import { caseNamed, sentWrites } from "../sent-writes.js";
import { closeOnly, closingWith, droppingAt, mute, type WrongPeer, without } from "../wrong-peers.js";

const close1000 = "0 ms: 88 02 03 e8";
const hello = "48 65 6c 6c 6f 20 57 6f 72 6c 64 21";

describe("group 7 sends", () => {
  test("37 cases", () => {
    const counts = [
      ["7.1", 6],
      ["7.3", 6],
      ["7.5", 1],
      ["7.7", 13],
      ["7.9", 9],
      ["7.13", 2],
    ] as const;
    const ids = counts.flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
    );
    expect(ids).toHaveLength(37);
    expect(group7.map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    ["7.1.1", [`0 ms: 81 0c ${hello}`, "1000 ms: 88 02 03 e9"]],
    ["7.1.2", [close1000, "0 ms: 88 00"]],
    ["7.1.3", [close1000, "0 ms: 89 00"]],
    ["7.1.4", [close1000, `0 ms: 81 0c ${hello}`]],
    [
      "7.1.5",
      ["0 ms: 01 09 66 72 61 67 6d 65 6e 74 31", close1000, "0 ms: 80 09 66 72 61 67 6d 65 6e 74 32"],
    ],
    ["7.3.1", ["0 ms: 88 00"]],
    ["7.3.2", ["0 ms: 88 01 61"]],
    ["7.3.3", [close1000]],
    ["7.3.4", [`0 ms: 88 0e 03 e8 ${hello}`]],
    ["7.3.5", [`0 ms: 88 7d 03 e8${" 2a".repeat(123)}`]],
    ["7.3.6", [`0 ms: 88 7e 00 7e 03 e8${" 2a".repeat(124)}`]],
    ["7.5.1", ["0 ms: 88 16 03 e8 ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65 64 69 74 65 64"]],
    ["7.13.1", ["0 ms: 88 02 13 88"]],
    ["7.13.2", ["0 ms: 88 02 ff ff"]],
  ])("%s as it stands in the reference suite", async (id, writes) => {
    expect(await sentWrites(caseNamed(group7, id))).toEqual(writes);
  });

  test("7.1.6 a text of 256 KiB, a short one, close 1000 and a ping", async () => {
    const [long = "", ...rest] = await sentWrites(caseNamed(group7, "7.1.6"));
    const pattern = "42 41 73 64 37 26 6a 68 32 33 ";
    expect(long).toBe(`0 ms: 81 7f 00 00 00 00 00 04 00 00 ${pattern.repeat(26_214)}${pattern.slice(0, 11)}`);
    expect(rest).toEqual([`0 ms: 81 0c ${hello}`, close1000, "0 ms: 89 00"]);
  });

  test.each([
    [
      "7.7",
      [
        "03 e8",
        "03 e9",
        "03 ea",
        "03 eb",
        "03 ef",
        "03 f0",
        "03 f1",
        "03 f2",
        "03 f3",
        "0b b8",
        "0f 9f",
        "0f a0",
        "13 87",
      ],
    ],
    ["7.9", ["00 00", "03 e7", "03 ec", "03 ed", "03 ee", "03 f8", "04 4c", "07 d0", "0b b7"]],
  ])("%s one code each", async (section, codes) => {
    for (const [index, code] of codes.entries()) {
      const writes = await sentWrites(caseNamed(group7, `${section}.${index + 1}`));
      expect(writes).toEqual([`0 ms: 88 02 ${code}`]);
    }
  });
});

/** Answers nothing but frames of `opcode`, with those of `answer`. */
function only(opcode: number, answer: number): WrongPeer {
  return (role) =>
    framePeer(role, (wire) => ({
      frame(frame) {
        if (frame.opcode === opcode) wire.send({ opcode: answer, payload: frame.payload });
      },
    }));
}

describe.each(["server", "client"] as const)("group 7 on a %s that", (role) => {
  const failing1011 = closingWith(Uint8Array.of(0x03, 0xf3));

  test.each<readonly [string, string, WrongPeer, string]>([
    ["echoes nothing", "7.1.1", mute, `FAILED / UNCLEAN / fail: ${sentences.differs}`],
    [
      "answers with 1011",
      "7.1.1",
      failing1011,
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1011; must be 1000.",
    ],
    ["never answers a close", "7.1.2", mute, `OK / UNCLEAN / fail: ${sentences.noCloseAnswer}`],
    [
      "answers a ping after a close",
      "7.1.3",
      only(Opcode.ping, Opcode.pong),
      `FAILED / UNCLEAN / fail: ${sentences.differs}`,
    ],
    [
      "echoes a text after a close",
      "7.1.4",
      only(Opcode.text, Opcode.text),
      `FAILED / UNCLEAN / fail: ${sentences.differs}`,
    ],
    [
      "echoes a message that a close cut short",
      "7.1.5",
      only(Opcode.continuation, Opcode.text),
      `FAILED / UNCLEAN / fail: ${sentences.differs}`,
    ],
    [
      "never answers a close",
      "7.1.6",
      mute,
      "INFORMATIONAL / INFORMATIONAL / informational: Whatever the peer does here is allowed.",
    ],
    [
      "drops TCP instead of answering a close",
      "7.3.1",
      droppingAt(() => true),
      `OK / UNCLEAN / fail: ${sentences.dropped}`,
    ],
    [
      "echoes a close of 1 byte",
      "7.3.2",
      closeOnly(),
      // The driver drops TCP at once on a rule broken while closing, which as a client it is not meant to.
      `OK / ${role === "server" ? "FAILED BY CLIENT" : "OK"} / fail: The peer broke RFC 6455 §5.5.1: a close frame carries 1 byte; must be empty or begin with a code of 2 bytes.`,
    ],
    [
      "takes a close of 1 byte for a good one",
      "7.3.2",
      closeOnly(Uint8Array.of(0x03, 0xe8)),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1000; must be 1002.",
    ],
    [
      "answers with 1002",
      "7.3.4",
      closingWith(Uint8Array.of(0x03, 0xea)),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1002; must be 1000.",
    ],
    [
      "takes a close of 126 bytes for a good one",
      "7.3.6",
      closeOnly(Uint8Array.of(0x03, 0xe8)),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1000; must be 1002.",
    ],
    [
      "checks no UTF-8 in a reason",
      "7.5.1",
      closeOnly(Uint8Array.of(0x03, 0xe8)),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1000; must be 1002 or 1007.",
    ],
    [
      "refuses a good code",
      "7.7.5",
      closingWith(Uint8Array.of(0x03, 0xea)),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1002; must be 1000 or 1007.",
    ],
    ["never answers a close", "7.7.13", mute, `OK / UNCLEAN / fail: ${sentences.noCloseAnswer}`],
    [
      "echoes a reserved code",
      "7.9.4",
      closeOnly(),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1005; must be 1002.",
    ],
    [
      "answers a reserved code with 1000",
      "7.9.8",
      closeOnly(Uint8Array.of(0x03, 0xe8)),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1000; must be 1002.",
    ],
    [
      "never answers a close",
      "7.13.2",
      mute,
      "INFORMATIONAL / INFORMATIONAL / informational: Whatever the peer does here is allowed.",
    ],
  ])("%s: %s", async (_, id, peer, line) => {
    expect(await judged(caseNamed(group7, id), peer, role)).toBe(line);
  });
});

test("a server that answers the close and keeps TCP open is red", async () => {
  const keepsTcp: WrongPeer = (role: Role) =>
    framePeer(role, (wire) => ({
      frame({ opcode, payload }) {
        if (opcode === Opcode.close) wire.send({ opcode, payload });
      },
    }));
  expect(await judged(caseNamed(group7, "7.3.3"), keepsTcp, "server")).toBe(
    "OK / UNCLEAN / fail: The server did not drop TCP after the closing handshake.",
  );
});

test("a right server that is never told to close cannot pass 7.1.1 without its echo", async () => {
  const silent = without(({ opcode }) => opcode === Opcode.text);
  expect(await judged(caseNamed(group7, "7.1.1"), silent, "server")).toBe(
    `FAILED / WRONG CODE / fail: ${sentences.differs}`,
  );
});
