// Closing: what is sent, and which peers it catches.

import { describe, expect, test } from "vitest";
import { groupC } from "../../../src/conformance/cases/group-c.js";
import type { SeenFrame } from "../../../src/conformance/driver/frame-reader.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import { CaseGroup, numbered } from "../case-group.js";
import type { MakePeer } from "../memory-peer.js";
import { playInMemory } from "../play-in-memory.js";
import { sentBytes } from "../sent-bytes.js";
import { type SloppyHooks, type SloppyWire, sloppyPeer } from "../sloppy-peer.js";

const both = ["server", "client"] as const;
const group = new CaseGroup(groupC);

test("group C is C.1.1-C.5.11 in order", () => {
  expect(groupC.map(({ id }) => id)).toEqual([
    ...numbered("C.1", 5),
    ...numbered("C.2", 9),
    ...numbered("C.3", 9),
    ...numbered("C.4", 13),
    ...numbered("C.5", 11),
  ]);
});

test("1010 from a server and the late end of TCP are for clients, resets for servers, the rest for both", () => {
  const only = (role: Role) => groupC.filter(({ peers }) => peers.join() === role).map(({ id }) => id);
  expect(only("client")).toEqual(["C.1.5", "C.5.10"]);
  expect(only("server")).toEqual(["C.5.6", "C.5.7", "C.5.8", "C.5.9"]);
});

describe("the bytes of", () => {
  test.each([
    ["C.1.1", "client", "88 02 03 f4"],
    ["C.1.3", "client", "88 02 03 f6"],
    ["C.1.5", "client", "88 02 03 f2"],
    ["C.2.1", "client", "88 02 03 f7"],
    ["C.2.3", "client", "88 06 00 00 7a 65 72 6f"],
    ["C.3.5", "client", "88 05 03 e8 f0 9f 98"],
    ["C.3.6", "server", "88 83 37 fa 21 3d 34 12 a1"],
    ["C.4.1", "client", "88 02 03 e8 88 02 03 e9"],
    ["C.4.5", "client", "88 02 03 e8 83 00"],
    ["C.4.6", "server", "88 82 37 fa 21 3d 34 12 f1 80 37 fa 21 3d"],
    ["C.4.11", "client", "02 03 01 02 03 88 00 80 01 04"],
    ["C.4.13", "client", "01 08 66 72 61 67 6d 65 6e 74 88 00"],
    ["C.5.3", "client", "82 64 01 02 03"],
  ] as const)("%s to a %s are %s", async (id, role, expected) => {
    expect(await sentBytes(group.get(id), role)).toBe(expected);
  });
});

describe.each(both)("a sloppy %s, which sends the code back and checks nothing,", (role) => {
  test.each(group.rows(role, "C.1.", "C.4.", "C.5.").filter(([id]) => id !== "C.5.11"))(
    "passes %s",
    async (id) => {
      expect((await group.play(id, role, patientPeer(role))).verdict).toBe("pass");
    },
  );

  test.each(group.rows(role, "C.2."))("fails %s: it sends the reserved code itself", async (id) => {
    expect(await group.play(id, role, sloppyPeer(role))).toMatchObject({
      verdict: "fail",
      reason: expect.stringMatching(/^The peer itself sent \d+, which must not be on the wire\.$/),
    });
  });

  test.each(group.rows(role, "C.3.").filter(([id]) => Number(id.slice(4)) >= 4))("fails %s", async (id) => {
    expect(await group.play(id, role, sloppyPeer(role))).toMatchObject({
      verdict: "fail",
      reason: "The peer answered with 1000; 1002 or 1007 would tell what is wrong.",
    });
  });

  test("fails C.5.11, as it takes opcode 3 for nothing", async () => {
    expect(await group.play("C.5.11", role, sloppyPeer(role))).toMatchObject({
      verdict: "fail",
      reason: "The peer did not fail the connection.",
    });
  });
});

