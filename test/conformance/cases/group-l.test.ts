// Limits, floods and paces: which peers they catch.

import { describe, expect, test } from "vitest";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import { flood, frameBlock } from "../../../src/conformance/cases/flood.js";
import { groupL } from "../../../src/conformance/cases/group-l.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import { CaseGroup } from "../case-group.js";
import type { MakePeer } from "../memory-peer.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";
import { type SloppyHooks, sloppyPeer } from "../sloppy-peer.js";

const both = ["server", "client"] as const;
const group = new CaseGroup(groupL);
const nothing = new Uint8Array(0);
const dropping: SloppyHooks = {
  frame(_, wire) {
    wire.drop();
    return true;
  },
};

test("group L is L.1.1-L.4.3 in order, all for both roles", () => {
  expect(groupL.map(({ id }) => id)).toEqual([
    "L.1.1",
    "L.1.2",
    "L.2.1",
    "L.2.2",
    "L.3.1",
    "L.3.2",
    "L.3.3",
    "L.3.4",
    "L.4.1",
    "L.4.2",
    "L.4.3",
  ]);
  expect(new Set(groupL.map(({ peers }) => peers.join()))).toEqual(new Set(["server,client"]));
});

test("all may hurt, and run alone", () => {
  const mild = groupL.filter(({ isHostile, runsAlone }) => isHostile !== true || runsAlone !== true);
  expect(mild.map(({ id }) => id)).toEqual([]);
});

describe("a block of frames", () => {
  const frames = [
    { opcode: Opcode.ping, payload: Buffer.from("a") },
    { opcode: Opcode.text, fin: false },
  ];

  test.each([
    ["client", "89 81 37 fa 21 3d 56 01 80 37 fa 21 3d"],
    ["server", "89 01 61 01 00"],
  ] as const)("of a %s is %s", (role, expected) => {
    const bytes = Buffer.from(frameBlock({ role }, frames));
    expect(bytes.toString("hex").replaceAll(/(..)(?=.)/g, "$1 ")).toBe(expected);
  });
});

describe("a flood", () => {
  test.each([
    ["sent", {}, 5],
    ["stopped", dropping, 1],
  ] as const)("ends as %s", async (expected, hooks: SloppyHooks, least) => {
    let blocks = 0;
    let end: string | undefined;
    const testCase: ConformanceCase = {
      ...group.get("L.3.1"),
      async run(driver) {
        const block = frameBlock(driver, [{ opcode: Opcode.pong }]);
        const blockAt = (): Uint8Array => {
          blocks++;
          return block;
        };
        end = await flood(driver, { blocks: 5, blockAt, waits: 1 });
        driver.drop();
      },
    };
    await playInMemory(testCase, "server", sloppyPeer("server", hooks));
    expect(end).toBe(expected);
    expect(blocks).toBeGreaterThanOrEqual(least);
    expect(blocks).toBeLessThanOrEqual(5);
  });
});

