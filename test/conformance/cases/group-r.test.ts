// Group R: what is sent, byte by byte, and that it sees what the reference suite's own case lets pass.

import { describe, expect, test } from "vitest";
import { groupR } from "../../../src/conformance/cases/group-r.js";
import { allCases } from "../../../src/conformance/catalogue.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { framePeer } from "../frame-peer.js";
import { judged, sentences } from "../judged.js";
import { caseNamed, sentWrites } from "../sent-writes.js";
import {
  altered,
  asIs,
  closeOnly,
  closingWith,
  droppingAt,
  mute,
  parrot,
  type WrongPeer,
} from "../wrong-peers.js";

const kill = "1000 ms: 88 02 03 e9";
const earlyKill = "500 ms: 88 02 03 e9";
const hello = "48 65 6c 6c 6f 2c 20 77 6f 72 6c 64 21";
const fragment1 = "66 72 61 67 6d 65 6e 74 31";
const fragment2 = "66 72 61 67 6d 65 6e 74 32";

describe("group R sends", () => {
  test("35 cases", () => {
    expect(groupR.map(({ id }) => id)).toEqual([
      "R.3.6",
      "R.3.7",
      ...numbered("R.3.8", 3),
      ...numbered("R.3.9", 3),
      ...numbered("R.5", 2),
      ...numbered("R.6.6", 2),
      "R.6.12.8",
      ...numbered("R.6.13", 5),
      "R.7.1.3",
      "R.7.1.4",
      "R.7.1.6",
      "R.7.3.2",
      "R.7.3.6",
      "R.7.5.1",
      ...numbered("R.7.9", 9),
      ...numbered("R.7.13", 2),
    ]);
    expect(groupR).toHaveLength(35);
  });

  test.each([
    ["R.3.6", [`0 ms: e9 0d ${hello}`, kill]],
    ["R.3.7", ["0 ms: f8 02 03 e8", "1500 ms: 88 02 03 e9"]],
    ["R.3.8.1", [`0 ms: 01 09 ${fragment1}`, `0 ms: c0 09 ${fragment2}`, kill]],
    ["R.3.8.2", [`0 ms: 01 09 ${fragment1}`, `0 ms: a0 09 ${fragment2}`, kill]],
    ["R.3.8.3", [`0 ms: 01 09 ${fragment1}`, `0 ms: 90 09 ${fragment2}`, kill]],
    ["R.3.9.1", [`0 ms: ca 0d ${hello}`, kill]],
    ["R.3.9.3", [`0 ms: 9a 0d ${hello}`, kill]],
    ["R.5.1", [`0 ms: 09 09 ${fragment1}`, kill]],
    ["R.5.2", [`0 ms: 0a 09 ${fragment1}`, kill]],
    ["R.6.6.1", ["0 ms: 01 09 ce ba e1 bd b9 cf 83 ce bc", "0 ms: 80 01 ce", earlyKill]],
    ["R.6.6.2", ["0 ms: 01 0a ce ba e1 bd b9 cf 83 ce bc ce", "0 ms: 80 00", earlyKill]],
    ["R.6.12.8", [`0 ms: 81 40 ${hexRange(0x80, 0xbf)}`, earlyKill]],
    ["R.6.13.1", [`0 ms: 81 40 ${hexRange(0xc0, 0xdf, " 20")}`, earlyKill]],
    ["R.6.13.2", [`0 ms: 81 20 ${hexRange(0xe0, 0xef, " 20")}`, earlyKill]],
    ["R.6.13.3", ["0 ms: 81 10 f0 20 f1 20 f2 20 f3 20 f4 20 f5 20 f6 20 f7 20", earlyKill]],
    ["R.6.13.4", ["0 ms: 81 08 f8 20 f9 20 fa 20 fb 20", earlyKill]],
    ["R.6.13.5", ["0 ms: 81 04 fc 20 fd 20", earlyKill]],
  ])("%s as it is described", async (id, writes) => {
    expect(await sentWrites(caseNamed(groupR, id))).toEqual(writes);
  });

  test.each([
    "7.1.3",
    "7.1.4",
    "7.1.6",
    "7.3.2",
    "7.3.6",
    "7.5.1",
    ...numbered("7.9", 9),
    ...numbered("7.13", 2),
  ])("R.%s what the case of the reference suite sends", async (id) => {
    const revised = await sentWrites(caseNamed(groupR, `R.${id}`));
    expect(revised).toEqual(await sentWrites(caseNamed(allCases, id)));
  });
});

const close1000 = Uint8Array.of(0x03, 0xe8);
const noPayload = new Uint8Array(0);