describe.each(both)("a %s that", (role) => {
  test("answers a reserved code with 1000 is lenient in C.2", async () => {
    for (const [id] of group.rows(role, "C.2.")) {
      expect(await group.play(id, role, sloppyPeer(role, { frame: answersClose(1000) }))).toMatchObject({
        verdict: "informational",
        reason: "The peer answered with 1000; 1002 would tell what is wrong.",
      });
    }
  });

  test("answers every close frame with 1002 fails the valid reasons of C.3 and C.4; C.1 is informational", async () => {
    const reasons = ["C.3.1", "C.3.2", "C.3.3"].map((id): [string] => [id]);
    for (const [id] of [...group.rows(role, "C.1.", "C.4."), ...reasons]) {
      const { verdict } = await group.play(id, role, sloppyPeer(role, { frame: refusesClose }));
      expect([id, verdict]).toEqual([id, id.startsWith("C.1.") ? "informational" : "fail"]);
    }
  });

  test("never answers a close frame fails C.1 to C.4 and C.5.5", async () => {
    const deaf = { frame: ({ opcode }: SeenFrame) => opcode === Opcode.close, ended: () => {} };
    for (const [id] of [...group.rows(role, "C.1.", "C.2.", "C.3.", "C.4."), ["C.5.5"] as const]) {
      const { verdict } = await group.play(id, role, sloppyPeer(role, deaf));
      expect([id, verdict]).toEqual([id, "fail"]);
    }
  });

  test("keeps TCP when the driver's FIN comes fails C.5.1-C.5.4", async () => {
    for (const id of ["C.5.1", "C.5.2", "C.5.3", "C.5.4"]) {
      expect(await group.play(id, role, sloppyPeer(role, { ended: () => {} }))).toMatchObject({
        verdict: "fail",
        reason: "The peer did not end its side of TCP within a wait.",
      });
    }
  });

  test("hands out what was never finished when FIN comes fails C.5.3", async () => {
    const hooks: SloppyHooks = {
      ended(wire) {
        wire.send({ opcode: Opcode.binary, payload: Uint8Array.of(1, 2, 3) });
        wire.end();
      },
    };
    expect(await group.play("C.5.3", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The peer answered what was never finished.",
    });
  });

  test("answers what comes after a failed connection fails C.5.11", async () => {
    const hooks: SloppyHooks = {
      frame({ opcode }, wire) {
        if (opcode === 3) wire.send(closeFrame(1002));
        return opcode === 3;
      },
    };
    expect(await group.play("C.5.11", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The peer answered what came after it had failed the connection.",
    });
  });

  test("keeps TCP after a failed connection is lenient in C.5.11", async () => {
    let hasFailed = false;
    const hooks: SloppyHooks = {
      frame({ opcode }, wire) {
        if (opcode === 3) wire.send(closeFrame(1002));
        hasFailed ||= opcode === 3;
        return hasFailed;
      },
    };
    expect(await group.play("C.5.11", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "informational",
      reason: "The peer waits for a close frame for more than 3 waits before it drops TCP.",
    });
  });

  test("goes on reading after a close frame fails the rows of C.4 whose frames it answers or refuses", async () => {
    const wrong = ["C.4.3", "C.4.4", "C.4.5", "C.4.6", "C.4.7", "C.4.8"];
    for (const id of wrong) {
      const { verdict } = await group.play(id, role, sloppyPeer(role, readsOn()));
      expect([id, verdict]).toEqual([id, "fail"]);
    }
  });
});

test("a client that drops TCP right after its close frame is lenient in C.5.10", async () => {
  const hooks: SloppyHooks = {
    frame({ opcode }, wire) {
      if (opcode !== Opcode.close) return false;
      wire.send(closeFrame(1000));
      wire.end();
      return true;
    },
  };
  expect(await group.play("C.5.10", "client", sloppyPeer("client", hooks))).toMatchObject({
    verdict: "informational",
    reason: "The client dropped TCP before the server did.",
  });
});

test("a client that does not answer the close frame fails C.5.10", async () => {
  const hooks: SloppyHooks = { frame: ({ opcode }) => opcode === Opcode.close };
  expect(await group.play("C.5.10", "client", sloppyPeer("client", hooks))).toMatchObject({
    verdict: "fail",
    reason: "The client did not answer the close frame.",
  });
});

test("a server that dies of a reset fails C.5.6-C.5.9", async () => {
  for (const id of ["C.5.6", "C.5.7", "C.5.8", "C.5.9"]) {
    let isDead = false;
    const mortal: MakePeer = (wire) => {
      if (isDead) wire.drop();
      return sloppyPeer("server", {
        closed() {
          isDead = true;
        },
      })(isDead ? { ...wire, write: () => {} } : wire);
    };
    expect(await playInMemory(group.get(id), "server", mortal)).toMatchObject({
      verdict: "fail",
      reason: "After this the peer answers on no other connection either.",
    });
  }
});

/** Reads nothing after a close frame, as is right. */
function patientPeer(role: Role): MakePeer {
  return (wire) => {
    let isClosed = false;
    const hooks: SloppyHooks = {
      frame({ opcode }) {
        const wasClosed = isClosed;
        isClosed ||= opcode === Opcode.close;
        return wasClosed;
      },
    };
    return sloppyPeer(role, hooks)(wire);
  };
}

/** Answers and judges frames after the close frame, whose own answer it delays until the next frame. */
function readsOn(): SloppyHooks {
  let held = false;
  return {
    frame(frame, wire) {
      if (frame.opcode === Opcode.close) {
        held = true;
        return true;
      }
      if (!held) return false;
      if (breaksRule(frame)) wire.send(closeFrame(1002));
      else answer(frame, wire);
      wire.send(closeFrame(1000));
      return true;
    },
  };
}

function breaksRule({ opcode, rsv, payload }: SeenFrame): boolean {
  return opcode === 3 || rsv !== 0 || opcode === Opcode.continuation || payload[0] === 0xff;
}

function answer({ opcode, payload }: SeenFrame, wire: SloppyWire): void {
  if (opcode === Opcode.ping) wire.send({ opcode: Opcode.pong, payload });
  else if (opcode === Opcode.text || opcode === Opcode.binary) wire.send({ opcode, payload });
}

/** Answers with 1002 and ends TCP. */
const refusesClose: NonNullable<SloppyHooks["frame"]> = (frame, wire) => {
  const isClose = answersClose(1002)(frame, wire);
  if (isClose) wire.end();
  return isClose;
};

function answersClose(code: number): NonNullable<SloppyHooks["frame"]> {
  return ({ opcode }, wire) => {
    if (opcode === Opcode.close) wire.send(closeFrame(code));
    return opcode === Opcode.close;
  };
}

function closeFrame(code: number) {
  return { opcode: Opcode.close, payload: Uint8Array.of(code >> 8, code & 0xff) };
}
