// Group 2: what is sent, byte by byte, and which peers turn it red.

import { describe, expect, test } from "vitest";
import { group2 } from "../../../src/conformance/cases/group-2.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { framePeer } from "../frame-peer.js";
import { judged, sentences } from "../judged.js";
import { caseNamed, sentWrites } from "../sent-writes.js";
import { closingWith, droppingAt, mute, parrot, type WrongPeer, without } from "../wrong-peers.js";

const kill = "1000 ms: 88 02 03 e9";
const closeAfterOne = "1000 ms: 88 00";

describe("group 2 sends", () => {
  test("eleven cases", () => {
    expect(group2.map(({ id }) => id)).toEqual(Array.from({ length: 11 }, (_, index) => `2.${index + 1}`));
  });

  test.each([
    ["2.1", ["0 ms: 89 00", closeAfterOne]],
    ["2.2", ["0 ms: 89 0d 48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21", closeAfterOne]],
    ["2.3", ["0 ms: 89 08 00 ff fe fd fc fb 00 ff", closeAfterOne]],
    ["2.4", [`0 ms: 89 7d${" fe".repeat(125)}`, closeAfterOne]],
    ["2.5", [`0 ms: 89 7e 00 7e${" fe".repeat(126)}`, kill]],
    [
      "2.6",
      ["89", "7d", ...Array<string>(125).fill("fe")].map((byte) => `0 ms: ${byte}`).concat("2000 ms: 88 00"),
    ],
    ["2.7", ["0 ms: 8a 00", "0 ms: 88 02 03 e8"]],
    [
      "2.8",
      [
        "0 ms: 8a 18 75 6e 73 6f 6c 69 63 69 74 65 64 20 70 6f 6e 67 20 70 61 79 6c 6f 61 64",
        "0 ms: 88 02 03 e8",
      ],
    ],
    [
      "2.9",
      [
        "0 ms: 8a 18 75 6e 73 6f 6c 69 63 69 74 65 64 20 70 6f 6e 67 20 70 61 79 6c 6f 61 64",
        "0 ms: 89 0c 70 69 6e 67 20 70 61 79 6c 6f 61 64",
        closeAfterOne,
      ],
    ],
  ])("%s as it stands in the reference suite", async (id, writes) => {
    expect(await sentWrites(caseNamed(group2, id))).toEqual(writes);
  });

  test("2.10 ten pings in ten writes, and gives them three waits", async () => {
    const pings = Array.from({ length: 10 }, (_, digit) => `0 ms: 89 09 70 61 79 6c 6f 61 64 2d 3${digit}`);
    expect(await sentWrites(caseNamed(group2, "2.10"))).toEqual([...pings, "3000 ms: 88 00"]);
  });

  test("2.11 the bytes of 2.10, each by a write of its own", async () => {
    const whole = await sentWrites(caseNamed(group2, "2.10"));
    const bytes = whole.slice(0, -1).flatMap((write) => write.slice("0 ms: ".length).split(" "));
    expect(bytes).toHaveLength(110);
    expect(await sentWrites(caseNamed(group2, "2.11"))).toEqual([
      ...bytes.map((byte) => `0 ms: ${byte}`),
      "3000 ms: 88 00",
    ]);
  });

  test("a server masked frames", async () => {
    // The tests' key 37 fa 21 3d over "Hello, world!", and over the code 1000.
    expect(await sentWrites(caseNamed(group2, "2.2"), "server")).toEqual([
      "0 ms: 89 8d 37 fa 21 3d 7f 9f 4d 51 58 d6 01 4a 58 88 4d 59 16",
      "1000 ms: 88 80 37 fa 21 3d",
    ]);
  });
});

describe.each(["server", "client"] as const)("group 2 is red on a %s that", (role) => {
  const pongs: WrongPeer = without(({ opcode }) => opcode === Opcode.pong);
  const answersPongs: WrongPeer = (of) =>
    framePeer(of, (wire) => ({
      frame({ opcode, payload }) {
        if (opcode === Opcode.pong) wire.send({ opcode, payload });
        if (opcode !== Opcode.close) return;
        wire.send({ opcode, payload });
        wire.end();
      },
    }));

  test.each<readonly [string, string, WrongPeer, string]>([
    ["sends no pong", "2.1", pongs, `FAILED / OK / fail: ${sentences.differs}`],
    ["sends no pong", "2.6", pongs, `FAILED / OK / fail: ${sentences.differs}`],
    ["sends no pong", "2.11", pongs, `FAILED / OK / fail: ${sentences.differs}`],
    [
      "answers only the first of many pings",
      "2.10",
      without(
        ({ opcode, payload }) =>
          opcode === Opcode.pong && !Buffer.from(payload).equals(Buffer.from("payload-0")),
      ),
      `FAILED / OK / fail: ${sentences.differs}`,
    ],
    ["answers a ping of 126 bytes", "2.5", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["ignores a ping of 126 bytes", "2.5", mute, `OK / FAILED / fail: ${sentences.notFailed}`],
    [
      "fails with 1011 where 1002 is due",
      "2.5",
      closingWith(Uint8Array.of(0x03, 0xf3)),
      "OK / WRONG CODE / fail: The peer's close frame has code 1011; must be 1002.",
    ],
    ["answers pongs", "2.7", answersPongs, `FAILED / OK / fail: ${sentences.differs}`],
    [
      "drops TCP instead of answering a close",
      "2.8",
      droppingAt(({ opcode }) => opcode === Opcode.close),
      `OK / UNCLEAN / fail: ${sentences.dropped}`,
    ],
  ])("%s: %s", async (_, id, peer, line) => {
    expect(await judged(caseNamed(group2, id), peer, role)).toBe(line);
  });
});
