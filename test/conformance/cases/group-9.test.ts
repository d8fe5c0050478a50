// Group 9: what is sent, and which peers turn it red, and when.

import { describe, expect, test } from "vitest";
import { group9 } from "../../../src/conformance/cases/group-9.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import { FakeClock } from "../../fake-clock.js";
import { framePeer } from "../frame-peer.js";
import { judged } from "../judged.js";
import { playInMemory } from "../play-in-memory.js";
import { caseNamed } from "../sent-writes.js";
import { altered, asIs, droppingAt, mute, type WrongPeer } from "../wrong-peers.js";

const cases = group9({ roundTrips: 5 });
const isMessage = ({ opcode }: { readonly opcode: number }): boolean => opcode < 8;

/** The frames of a case up to the first that ends a message: `"01 64"` is opcode 1 without FIN and 64 bytes. */
async function sentFrames(id: string): Promise<{ frames: string[]; writes: number; beginning: string }> {
  const frames: string[] = [];
  let writes = 0;
  let beginning = "";
  const recorder = framePeer("client", (wire) => ({
    bytes() {
      if (frames.length === 0 || !frames.at(-1)?.startsWith("8")) writes++;
    },
    frame({ fin, opcode, payload }) {
      if (opcode === Opcode.close) return;
      if (frames.length === 0) beginning = Buffer.from(payload.subarray(0, 12)).toString("hex");
      frames.push(`${fin ? 8 : 0}${opcode} ${payload.length}`);
      if (fin) wire.drop();
    },
  }));
  await playInMemory(caseNamed(cases, id), "client", recorder);
  return { frames, writes, beginning };
}

describe("group 9 sends", () => {
  test("54 cases, each alone", () => {
    const counts = [6, 6, 9, 9, 6, 6, 6, 6];
    expect(cases.map(({ id }) => id)).toEqual(
      counts.flatMap((count, group) =>
        Array.from({ length: count }, (_, index) => `9.${group + 1}.${index + 1}`),
      ),
    );
    expect(cases.every(({ runsAlone }) => runsAlone === true)).toBe(true);
  });

  test.each([
    ["9.1.1", "81 65536", "424173643726 6a683233 4241"],
    ["9.1.6", "81 16777216", "424173643726 6a683233 4241"],
    ["9.2.2", "82 262144", "00fe23faf0 00fe23faf0 00fe"],
    ["9.2.5", "82 8388608", "00fe23faf0 00fe23faf0 00fe"],
    ["9.3.9", "81 4194304", "2a".repeat(12)],
    ["9.4.9", "82 4194304", "2a".repeat(12)],
  ])("%s: one frame %s", async (id, frame, beginning) => {
    const sent = await sentFrames(id);
    expect(sent.frames).toEqual([frame]);
    expect(sent.beginning).toBe(beginning.replaceAll(" ", ""));
  });

  test.each([
    ["9.3.1", 65_537, 64, "2a"],
    ["9.3.2", 16_385, 256, "2a"],
    ["9.3.5", 257, 16_384, "2a"],
    ["9.3.8", 5, 1_048_576, "2a"],
    ["9.4.1", 65_537, 64, "fe"],
    ["9.4.2", 16_385, 256, "2a"],
  ])("%s: %i frames of %i bytes, the last one empty", async (id, count, fragmentBytes, byte) => {
    const { frames, beginning } = await sentFrames(id);
    const first = id.startsWith("9.3") ? "01" : "02";
    expect(frames).toHaveLength(count);
    expect(frames[0]).toBe(`${first} ${fragmentBytes}`);
    expect(new Set(frames.slice(1, -1))).toEqual(new Set([`00 ${fragmentBytes}`]));
    expect(frames.at(-1)).toBe("80 0");
    expect(beginning).toBe(byte.repeat(12));
  });

  test.each([
    ["9.5.1", 16_385],
    ["9.5.6", 513],
    ["9.6.4", 2_049],
  ])("%s: its frame of 1 MiB and 10 bytes in %i writes", async (id, writes) => {
    const sent = await sentFrames(id);
    expect(sent.frames).toEqual([`${id.startsWith("9.5") ? 81 : 82} 1048576`]);
    expect(sent.writes).toBe(writes);
  });

  test("9.7 and 9.8 each message only when the echo of the one before is there", async () => {
    const log: string[] = [];
    const echo: WrongPeer = (role) =>
      framePeer(role, (wire) => ({
        frame({ opcode, payload }) {
          log.push(`${opcode} ${payload.length}`);
          if (log.length > 3) return;
          wire.send({ opcode, payload });
        },
      }));
    await playInMemory(caseNamed(cases, "9.8.2"), "server", echo("server"));
    expect(log).toEqual(["2 16", "2 16", "2 16", "2 16", "8 0"]);
  });
});

