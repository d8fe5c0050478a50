// Group 6: what is sent, byte by byte, and which peers turn it red.

import { isUtf8 } from "node:buffer";
import { describe, expect, test } from "vitest";
import { group6 } from "../../../src/conformance/cases/group-6.js";
import { utf8Sequences } from "../../../src/conformance/cases/utf8-sequences.js";
import { invalidUtf8, normalClose } from "../../../src/conformance/close-expectation.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { framePeer } from "../frame-peer.js";
import { judged, sentences } from "../judged.js";
import { caseNamed, sentWrites } from "../sent-writes.js";
import { altered, asIs, closingWith, droppingAt, mute, parrot, type WrongPeer } from "../wrong-peers.js";

const kill = "1000 ms: 88 02 03 e9";
const earlyKill = "500 ms: 88 02 03 e9";
const greekWord = "ce ba e1 bd b9 cf 83 ce bc ce b5";
const greeting = "48 65 6c 6c 6f 2d c2 b5 40 c3 9f c3 b6 c3 a4 c3 bc c3 a0 c3 a1 2d 55 54 46 2d 38 21 21";

describe("group 6 sends", () => {
  test("145 cases", () => {
    const counts = [3, 4, 2, 4, 5, 11, 4, 2, 4, 3, 5, 8, 5, 10, 1, 3, 5, 5, 5, 7, 8, 34, 7];
    const ids = counts.flatMap((count, section) =>
      Array.from({ length: count }, (_, index) => `6.${section + 1}.${index + 1}`),
    );
    expect(ids).toHaveLength(145);
    expect(group6.map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    ["6.1.1", ["0 ms: 81 00", "1000 ms: 88 00"]],
    ["6.1.2", ["0 ms: 01 00", "0 ms: 00 00", "0 ms: 80 00", "1000 ms: 88 00"]],
    [
      "6.1.3",
      [
        "0 ms: 01 00",
        "0 ms: 00 14 6d 69 64 64 6c 65 20 66 72 61 6d 65 20 70 61 79 6c 6f 61 64",
        "0 ms: 80 00",
        "1000 ms: 88 00",
      ],
    ],
    ["6.2.1", [`0 ms: 81 1d ${greeting}`, "1000 ms: 88 00"]],
    [
      "6.2.2",
      [
        "0 ms: 01 0f 48 65 6c 6c 6f 2d c2 b5 40 c3 9f c3 b6 c3 a4",
        "0 ms: 80 0e c3 bc c3 a0 c3 a1 2d 55 54 46 2d 38 21 21",
        "1000 ms: 88 00",
      ],
    ],
    ["6.2.3", [...inSingleBytes(greeting), "0 ms: 80 00", "1000 ms: 88 00"]],
    ["6.2.4", [...inSingleBytes(greekWord), "0 ms: 80 00", "1000 ms: 88 00"]],
    ["6.3.1", [`0 ms: 81 14 ${greekWord} ed a0 80 65 64 69 74 65 64`, kill]],
    ["6.3.2", [...inSingleBytes(`${greekWord} ed a0 80 65 64 69 74 65 64`), "0 ms: 80 00", kill]],
    [
      "6.4.1",
      [
        `0 ms: 01 0b ${greekWord}`,
        "1000 ms: 00 04 f4 90 80 80",
        "2000 ms: 80 06 65 64 69 74 65 64",
        "3000 ms: 88 02 03 e9",
      ],
    ],
    [
      "6.4.2",
      [
        `0 ms: 01 0c ${greekWord} f4`,
        "1000 ms: 00 01 90",
        "2000 ms: 80 08 80 80 65 64 69 74 65 64",
        "3000 ms: 88 02 03 e9",
      ],
    ],
    [
      "6.4.3",
      [
        "0 ms: 01 15",
        `0 ms: ${greekWord}`,
        "1000 ms: f4 90 80 80",
        "2000 ms: 65 64 69 74 65 64",
        "2000 ms: 80 00",
        "3000 ms: 88 02 03 e9",
      ],
    ],
    [
      "6.4.4",
      [
        "0 ms: 01 15",
        `0 ms: ${greekWord} f4`,
        "1000 ms: 90",
        "2000 ms: 80 80 65 64 69 74 65 64",
        "2000 ms: 80 00",
        "3000 ms: 88 02 03 e9",
      ],
    ],
    ["6.5.4", ["0 ms: 81 0e 68 65 6c 6c 6f f0 a4 ad a2 77 6f 72 6c 64", earlyKill]],
    ["6.6.6", ["0 ms: 81 06 ce ba e1 bd b9 cf", earlyKill]],
    [
      "6.12.8",
      [`0 ms: 81 3f ${Array.from({ length: 63 }, (_, i) => (0x80 + i).toString(16)).join(" ")}`, earlyKill],
    ],
    ["6.13.4", ["0 ms: 81 06 f8 20 f9 20 fa 20", earlyKill]],
    ["6.13.5", ["0 ms: 81 02 fc 20", earlyKill]],
    [
      "6.15.1",
      [
        "0 ms: 81 1e c0 e0 80 f0 80 80 f8 80 80 80 fc 80 80 80 80 df ef bf f7 bf bf fb bf bf bf fd bf bf bf bf",
        earlyKill,
      ],
    ],
    ["6.21.8", ["0 ms: 81 06 ed af bf ed bf bf", earlyKill]],
    ["6.22.3", ["0 ms: 81 04 f0 9f bf be", earlyKill]],
    ["6.22.34", ["0 ms: 81 04 f4 8f bf bf", earlyKill]],
    ["6.23.1", ["0 ms: 81 03 ef bf b9", earlyKill]],
  ])("%s as it stands in the reference suite", async (id, writes) => {
    expect(await sentWrites(caseNamed(group6, id))).toEqual(writes);
  });

  test("a server the parts of 6.4.4's frame with one mask that goes on over them", async () => {
    // The tests' key is 37 fa 21 3d; part 2 takes its first byte (offset 12), part 3 goes on with the second.
    expect(await sentWrites(caseNamed(group6, "6.4.4"), "server")).toEqual([
      "0 ms: 01 95 37 fa 21 3d",
      "0 ms: f9 40 c0 80 8e 35 a2 f3 8b 34 94 c9",
      "1000 ms: a7",
      "2000 ms: 7a a1 58 53 93 55 58 53",
      "2000 ms: 80 80 37 fa 21 3d",
      "3000 ms: 88 82 37 fa 21 3d 34 13",
    ]);
  });

  test("valid sequences where an echo is due, and invalid ones where 1007 is: as Node's decoder sees them", () => {
    for (const { id, bytes } of utf8Sequences) {
      const { close, outcomes } = caseNamed(group6, id);
      const isValid = isUtf8(bytes);
      expect({ id, close, events: outcomes?.ok.length }).toEqual({
        id,
        close: isValid ? normalClose : invalidUtf8,
        events: isValid ? 1 : 0,
      });
    }
  });
});

describe.each(["server", "client"] as const)("group 6 on a %s that", (role) => {
  /** Echoes each text message when it is complete, and checks nothing before. */
  const validatesAtTheEnd: WrongPeer = (of) => {
    return framePeer(of, (wire) => {
      const pieces: Uint8Array[] = [];
      return {
        frame({ opcode, fin, payload }) {
          if (opcode === Opcode.close) {
            wire.send({ opcode, payload });
            wire.end();
            return;
          }
          pieces.push(payload);
          if (!fin) return;
          const message = Buffer.concat(pieces.splice(0));
          if (isUtf8(message)) wire.send({ opcode: Opcode.text, payload: message });
          else wire.send({ opcode: Opcode.close, payload: Uint8Array.of(0x03, 0xef) });
        },
      };
    });
  };
  const replacing = altered((frame) =>
    frame.opcode === Opcode.text ? [{ opcode: Opcode.text, payload: Buffer.from("\ufffd") }] : [asIs(frame)],
  );
  const dropsAtOnce: WrongPeer = (of) => framePeer(of, (wire) => ({ frame: () => wire.drop() }));
  const failing1002 = closingWith(Uint8Array.of(0x03, 0xea));

  test.each<readonly [string, string, WrongPeer, string]>([
    ["answers an empty message with nothing", "6.1.1", mute, `FAILED / UNCLEAN / fail: ${sentences.differs}`],
    ["replaces code points", "6.2.4", replacing, `FAILED / OK / fail: ${sentences.differs}`],
    ["refuses non-characters", "6.22.1", dropsAtOnce, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["replaces code points", "6.23.1", replacing, `FAILED / WRONG CODE / fail: ${sentences.differs}`],
    ["checks no UTF-8", "6.3.1", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["ignores what is no UTF-8", "6.3.2", mute, `FAILED / FAILED / fail: ${sentences.notFailed}`],
    [
      "fails with 1002 where 1007 is due",
      "6.3.1",
      failing1002,
      "OK / WRONG CODE / fail: The peer's close frame has code 1002; must be 1007.",
    ],
    ["checks no UTF-8", "6.12.8", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["ignores what is no UTF-8", "6.20.1", mute, `FAILED / FAILED / fail: ${sentences.notFailed}`],
    [
      "fails with 1002 where 1007 is due",
      "6.6.1",
      failing1002,
      "OK / WRONG CODE / fail: The peer's close frame has code 1002; must be 1007.",
    ],
    ["drops TCP", "6.19.1", droppingAt(() => true), `OK / OK / pass: ${sentences.right}`],
    [
      "validates at the end",
      "6.4.1",
      validatesAtTheEnd,
      `NON-STRICT / OK / nonStrict: The peer failed the connection only after the end of the message, not at the byte that made it invalid.`,
    ],
    [
      "validates at the end",
      "6.4.4",
      validatesAtTheEnd,
      `NON-STRICT / OK / nonStrict: The peer failed the connection only after the end of the message, not at the byte that made it invalid.`,
    ],
    [
      "fails before there is anything wrong",
      "6.4.1",
      dropsAtOnce,
      `FAILED / OK / fail: ${sentences.differs}`,
    ],
    ["never fails", "6.4.2", mute, `FAILED / FAILED / fail: ${sentences.notFailed}`],
    [
      "fails with 1002 where 1007 is due",
      "6.4.3",
      failing1002,
      "OK / WRONG CODE / fail: The peer's close frame has code 1002; must be 1007.",
    ],
  ])("%s: %s", async (_, id, peer, line) => {
    expect(await judged(caseNamed(group6, id), peer, role)).toBe(line);
  });
});

/** Frames of one byte, FIN on none, as writes. */
function inSingleBytes(hex: string): string[] {
  return hex.split(" ").map((byte, index) => `0 ms: ${index === 0 ? "01" : "00"} 01 ${byte}`);
}