/** Answers nothing, and fails a stray continuation frame with 1002. */
const ignoresControlWithoutFin: WrongPeer = (role) =>
  framePeer(role, (wire) => ({
    frame({ opcode }) {
      if (opcode !== Opcode.continuation) return;
      wire.send({ opcode: Opcode.close, payload: Uint8Array.of(0x03, 0xea) });
      wire.end();
    },
  }));

/** Fails a whole text frame that ends inside a code point, and echoes a fragmented one. */
const forgetsTheLastFragment: WrongPeer = (role) =>
  framePeer(role, (wire) => {
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
        if (pieces.length > 1) wire.send({ opcode: Opcode.text, payload: Buffer.concat(pieces) });
        else wire.send({ opcode: Opcode.close, payload: Uint8Array.of(0x03, 0xef) });
        if (pieces.length === 1) wire.end();
      },
    };
  });

/** Joins fragments without a look at the RSV of any but the first. */
const ignoresLaterRsv: WrongPeer = (role) =>
  framePeer(role, (wire) => {
    const pieces: Uint8Array[] = [];
    return {
      frame({ opcode, fin, payload }) {
        if (opcode === Opcode.close) {
          wire.send({ opcode, payload });
          wire.end();
          return;
        }
        pieces.push(payload);
        if (fin) wire.send({ opcode: Opcode.text, payload: Buffer.concat(pieces) });
      },
    };
  });

