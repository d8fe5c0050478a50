// Group 3: what is sent, byte by byte, and which peers turn it red.

import { describe, expect, test } from "vitest";
import { group3 } from "../../../src/conformance/cases/group-3.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { judged, sentences } from "../judged.js";
import { caseNamed, sentWrites } from "../sent-writes.js";
import { closeOnly, closingWith, droppingAt, mute, parrot, type WrongPeer } from "../wrong-peers.js";

const kill = "1000 ms: 88 02 03 e9";
const hello = "48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21";

describe("group 3 sends", () => {
  test("seven cases", () => {
    expect(group3.map(({ id }) => id)).toEqual(["3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7"]);
  });

  test.each([
    ["3.1", [`0 ms: 91 0d ${hello}`, kill]],
    ["3.2", [`0 ms: 81 0d ${hello}`, `0 ms: a1 0d ${hello}`, "0 ms: 89 00", kill]],
    ["3.3", [`0 ms: 81 0d ${hello}`, `0 ms: b1 0d ${hello}`, "0 ms: 89 00", kill]],
    ["3.4", [...`81 0d ${hello} c1 0d ${hello} 89 00`.split(" ").map((byte) => `0 ms: ${byte}`), kill]],
    ["3.5", ["0 ms: d2 08 00 ff fe fd fc fb 00 ff", kill]],
    ["3.6", [`0 ms: e2 0d ${hello}`, kill]],
    ["3.7", ["0 ms: f8 00", kill]],
  ])("%s as it stands in the reference suite", async (id, writes) => {
    expect(await sentWrites(caseNamed(group3, id))).toEqual(writes);
  });
});

describe.each(["server", "client"] as const)("group 3 on a %s that", (role) => {
  const failing1011 = closingWith(Uint8Array.of(0x03, 0xf3));

  test.each<readonly [string, string, WrongPeer, string]>([
    ["ignores RSV", "3.1", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["ignores RSV", "3.2", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["ignores RSV", "3.6", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["ignores the frame", "3.5", mute, `OK / FAILED / fail: ${sentences.notFailed}`],
    [
      "drops TCP with the first message unanswered",
      "3.3",
      droppingAt(({ opcode }) => opcode === Opcode.text),
      `NON-STRICT / OK / nonStrict: The peer sent nothing back, not even the message that was complete before the fault.`,
    ],
    [
      "fails with 1011",
      "3.4",
      failing1011,
      "OK / WRONG CODE / fail: The peer's close frame has code 1011; must be 1002.",
    ],
    [
      "fails without a code",
      "3.1",
      closingWith(new Uint8Array(0)),
      `OK / OK / informational: ${sentences.noCode}`,
    ],
    ["drops TCP", "3.1", droppingAt(() => true), `OK / OK / pass: ${sentences.right}`],
    // The hole of the reference suite that R.3.7 mends.
    ["ignores RSV and answers the close", "3.7", closeOnly(), `OK / OK / informational: ${sentences.noCode}`],
  ])("%s: %s", async (_, id, peer, line) => {
    expect(await judged(caseNamed(group3, id), peer, role)).toBe(line);
  });
});
