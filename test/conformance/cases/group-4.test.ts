// Group 4: what is sent, byte by byte, and which peers turn it red.

import { describe, expect, test } from "vitest";
import { group4 } from "../../../src/conformance/cases/group-4.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { judged, sentences } from "../judged.js";
import { caseNamed, sentWrites } from "../sent-writes.js";
import { closingWith, droppingAt, mute, parrot, type WrongPeer } from "../wrong-peers.js";

const kill = "1000 ms: 88 02 03 e9";
const hello = "48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21";
const reserved = "72 65 73 65 72 76 65 64 20 6f 70 63 6f 64 65 20 70 61 79 6c 6f 61 64";

describe("group 4 sends", () => {
  test("five cases for data opcodes and five for control opcodes", () => {
    const five = [1, 2, 3, 4, 5];
    expect(group4.map(({ id }) => id)).toEqual([
      ...five.map((number) => `4.1.${number}`),
      ...five.map((number) => `4.2.${number}`),
    ]);
  });

  test.each([
    ["4.1.1", ["0 ms: 83 00", kill]],
    ["4.1.2", [`0 ms: 84 17 ${reserved}`, kill]],
    ["4.1.3", [`0 ms: 81 0d ${hello}`, "0 ms: 85 00", "0 ms: 89 00", kill]],
    ["4.1.4", [`0 ms: 81 0d ${hello}`, `0 ms: 86 0d ${hello}`, "0 ms: 89 00", kill]],
    ["4.1.5", [...`81 0d ${hello} 87 0d ${hello} 89 00`.split(" ").map((byte) => `0 ms: ${byte}`), kill]],
    ["4.2.1", ["0 ms: 8b 00", kill]],
    ["4.2.2", [`0 ms: 8c 17 ${reserved}`, kill]],
    ["4.2.3", [`0 ms: 81 0d ${hello}`, "0 ms: 8d 00", "0 ms: 89 00", kill]],
    ["4.2.4", [`0 ms: 81 0d ${hello}`, `0 ms: 8e 0d ${hello}`, "0 ms: 89 00", kill]],
    ["4.2.5", [...`81 0d ${hello} 8f 0d ${hello} 89 00`.split(" ").map((byte) => `0 ms: ${byte}`), kill]],
  ])("%s as it stands in the reference suite", async (id, writes) => {
    expect(await sentWrites(caseNamed(group4, id))).toEqual(writes);
  });
});

describe.each(["server", "client"] as const)("group 4 on a %s that", (role) => {
  test.each<readonly [string, string, WrongPeer, string]>([
    ["ignores the frame", "4.1.1", mute, `OK / FAILED / fail: ${sentences.notFailed}`],
    ["ignores the frame", "4.2.2", mute, `OK / FAILED / fail: ${sentences.notFailed}`],
    ["goes on after it", "4.1.3", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["goes on after it", "4.2.5", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    [
      "drops TCP with the first message unanswered",
      "4.2.4",
      droppingAt(({ opcode }) => opcode === Opcode.text),
      `NON-STRICT / OK / nonStrict: The peer sent nothing back, not even the message that was complete before the fault.`,
    ],
    [
      "fails with 1011",
      "4.1.4",
      closingWith(Uint8Array.of(0x03, 0xf3)),
      "OK / WRONG CODE / fail: The peer's close frame has code 1011; must be 1002.",
    ],
  ])("%s: %s", async (_, id, peer, line) => {
    expect(await judged(caseNamed(group4, id), peer, role)).toBe(line);
  });
});
