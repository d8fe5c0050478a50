// Groups 12 and 13: which peers turn them red, and with which sentence.

import { describe, expect, test } from "vitest";
import { compressionOf, groups12And13 } from "../../../src/conformance/cases/groups-12-and-13.js";
import { messageAt } from "../../../src/conformance/deflate/compressed-sequences.js";
import { deflaterFor, inflaterFor } from "../../../src/protocol/deflate-roles.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { FakeClock } from "../../fake-clock.js";
import { exactly } from "../deflate/exactly.js";
import { framePeer } from "../frame-peer.js";
import { judged } from "../judged.js";
import { playInMemory } from "../play-in-memory.js";
import { caseNamed } from "../sent-writes.js";
import { altered, asIs, droppingAt, type WrongPeer } from "../wrong-peers.js";

const cases = groups12And13({ deflateMessages: 4 });
const isMessage = ({ opcode }: { readonly opcode: number }): boolean => opcode < 8;

/** Parameters of a peer that leaves everything as it is. */
const noDemands = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
} as const;

describe("a client that says it can be told is told the window", () => {
  test.each([
    ["13.3.5", 9],
    ["13.5.5", 9],
    ["13.7.5", 9],
    ["13.4.5", 15],
    ["13.6.5", 15],
    ["13.2.5", 15],
  ])("in %s to take %i bits, and held to it", async (id, windowBits) => {
    // Compresses with 15 bits whatever it was told.
    const peer = framePeer(
      "client",
      (wire) => {
        const inflater = inflaterFor("client", noDemands, 100_000);
        const deflater = deflaterFor("client", noDemands);
        return {
          frame({ opcode, payload }) {
            if (!isMessage({ opcode })) {
              wire.send({ opcode, payload });
              wire.end();
              return;
            }
            wire.send({ opcode, rsv: 4, payload: deflater.deflate(exactly(inflater, payload)) });
          },
        };
      },
      { clientMaxWindowBits: true },
    );
    const result = await playInMemory(caseNamed(cases, id), "client", peer);
    const seen = `${result.behavior} / ${result.verdict}: ${result.reason}`;
    const tooFar =
      "FAILED / fail: The peer broke RFC 7692 §7.2.2: a compressed message of the peer cannot be inflated: " +
      "the compressed data are invalid: invalid distance too far back.";
    const reset = ["13.2.5", "13.6.5"].includes(id);
    expect(seen).toBe(
      windowBits === 9 || reset ? tooFar : "OK / pass: All 4 messages came back as they were sent.",
    );
  });
});

describe.each(["server", "client"] as const)("without permessage-deflate a %s", (role) => {
  test.each(["12.1.1", "12.5.18", "13.1.5", "13.3.1", "13.7.18"])("does not implement %s", async (id) => {
    const sentence =
      role === "server"
        ? "The server did not accept the offer of permessage-deflate."
        : "The client did not offer permessage-deflate with parameters that the case can use.";
    const peer: WrongPeer = () =>
      framePeer(role, (wire) => ({
        frame({ opcode, payload }) {
          wire.send({ opcode, payload });
          wire.end();
        },
      }));
    expect(await judged(caseNamed(cases, id), peer, role)).toBe(
      `UNIMPLEMENTED / OK / unimplemented: ${sentence}`,
    );
  });
});

describe("a client that cannot be told its window", () => {
  test.each([
    ["12.1.1", "pass"],
    ["13.1.1", "pass"],
    ["13.3.1", "unimplemented"],
    ["13.4.1", "unimplemented"],
    ["13.5.1", "unimplemented"],
    ["13.6.1", "unimplemented"],
  ])("%s: %s", async (id, verdict) => {
    const peer = framePeer(
      "client",
      (wire) => {
        const inflater = inflaterFor("client", noDemands, 100_000);
        return {
          frame({ opcode, payload }) {
            const echo = isMessage({ opcode }) ? exactly(inflater, payload) : payload;
            wire.send({ opcode, payload: echo });
            if (!isMessage({ opcode })) wire.end();
          },
        };
      },
      {},
    );
    expect((await playInMemory(caseNamed(cases, id), "client", peer)).verdict).toBe(verdict);
  });
});

/** A right peer with each message's frame made anew, uncompressed: the first 16 characters, changed. */
function changing(opcode: number, change: (payload: Uint8Array) => Uint8Array): WrongPeer {
  let count = 0;
  return altered((frame) =>
    isMessage(frame)
      ? [{ opcode, payload: change(messageAt({ file: "json", units: 16 }, count++)) }]
      : [asIs(frame)],
  );
}

