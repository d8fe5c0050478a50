// Group 5: what is sent, byte by byte, and which peers turn it red.

import { describe, expect, test } from "vitest";
import { group5 } from "../../../src/conformance/cases/group-5.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { judged, sentences } from "../judged.js";
import { caseNamed, sentWrites } from "../sent-writes.js";
import { altered, asIs, closingWith, mute, parrot, type WrongPeer, without } from "../wrong-peers.js";

const kill = "1000 ms: 88 02 03 e9";
const closeAfterOne = "1000 ms: 88 00";

/** `fragment1` and so on, as hex. */
function fragment(number: number): string {
  return `66 72 61 67 6d 65 6e 74 3${number}`;
}

describe("group 5 sends", () => {
  test("twenty cases", () => {
    expect(group5.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `5.${index + 1}`));
  });

  test.each([
    ["5.1", [`0 ms: 09 09 ${fragment(1)}`, `0 ms: 80 09 ${fragment(2)}`, kill]],
    ["5.2", [`0 ms: 0a 09 ${fragment(1)}`, `0 ms: 80 09 ${fragment(2)}`, kill]],
    ["5.3", [`0 ms: 01 09 ${fragment(1)}`, `0 ms: 80 09 ${fragment(2)}`, closeAfterOne]],
    ["5.4", [`0 ms: 01 09 ${fragment(1)}`, `0 ms: 80 09 ${fragment(2)}`, closeAfterOne]],
    [
      "5.5",
      [
        ...`01 09 ${fragment(1)} 80 09 ${fragment(2)}`.split(" ").map((byte) => `0 ms: ${byte}`),
        closeAfterOne,
      ],
    ],
    [
      "5.6",
      [
        `0 ms: 01 09 ${fragment(1)}`,
        "0 ms: 89 0c 70 69 6e 67 20 70 61 79 6c 6f 61 64",
        `0 ms: 80 09 ${fragment(2)}`,
        closeAfterOne,
      ],
    ],
    [
      "5.9",
      [
        "0 ms: 80 18 6e 6f 6e 2d 63 6f 6e 74 69 6e 75 61 74 69 6f 6e 20 70 61 79 6c 6f 61 64",
        "0 ms: 81 0d 48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21",
        kill,
      ],
    ],
    [
      "5.13",
      [
        "0 ms: 00 18 6e 6f 6e 2d 63 6f 6e 74 69 6e 75 61 74 69 6f 6e 20 70 61 79 6c 6f 61 64",
        "0 ms: 81 0d 48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21",
        kill,
      ],
    ],
    [
      "5.15",
      [
        `0 ms: 01 09 ${fragment(1)}`,
        `0 ms: 80 09 ${fragment(2)}`,
        `0 ms: 00 09 ${fragment(3)}`,
        `0 ms: 81 09 ${fragment(4)}`,
        kill,
      ],
    ],
    [
      "5.16",
      [
        ...[1, 2].flatMap(() => [
          `0 ms: 00 09 ${fragment(1)}`,
          `0 ms: 01 09 ${fragment(2)}`,
          `0 ms: 80 09 ${fragment(3)}`,
        ]),
        kill,
      ],
    ],
    [
      "5.17",
      [
        ...[1, 2].flatMap(() => [
          `0 ms: 80 09 ${fragment(1)}`,
          `0 ms: 01 09 ${fragment(2)}`,
          `0 ms: 80 09 ${fragment(3)}`,
        ]),
        kill,
      ],
    ],
    ["5.18", [`0 ms: 01 09 ${fragment(1)}`, `0 ms: 81 09 ${fragment(2)}`, kill]],
  ])("%s as it stands in the reference suite", async (id, writes) => {
    expect(await sentWrites(caseNamed(group5, id))).toEqual(writes);
  });

  test.each(["5.19", "5.20"])(
    "%s five fragments and two pings, with a wait after the first ping",
    async (id) => {
      expect(await sentWrites(caseNamed(group5, id))).toEqual([
        `0 ms: 01 09 ${fragment(1)}`,
        `0 ms: 00 09 ${fragment(2)}`,
        "0 ms: 89 09 70 6f 6e 67 6d 65 20 31 21",
        `1000 ms: 00 09 ${fragment(3)}`,
        `1000 ms: 00 09 ${fragment(4)}`,
        "1000 ms: 89 09 70 6f 6e 67 6d 65 20 32 21",
        `1000 ms: 80 09 ${fragment(5)}`,
        "2000 ms: 88 00",
      ]);
    },
  );
});

describe.each(["server", "client"] as const)("group 5 on a %s that", (role) => {
  const withoutPongs = without(({ opcode }) => opcode === Opcode.pong);
  const inTwoMessages = altered((frame) =>
    frame.opcode === Opcode.text
      ? [
          { opcode: Opcode.text, payload: frame.payload.subarray(0, 9) },
          { opcode: Opcode.text, payload: frame.payload.subarray(9) },
        ]
      : [asIs(frame)],
  );
  const asBinary = altered((frame) =>
    frame.opcode === Opcode.text ? [{ opcode: Opcode.binary, payload: frame.payload }] : [asIs(frame)],
  );

  test.each<readonly [string, string, WrongPeer, string]>([
    ["answers a fragmented ping", "5.1", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["ignores a fragmented pong", "5.2", mute, `OK / FAILED / fail: ${sentences.notFailed}`],
    ["takes each fragment for a message", "5.3", inTwoMessages, `FAILED / OK / fail: ${sentences.differs}`],
    ["changes the type", "5.5", asBinary, `FAILED / OK / fail: ${sentences.differs}`],
    ["answers no ping among fragments", "5.8", withoutPongs, `FAILED / OK / fail: ${sentences.differs}`],
    ["goes on after a stray continuation", "5.9", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    [
      "ignores a stray continuation and what follows",
      "5.14",
      mute,
      `OK / FAILED / fail: ${sentences.notFailed}`,
    ],
    ["keeps silent about everything", "5.15", mute, `NON-STRICT / FAILED / fail: ${sentences.notFailed}`],
    [
      "fails with 1011",
      "5.16",
      closingWith(Uint8Array.of(0x03, 0xf3)),
      "OK / WRONG CODE / fail: The peer's close frame has code 1011; must be 1002.",
    ],
    [
      "goes on after a message within a message",
      "5.18",
      parrot,
      `FAILED / FAILED / fail: ${sentences.differs}`,
    ],
    ["answers no ping among fragments", "5.19", withoutPongs, `FAILED / OK / fail: ${sentences.differs}`],
  ])("%s: %s", async (_, id, peer, line) => {
    expect(await judged(caseNamed(group5, id), peer, role)).toBe(line);
  });
});
