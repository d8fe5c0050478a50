// Masking and lengths: what is sent, and which peers it catches.

import { describe, expect, test } from "vitest";
import { groupM } from "../../../src/conformance/cases/group-m.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import { CaseGroup, numbered } from "../case-group.js";
import type { MakePeer } from "../memory-peer.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";
import { sentBytes } from "../sent-bytes.js";
import { type SloppyHooks, sloppyPeer } from "../sloppy-peer.js";

const both = ["server", "client"] as const;
const group = new CaseGroup(groupM);
/** A ping `wsrig-barrier-0`. */
const barrier = "89 0f 77 73 72 69 67 2d 62 61 72 72 69 65 72 2d 30";

test("group M is M.1.1-M.8.6 in order", () => {
  expect(groupM.map(({ id }) => id)).toEqual([
    ...numbered("M.1", 8),
    ...numbered("M.2", 8),
    ...numbered("M.3", 7),
    ...numbered("M.4", 10),
    ...numbered("M.5", 4),
    ...numbered("M.6", 8),
    ...numbered("M.7", 9),
    ...numbered("M.8", 6),
  ]);
});

test("M.1 and M.3 are for servers, M.2 for clients, the rest for both", () => {
  const peersOf = (prefix: string) =>
    new Set(groupM.filter(({ id }) => id.startsWith(prefix)).map(({ peers }) => peers.join("+")));
  expect([...peersOf("M.1.")]).toEqual(["server"]);
  expect([...peersOf("M.2.")]).toEqual(["client"]);
  expect([...peersOf("M.3.")]).toEqual(["server"]);
  for (const prefix of ["M.4.", "M.5.", "M.6.", "M.7.", "M.8."]) {
    expect([...peersOf(prefix)]).toEqual(["server+client"]);
  }
});

describe("the bytes of", () => {
  test.each([
    ["M.1.1", "server", "81 05 48 65 6c 6c 6f"],
    ["M.1.6", "server", "88 02 03 e8"],
    ["M.1.7", "server", "01 83 37 fa 21 3d 7f 9f 4d 80 02 6c 6f"],
    ["M.2.4", "client", "89 85 37 fa 21 3d 7f 9f 4d 51 58"],
    ["M.3.7", "server", "81 8c 61 62 63 64 00 00 00 00 00 00 00 00 00 00 00 00"],
    ["M.4.2", "client", `81 7e 00 05 2a 2a 2a 2a 2a ${barrier}`],
    ["M.4.5", "client", `81 7f 00 00 00 00 00 00 00 05 2a 2a 2a 2a 2a ${barrier}`],
    ["M.4.9", "client", `89 7e 00 05 2a 2a 2a 2a 2a ${barrier}`],
    ["M.5.1", "client", "81 7f 80 00 00 00 00 00 00 05 48 65 6c 6c 6f"],
    ["M.5.3", "server", "82 ff ff ff ff ff ff ff ff ff 37 fa 21 3d"],
    ["M.7.1", "client", "82 7f 40 00 00 00 00 00 00 00"],
    ["M.7.5", "client", "81 7f 00 00 00 01 00 00 00 05 48 65 6c 6c 6f"],
    ["M.7.9", "client", "89 7f 40 00 00 00 00 00 00 00"],
  ] as const)("%s to a %s are %s", async (id, role, expected) => {
    expect(await sentBytes(group.get(id), role)).toBe(expected);
  });
});

describe.each(both)("a sloppy %s, which takes whatever comes,", (role) => {
  const negative = group.rows(role, "M.1.", "M.2.", "M.5.", "M.6.").filter(([id]) => id !== "M.6.8");

  test.each(negative)("fails %s", async (id) => {
    expect((await group.play(id, role, sloppyPeer(role))).verdict).toBe("fail");
  });

  test.each(group.rows(role, "M.4."))("is lenient in %s", async (id) => {
    const { verdict, reason } = await group.play(id, role, sloppyPeer(role));
    expect(verdict).toBe("informational");
    expect(reason).toMatch(/^The peer takes a length of \d+ in the (16|64)-bit field\.$/);
  });

  test.each(group.rows(role, "M.7."))("waits for the payload in %s, and that is allowed", async (id) => {
    expect(await group.play(id, role, sloppyPeer(role))).toMatchObject({
      verdict: "informational",
      reason: "The peer waits for the payload. What it reserves for it cannot be seen from outside.",
    });
  });

  test.each(group.rows(role, "M.3.", "M.8."))("passes %s, where nothing is wrong", async (id) => {
    expect((await group.play(id, role, sloppyPeer(role))).verdict).toBe("pass");
  });
});