describe.each(both)("a %s that", (role) => {
  test("takes all of L.1 has no limit, and that is noted", async () => {
    for (const id of ["L.1.1", "L.1.2"]) {
      expect(await group.play(id, role, swallowing(role))).toMatchObject({
        verdict: "informational",
        reason: "The peer took 128 MiB of one message.",
      });
    }
  });

  test("closes with 1002 for a message that is too long tells the wrong reason, and that is noted", async () => {
    expect(await group.play("L.1.2", role, sloppyPeer(role, failsWith(1002)))).toMatchObject({
      verdict: "informational",
      reason: "The peer closed with 1002; 1009 would tell why.",
    });
  });

  test("sends something back for a message without an end fails L.1.2", async () => {
    const hooks: SloppyHooks = {
      frame({ payload }, wire) {
        wire.send({ opcode: Opcode.text, payload: payload.subarray(0, 5) });
        return true;
      },
    };
    expect(await group.play("L.1.2", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The peer took what was sent for a message and sent it back.",
    });
  });

  test("sends something back for a frame without an end fails L.1.1", async () => {
    const hooks: SloppyHooks = {
      bytes(_, wire) {
        wire.send({ opcode: Opcode.binary, payload: Uint8Array.of(0) });
        return nothing;
      },
    };
    expect(await group.play("L.1.1", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The peer took what was sent for a message and sent it back.",
    });
  });

  test("sends 131,072 fragments back as one message has no limit, and that is noted", async () => {
    expect(await group.play("L.2.2", role, sloppyPeer(role))).toMatchObject({
      verdict: "informational",
      reason: "The peer takes 131,072 fragments for one message.",
    });
  });

  test("loses fragments fails L.2.2", async () => {
    const hooks: SloppyHooks = {
      message: ({ opcode, payload }, wire) => wire.send({ opcode, payload: payload.subarray(1) }),
    };
    expect(await group.play("L.2.2", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The peer sent something else back than the message.",
    });
  });

  test("says nothing at all fails L.2 and L.3", async () => {
    for (const id of ["L.2.1", "L.2.2"]) {
      expect(await group.play(id, role, swallowing(role))).toMatchObject({
        verdict: "fail",
        reason: "The peer neither reads on nor fails the connection.",
      });
    }
    for (const id of ["L.3.1", "L.3.2", "L.3.3", "L.3.4"]) {
      expect(await group.play(id, role, swallowing(role))).toMatchObject({
        verdict: "fail",
        reason: "The last ping was not answered.",
      });
    }
  });

  test("answers every thousandth ping passes L.3", async () => {
    const hooks: SloppyHooks = {
      frame: ({ opcode, payload }) =>
        opcode === Opcode.ping && !Buffer.from(payload).toString("latin1").includes("999"),
    };
    for (const id of ["L.3.1", "L.3.4"]) {
      expect((await group.play(id, role, sloppyPeer(role, hooks))).verdict).toBe("pass");
    }
  });

  test("answers each ping twice fails L.3", async () => {
    const hooks: SloppyHooks = {
      frame({ opcode, payload }, wire) {
        if (opcode === Opcode.ping) wire.send({ opcode: Opcode.pong, payload });
        return false;
      },
    };
    for (const id of ["L.3.1", "L.3.2", "L.3.4"]) {
      expect(await group.play(id, role, sloppyPeer(role, hooks))).toMatchObject({
        verdict: "fail",
        reason: "A pong answers no ping, or one that was answered before or passed over.",
      });
    }
  });

  test("answers pongs fails L.3.3", async () => {
    const hooks: SloppyHooks = {
      frame({ opcode, payload }, wire) {
        if (opcode === Opcode.pong) wire.send({ opcode: Opcode.pong, payload });
        return false;
      },
    };
    expect(await group.play("L.3.3", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "A pong answers no ping, or one that was answered before or passed over.",
    });
  });

  test("loses a message between whose fragments pings come fails L.3.4", async () => {
    const hooks: SloppyHooks = {
      message: ({ opcode }, wire) => wire.send({ opcode, payload: Buffer.from("10 ") }),
    };
    expect(await group.play("L.3.4", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The message did not come back as it was sent.",
    });
  });

  test("loses one message of 10,000 fails L.4.1 and L.4.2", async () => {
    for (const id of ["L.4.1", "L.4.2"]) {
      let count = 0;
      const hooks: SloppyHooks = {
        message({ opcode, payload }, wire) {
          if (count++ !== 5_000) wire.send({ opcode, payload });
        },
      };
      const reason = id === "L.4.1" ? "Only 5000 of 10,000" : "Only 9999 of 10,000";
      expect(await group.play(id, role, sloppyPeer(role, hooks))).toMatchObject({
        verdict: "fail",
        reason: `${reason} messages came back as they were sent.`,
      });
    }
  });

  test("sends an echo twice to a slow reader fails L.4.3", async () => {
    const hooks: SloppyHooks = {
      message({ opcode, payload }, wire) {
        wire.send({ opcode, payload });
        if (payload[0] === 3) wire.send({ opcode, payload });
      },
    };
    expect(await group.play("L.4.3", role, sloppyPeer(role, hooks))).toMatchObject({
      verdict: "fail",
      reason: "Only 4 of 64 messages came back as they were sent.",
    });
  });

  test("closes with 1008 on a slow reader is careful, and that is noted", async () => {
    expect(await group.play("L.4.3", role, sloppyPeer(role, failsWith(1008)))).toMatchObject({
      verdict: "informational",
      reason: "The peer closed with 1008, as wsrig did not read.",
    });
  });
});

test("a right server with its usual limits fails the connection at the header of L.1.1", async () => {
  const result = await group.play("L.1.1", "server", rightPeer("server"));
  expect(result).toMatchObject({ verdict: "pass", reason: "The peer closed with 1009." });
});

test("a server that dies of a flood fails L.2.1, as it answers no second connection", async () => {
  let isDead = false;
  let frames = 0;
  const mortal: MakePeer = (wire) => {
    if (isDead) wire.drop();
    const hooks: SloppyHooks = {
      frame(_, { drop }) {
        isDead ||= frames++ > 5_000;
        if (isDead) drop();
        return isDead;
      },
    };
    return sloppyPeer("server", hooks)(isDead ? { ...wire, write: () => {} } : wire);
  };
  expect(await playInMemory(group.get("L.2.1"), "server", mortal)).toMatchObject({
    verdict: "fail",
    reason: "After this the peer answers on no other connection either.",
  });
});

/** Reads everything, and that is all. */
function swallowing(role: Role): MakePeer {
  return sloppyPeer(role, { bytes: () => nothing });
}

function failsWith(code: number): SloppyHooks {
  return {
    frame(_, wire) {
      wire.send({ opcode: Opcode.close, payload: Uint8Array.of(code >> 8, code & 0xff) });
      wire.end();
      return true;
    },
  };
}