/** A right peer with each message's frame made anew. */
function changing(type: number, change: (payload: Uint8Array) => Uint8Array): WrongPeer {
  return altered((frame) =>
    isMessage(frame) ? [{ opcode: type, payload: change(frame.payload) }] : [asIs(frame)],
  );
}

const flipped = (payload: Uint8Array): Uint8Array =>
  payload.map((byte, index) => (index === 3 ? 0x2b : byte));

describe.each(["server", "client"] as const)("a %s is red that", (role: Role) => {
  test.each([
    [
      "sends another type",
      changing(Opcode.binary, (payload) => payload),
      "FAILED / OK / fail: The echo of the message is binary; must be text.",
    ],
    [
      "sends one byte less",
      changing(Opcode.text, (payload) => payload.subarray(1)),
      "FAILED / OK / fail: The echo of the message has 65535 bytes; must have 65536.",
    ],
    [
      "sends other bytes, though for the reference suite all is well",
      changing(Opcode.text, flipped),
      "OK / OK / fail: The echo of the message differs from what was sent, first at byte 3.",
    ],
    [
      "sends the message twice",
      altered((frame) => (isMessage(frame) ? [asIs(frame), asIs(frame)] : [asIs(frame)])),
      "OK / OK / fail: A further text message of 65536 bytes came after the last echo.",
    ],
    [
      "drops TCP",
      droppingAt(isMessage),
      "FAILED / FAILED / fail: The connection ended before the echo of the message came.",
    ],
  ] as const)("%s", async (_, peer, judgement) => {
    expect(await judged(caseNamed(cases, "9.1.1"), peer, role)).toBe(judgement);
  });

  test("closes instead, as one with a limit does", async () => {
    const limited = altered((frame) =>
      isMessage(frame)
        ? [{ opcode: Opcode.close, payload: Buffer.from([0x03, 0xf1]) }]
        : frame.opcode === Opcode.close
          ? []
          : [asIs(frame)],
    );
    expect(await judged(caseNamed(cases, "9.1.6"), limited, role)).toBe(
      "FAILED / FAILED / fail: The connection was closed with 1009 before the echo of the message came.",
    );
  });

  test.each([
    ["9.1.1", 10, "No echo of the message came within 10 s."],
    ["9.2.6", 100, "No echo of the message came within 100 s."],
    ["9.5.1", 1_000, "No echo of the message came within 1000 s."],
    ["9.7.1", 30, "No echo of message 1 of 5 came within 30 s."],
  ])("never answers: %s ends after %i s and one wait", async (id, seconds, sentence) => {
    const clock = new FakeClock();
    const result = await playInMemory(caseNamed(cases, id), role, mute(role), { clock });
    expect(result.behavior).toBe("FAILED");
    expect(result.reason).toBe(sentence);
    expect(result.behaviorClose).toBe("UNCLEAN");
    expect(clock.nowUs()).toBe((seconds + 1) * 1_000_000);
  });

  test("answers slowly: the limit is for all round trips", async () => {
    const clock = new FakeClock();
    const slow = framePeer(role, (wire) => ({
      frame({ opcode, payload }) {
        if (opcode !== Opcode.close) {
          void clock.sleepUntilUs(clock.nowUs() + 20_000_000).then(() => wire.send({ opcode, payload }));
          return;
        }
        wire.send({ opcode, payload });
        wire.end();
      },
    }));
    const result = await playInMemory(caseNamed(cases, "9.7.1"), role, slow, { clock });
    expect(result.reason).toBe("Only 2 of 5 echoes came within 60 s.");
    expect([result.behavior, result.behaviorClose]).toEqual(["FAILED", "OK"]);
  });

  test("floods: memory is refused", async () => {
    const flood = framePeer(role, (wire) => ({
      frame({ opcode }) {
        if (opcode === Opcode.close) return;
        for (let sent = 0; sent < 70; sent++) {
          wire.send({ opcode: Opcode.binary, fin: false, payload: Buffer.alloc(1_048_576) });
        }
      },
    }));
    const result = await playInMemory(caseNamed(cases, "9.2.1"), role, flood);
    expect(result.verdict).toBe("fail");
    expect(result.droppedByDriver).toBe(true);
  });
});