describe.each(both)("a %s that", (role) => {
  test("reads a long form and loses a byte fails M.4", async () => {
    const hooks: SloppyHooks = {
      message: ({ opcode, payload }, wire) => wire.send({ opcode, payload: payload.subarray(1) }),
    };
    expect(await group.play("M.4.2", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The peer took what was sent for something else: what came back differs.",
    });
  });

  test("fails the connection with 1011 for a long form fails M.4", async () => {
    expect(await group.play("M.4.2", role, sloppyPeer(role, { frame: closeWith(1011) }))).toMatchObject({
      verdict: "fail",
      reason: "The peer closed with 1011; must be 1002.",
    });
  });

  test("fails the connection with 1002 passes M.4.2", async () => {
    expect(await group.play("M.4.2", role, sloppyPeer(role, { frame: closeWith(1002) }))).toMatchObject({
      verdict: "pass",
      reason: "The peer closed with 1002.",
    });
  });

  test("does not answer a ping of 125 bytes fails M.6.8", async () => {
    const hooks: SloppyHooks = { frame: ({ opcode }) => opcode === Opcode.ping };
    expect((await group.play("M.6.8", role, sloppyPeer(role, hooks))).verdict).toBe("fail");
  });

  test("reads the lower half of a length only fails M.7.5", async () => {
    expect(await group.play("M.7.5", role, sloppyPeer(role, { bytes: lowerHalfOnly }))).toMatchObject({
      verdict: "fail",
      reason: "The peer took what was sent for a message and sent it back.",
    });
  });

  test("keeps TCP when the driver's side has ended fails M.7", async () => {
    for (const [id] of group.rows(role, "M.7.")) {
      expect(await group.play(id, role, sloppyPeer(role, { ended: () => {} }))).toMatchObject({
        verdict: "fail",
        reason: "TCP ended within the frame, and the peer did not end its side.",
      });
    }
  });

  test("has no patience with half a header fails M.8.5, and with half a message M.8.6", async () => {
    const noPatience: SloppyHooks = { bytes: (bytes) => (bytes.length === 1 ? new Uint8Array(0) : bytes) };
    expect((await group.play("M.8.5", role, sloppyPeer(role, noPatience))).verdict).toBe("fail");
    const noFragments: SloppyHooks = {
      frame: ({ opcode, fin }) => opcode <= Opcode.binary && !fin,
    };
    expect((await group.play("M.8.6", role, sloppyPeer(role, noFragments))).verdict).toBe("fail");
  });

  test("forgets the first half of a header fails M.8.1-M.8.5", async () => {
    for (const id of numbered("M.8", 5)) {
      expect((await group.play(id, role, forgetful(role))).verdict).toBe("fail");
    }
  });
});

test("a server that dies of a huge length fails M.7, as it answers no second connection", async () => {
  let isDead = false;
  const mortal: MakePeer = (wire) => {
    const peer = sloppyPeer("server", {
      bytes(bytes) {
        isDead ||= bytes.length >= 10 && ((bytes[1] as number) & 0x7f) === 127;
        if (isDead) wire.drop();
        return bytes;
      },
    })(wire);
    return { ...peer, receive: (bytes) => (isDead ? wire.drop() : peer.receive(bytes)) };
  };
  expect(await playInMemory(group.get("M.7.1"), "server", mortal)).toMatchObject({
    verdict: "fail",
    reason: "After this the peer answers on no other connection either.",
  });
});

test("a server that forgets to begin the key anew in each fragment fails M.3.6", async () => {
  let at = 0;
  const hooks: SloppyHooks = {
    frame(frame) {
      // What was unmasked from the key's first byte is turned into what a key that runs on would give.
      const { maskKey = 0, payload, opcode } = frame;
      if (opcode > Opcode.binary) return false;
      const key = [24, 16, 8, 0].map((shift) => (maskKey >>> shift) & 0xff);
      for (let i = 0; i < payload.length; i++) {
        payload[i] = (payload[i] as number) ^ (key[i & 3] as number) ^ (key[(at + i) & 3] as number);
      }
      at += payload.length;
      return false;
    },
  };
  expect((await group.play("M.3.6", "server", sloppyPeer("server", hooks))).verdict).toBe("fail");
});

test.each(both)("a right %s passes M.8 however its bytes arrive", async (role) => {
  for (const [id] of group.rows(role, "M.8.")) {
    const result = await playInMemory(group.get(id), role, rightPeer(role), { deliveryBytes: 1_000 });
    expect(result.verdict).toBe("pass");
  }
});

function closeWith(code: number): NonNullable<SloppyHooks["frame"]> {
  return ({ opcode }, wire) => {
    if (opcode === Opcode.close) return true;
    wire.send({ opcode: Opcode.close, payload: Uint8Array.of(code >> 8, code & 0xff) });
    wire.end();
    return true;
  };
}

/** The first frame's 64-bit length loses its upper half. */
function lowerHalfOnly(bytes: Uint8Array): Uint8Array {
  const changed = new Uint8Array(bytes);
  if (changed.length >= 10 && ((changed[1] as number) & 0x7f) === 127) changed.fill(0, 2, 6);
  return changed;
}

/** Reads each delivery as if it began with a frame. */
function forgetful(role: Role): MakePeer {
  return sloppyPeer(role, { bytes: dropsIncomplete() });
}

function dropsIncomplete(): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => (bytes.length < 14 && !isWhole(bytes) ? new Uint8Array(0) : bytes);
}

function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < 2) return false;
  const second = bytes[1] as number;
  const lengthBytes = (second & 0x7f) === 127 ? 8 : (second & 0x7f) === 126 ? 2 : 0;
  return bytes.length >= 2 + lengthBytes + (second >= 0x80 ? 4 : 0);
}