describe.each(["server", "client"] as const)("a %s", (role) => {
  const ignored = "The peer ignored the close frame: it neither answered nor dropped TCP.";
  const withoutCode = "The peer answered without a code;";

  test.each<readonly [string, string, WrongPeer, string]>([
    ["that answers a ping with RSV", "R.3.6", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["that ignores a ping with RSV", "R.3.6", mute, `OK / FAILED / fail: ${sentences.notFailed}`],
    [
      "that echoes a close with RSV",
      "R.3.7",
      closeOnly(),
      "FAILED / WRONG CODE / fail: The peer answered with 1000; 1002 would tell what is wrong.",
    ],
    [
      "that answers a close with RSV without a code",
      "R.3.7",
      closeOnly(noPayload),
      `INFORMATIONAL / OK / informational: ${withoutCode} 1002 would tell what is wrong.`,
    ],
    ["that ignores a close with RSV", "R.3.7", mute, `FAILED / FAILED / fail: ${ignored}`],
    [
      "that fails a close with RSV with 1011",
      "R.3.7",
      closingWith(Uint8Array.of(0x03, 0xf3)),
      "FAILED / WRONG CODE / fail: The peer answered with 1011; 1002 would tell what is wrong.",
    ],
    [
      "that drops TCP for a close with RSV",
      "R.3.7",
      droppingAt(() => true),
      "OK / OK / pass: The peer dropped TCP.",
    ],
    [
      "that ignores RSV of continuation frames",
      "R.3.8.1",
      ignoresLaterRsv,
      `FAILED / FAILED / fail: ${sentences.differs}`,
    ],
    [
      "that ignores RSV of continuation frames",
      "R.3.8.3",
      ignoresLaterRsv,
      `FAILED / FAILED / fail: ${sentences.differs}`,
    ],
    ["that ignores a pong with RSV", "R.3.9.2", mute, `OK / FAILED / fail: ${sentences.notFailed}`],
    [
      "that ignores a ping without FIN",
      "5.1",
      ignoresControlWithoutFin,
      `OK / OK / pass: ${sentences.right}`,
    ],
    [
      "that ignores a ping without FIN",
      "R.5.1",
      ignoresControlWithoutFin,
      `OK / FAILED / fail: ${sentences.notFailed}`,
    ],
    [
      "that ignores a pong without FIN",
      "5.2",
      ignoresControlWithoutFin,
      `OK / OK / pass: ${sentences.right}`,
    ],
    [
      "that ignores a pong without FIN",
      "R.5.2",
      ignoresControlWithoutFin,
      `OK / FAILED / fail: ${sentences.notFailed}`,
    ],
    [
      "that checks the end of single frames only",
      "6.6.1",
      forgetsTheLastFragment,
      `OK / OK / pass: ${sentences.right}`,
    ],
    [
      "that checks the end of single frames only",
      "R.6.6.1",
      forgetsTheLastFragment,
      `FAILED / FAILED / fail: ${sentences.differs}`,
    ],
    [
      "that checks the end of single frames only",
      "R.6.6.2",
      forgetsTheLastFragment,
      `FAILED / FAILED / fail: ${sentences.differs}`,
    ],
    ["that checks no UTF-8", "R.6.12.8", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    ["that checks no UTF-8", "R.6.13.5", parrot, `FAILED / FAILED / fail: ${sentences.differs}`],
    [
      "that never answers a close",
      "R.7.1.6",
      mute,
      `NON-STRICT / UNCLEAN / fail: ${sentences.noCloseAnswer}`,
    ],
    [
      "that closes before its echoes are out",
      "R.7.1.6",
      closeOnly(),
      `NON-STRICT / OK / nonStrict: The peer closed before it had sent both messages back, or answered the ping that came after the close frame.`,
    ],
    [
      "that loses the first of two messages",
      "R.7.1.6",
      altered((frame) => (frame.payload.length > 1_000 ? [] : [asIs(frame)])),
      `FAILED / OK / fail: ${sentences.differs}`,
    ],
    [
      "that ignores a close of 1 byte",
      "R.7.3.2",
      mute,
      role === "client" ? `FAILED / OK / fail: ${ignored}` : `FAILED / FAILED BY CLIENT / fail: ${ignored}`,
    ],
    [
      "that answers a close of 126 bytes without a code",
      "7.3.6",
      closeOnly(noPayload),
      `OK / OK / pass: ${sentences.right}`,
    ],
    [
      "that answers a close of 126 bytes without a code",
      "R.7.3.6",
      closeOnly(noPayload),
      `INFORMATIONAL / OK / informational: ${withoutCode} 1002 would tell what is wrong.`,
    ],
    [
      "that echoes code 1000 with a reason that is no UTF-8",
      "R.7.5.1",
      closeOnly(close1000),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 1000; must be 1002 or 1007.",
    ],
    [
      "that answers a reason that is no UTF-8 without a code",
      "R.7.5.1",
      closeOnly(noPayload),
      `INFORMATIONAL / OK / informational: ${withoutCode} 1002 or 1007 would tell what is wrong.`,
    ],
    [
      "that answers code 999 without a code",
      "R.7.9.2",
      closeOnly(noPayload),
      `INFORMATIONAL / OK / informational: ${withoutCode} 1002 would tell what is wrong.`,
    ],
    [
      "that echoes code 2999",
      "R.7.9.9",
      closeOnly(),
      "FAILED / WRONG CODE / fail: The peer's close frame has code 2999; must be 1002.",
    ],
    [
      "that takes code 5000 and answers with 1000",
      "R.7.13.1",
      closeOnly(close1000),
      "INFORMATIONAL / OK / informational: The peer answered with 1000; 1002 would tell what is wrong.",
    ],
    ["that ignores code 65535", "R.7.13.2", mute, `FAILED / OK / fail: ${ignored}`],
  ])("%s: %s", async (_, id, peer, line) => {
    expect(await judged(caseNamed(allCases, id), peer, role)).toBe(line);
  });
});

test("a client that ignores a reserved close code passes 7.9.2 of the reference suite, and not R.7.9.2", async () => {
  expect(await judged(caseNamed(allCases, "7.9.2"), mute, "client")).toBe(
    `OK / OK / pass: ${sentences.right}`,
  );
  expect(await judged(caseNamed(allCases, "R.7.9.2"), mute, "client")).toBe(
    "FAILED / OK / fail: The peer ignored the close frame: it neither answered nor dropped TCP.",
  );
});

describe("a client that answers a close frame and then", () => {
  /** Answers whatever comes after a close frame, once it has answered that. */
  const afterItsClose: WrongPeer = (role) =>
    framePeer(role, (wire) => ({
      frame({ opcode, payload }) {
        wire.send({ opcode: opcode === Opcode.ping ? Opcode.pong : opcode, payload });
      },
    }));

  test.each([
    ["sends a pong", "7.1.3", `OK / OK / pass: ${sentences.right}`],
    ["sends a pong", "R.7.1.3", "FAILED / OK / fail: A pong came for what was sent after the close frame."],
    ["echoes a text", "7.1.4", `OK / OK / pass: ${sentences.right}`],
    [
      "echoes a text",
      "R.7.1.4",
      "FAILED / OK / fail: A message came for what was sent after the close frame.",
    ],
  ])("%s: %s", async (_, id, line) => {
    expect(await judged(caseNamed(allCases, id), afterItsClose, "client")).toBe(line);
  });

  test.each<readonly [string, WrongPeer, string]>([
    ["never answers a close", mute, "FAILED / OK / fail: The peer did not answer the close frame."],
    [
      "answers 1000 with 1011",
      closingWith(Uint8Array.of(0x03, 0xf3)),
      "FAILED / OK / fail: The peer answered close 1000 with 1011.",
    ],
  ])("or %s", async (_, peer, line) => {
    expect(await judged(caseNamed(groupR, "R.7.1.4"), peer, "client")).toBe(line);
  });
});

function numbered(section: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${section}.${index + 1}`);
}

function hexRange(first: number, last: number, after = ""): string {
  const bytes = Array.from({ length: last - first + 1 }, (_, index) => (first + index).toString(16) + after);
  return bytes.join(" ");
}