const flipped = (payload: Uint8Array): Uint8Array =>
  payload.map((byte, index) => (index === 3 ? 0x2b : byte));

describe.each(["server", "client"] as const)("a %s is red that", (role) => {
  test.each([
    [
      "sends another type",
      () => changing(Opcode.binary, (payload) => payload),
      "FAILED / OK / fail: The echo of message 1 of 4 is binary; must be text.",
    ],
    [
      "sends one character less",
      () => changing(Opcode.text, (payload) => payload.subarray(1)),
      "FAILED / OK / fail: The echo of message 1 of 4 has 15 bytes; must have 16.",
    ],
    [
      "sends other bytes of the same length",
      () => changing(Opcode.text, flipped),
      "FAILED / OK / fail: The echo of message 1 of 4 differs from what was sent, first at byte 3.",
    ],
    [
      "sends broken deflate data",
      () =>
        altered((frame) =>
          isMessage(frame)
            ? [{ opcode: Opcode.text, rsv: 4, payload: Buffer.from("ffffff", "hex") }]
            : [asIs(frame)],
        ),
      // The right peer's answer has the driver's own code, 1007.
      "FAILED / WRONG CODE / fail: The peer broke RFC 7692 §7.2.2: a compressed message of the peer cannot be inflated: " +
        "the compressed data are invalid: invalid block type.",
    ],
    [
      "drops TCP",
      () => droppingAt(isMessage),
      "FAILED / FAILED / fail: The connection ended before the echo of message 1 of 4 came.",
    ],
  ] as const)("%s", async (_, peer, judgement) => {
    expect(await judged(caseNamed(cases, "12.1.1"), peer(), role)).toBe(judgement);
  });

  test("echoes the right bytes uncompressed: that is right", async () => {
    const plain = changing(Opcode.text, (payload) => payload);
    expect(await judged(caseNamed(cases, "12.1.1"), plain, role)).toBe(
      "OK / OK / pass: All 4 messages came back as they were sent.",
    );
  });

  test("agrees and never answers: ends after 30 s, or one wait more where TCP is ours to end", async () => {
    const clock = new FakeClock();
    const silent = altered(() => []);
    const result = await playInMemory(caseNamed(cases, "13.2.18"), role, silent(role), { clock });
    expect(result.reason).toBe("No echo of message 1 of 4 came within 30 s.");
    expect(clock.nowUs()).toBe(role === "server" ? 30_000_000 : 31_000_000);
  });
});

test("a server that is late with its close frame or with TCP after a case of much work has ten waits", async () => {
  const latest = async (seconds: number): Promise<string> => {
    const clock = new FakeClock();
    const peer = framePeer(
      "server",
      (wire) => {
        const inflater = inflaterFor("server", noDemands, 100_000);
        const later = (act: () => void): void => {
          void clock.sleepUntilUs(clock.nowUs() + seconds * 1_000_000).then(act);
        };
        return {
          frame({ opcode, payload }) {
            if (isMessage({ opcode })) wire.send({ opcode, payload: exactly(inflater, payload) });
            else
              later(() => {
                wire.send({ opcode, payload });
                later(() => wire.end());
              });
          },
        };
      },
      {},
    );
    const result = await playInMemory(caseNamed(cases, "12.1.1"), "server", peer, { clock });
    return `${result.behaviorClose} / ${result.verdict}: ${result.reason}`;
  };
  expect(await latest(9)).toBe("OK / pass: All 4 messages came back as they were sent.");
  expect(await latest(11)).toBe("UNCLEAN / fail: The peer did not answer the close frame in time.");
});

test("a server that never answers the request fails the case after five waits", async () => {
  const clock = new FakeClock();
  const never: WrongPeer = () => () => ({ receive() {} });
  const result = await playInMemory(caseNamed(cases, "12.1.1"), "server", never("server"), { clock });
  expect([result.behavior, result.reason]).toEqual([
    "FAILED",
    "The connection was not opened: no answer came in time.",
  ]);
});

test("each side compresses as it agreed to for itself", () => {
  const deflate = {
    serverNoContextTakeover: true,
    clientNoContextTakeover: false,
    serverMaxWindowBits: 9,
    clientMaxWindowBits: 12,
  };
  expect(compressionOf(deflate, "server")).toEqual({ windowBits: 9, contextTakeover: false });
  expect(compressionOf(deflate, "client")).toEqual({ windowBits: 12, contextTakeover: true });
});
