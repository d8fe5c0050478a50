// Group 10: what is sent, byte by byte, and which peers turn it red.

import { describe, expect, test } from "vitest";
import { group10 } from "../../../src/conformance/cases/group-10.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { judged, sentences } from "../judged.js";
import { caseNamed, sentWrites } from "../sent-writes.js";
import { altered, asIs } from "../wrong-peers.js";

describe("group 10 sends", () => {
  test("one case", () => {
    expect(group10.map(({ id }) => id)).toEqual(["10.1.1"]);
  });

  test("10.1.1 65,536 bytes in 51 frames: 50 of 1,300 bytes and one of 536", async () => {
    const middle = `0 ms: 00 7e 05 14${" 2a".repeat(1_300)}`;
    const writes = await sentWrites(caseNamed(group10, "10.1.1"));
    expect(writes).toEqual([
      `0 ms: 01 7e 05 14${" 2a".repeat(1_300)}`,
      ...Array<string>(49).fill(middle),
      `0 ms: 80 7e 02 18${" 2a".repeat(536)}`,
      "10000 ms: 88 02 03 e9",
    ]);
  });
});

describe.each(["server", "client"] as const)("group 10 is red on a %s that", (role) => {
  test("loses the last byte", async () => {
    const shortened = altered((frame) =>
      frame.opcode === Opcode.text
        ? [{ opcode: Opcode.text, payload: frame.payload.subarray(1) }]
        : [asIs(frame)],
    );
    expect(await judged(caseNamed(group10, "10.1.1"), shortened, role)).toBe(
      `FAILED / WRONG CODE / fail: ${sentences.differs}`,
    );
  });
});
