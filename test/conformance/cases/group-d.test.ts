// permessage-deflate where it goes wrong: what is sent, and which peers it catches.

import { describe, expect, test } from "vitest";
import { groupD } from "../../../src/conformance/cases/group-d.js";
import type { InflatedMessage } from "../../../src/conformance/deflate-window.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import { CaseGroup, numbered } from "../case-group.js";
import { compressingPeer, inflatingPeer } from "../inflating-peer.js";
import type { MakePeer } from "../memory-peer.js";
import { playInMemory } from "../play-in-memory.js";
import { sentBytes } from "../sent-bytes.js";
import { type SloppyHooks, sloppyPeer } from "../sloppy-peer.js";

const both = ["server", "client"] as const;
const group = new CaseGroup(groupD);
const windowOffer = { clientMaxWindowBits: true } as const;

test("group D is D.1.1-D.9.7 in order", () => {
  expect(groupD.map(({ id }) => id)).toEqual([
    ...numbered("D.1", 9),
    ...numbered("D.2", 10),
    ...numbered("D.3", 4),
    ...numbered("D.4", 17),
    ...numbered("D.5", 3),
    ...numbered("D.6", 2),
    ...numbered("D.7", 22),
    ...numbered("D.8", 17),
    ...numbered("D.9", 7),
  ]);
});

test("offers are for servers, answers for clients, the rest for both; the bombs alone may hurt", () => {
  const only = (role: Role) => groupD.filter(({ peers }) => peers.join() === role).map(({ id }) => id);
  expect(only("server")).toEqual(numbered("D.7", 22));
  expect(only("client")).toEqual(numbered("D.8", 17));
  const hostile = groupD.filter(({ isHostile, runsAlone }) => isHostile === true && runsAlone === true);
  expect(hostile.map(({ id }) => id)).toEqual(["D.6.1", "D.6.2"]);
});

describe("the bytes of", () => {
  test.each([
    ["D.1.1", "41 03 f2 48 cd c0 04 c9 c9 07 00"],
    ["D.1.3", "c9 07 f2 48 cd c9 c9 07 00"],
    ["D.2.2", "c1 05 00 05 00 34 12"],
    ["D.4.1", "c1 07 f2 48 cd c9 c9 07 00"],
    ["D.4.2", "41 03 f2 48 cd 80 04 c9 c9 07 00"],
    ["D.4.3", "c1 07 f2 48 cd c9 c9 07 00 c1 05 f2 00 11 00 00"],
    ["D.4.4", "c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00"],
    ["D.4.5", "c1 08 f3 48 cd c9 c9 07 00 00"],
    ["D.4.7", "c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00"],
    ["D.4.8", "c1 01 00"],
    ["D.4.9", "c1 02 02 00"],
    ["D.4.10", "41 00 00 07 f2 48 cd c9 c9 07 00 80 00"],
  ] as const)("%s to a client are %s", async (id, expected) => {
    const bytes = await sentBytes(group.get(id), "client", "permessage-deflate");
    // The answer in HTTP is not counted: the peer's hook sees what comes after it.
    expect(bytes).toBe(expected);
  });
});

describe.each(both)("a %s without permessage-deflate", (role) => {
  test.each(group.rows(role, "D.1.", "D.2.", "D.3.", "D.4.", "D.5.", "D.6.", "D.9."))(
    "leaves %s unimplemented",
    async (id) => {
      expect(await playInMemory(group.get(id), role, sloppyPeer(role))).toMatchObject({
        behavior: "UNIMPLEMENTED",
        behaviorClose: "OK",
        verdict: "unimplemented",
        reason: "The peer does not agree on permessage-deflate.",
      });
    },
  );
});

describe.each(both)("a %s that inflates and checks nothing else", (role) => {
  test.each(group.rows(role, "D.1.", "D.5."))("fails %s", async (id) => {
    expect((await group.play(id, role, inflatingPeer(role))).verdict).toBe("fail");
  });

  test.each(group.rows(role, "D.4.", "D.9."))("passes %s", async (id) => {
    expect((await group.play(id, role, inflatingPeer(role))).verdict).toBe("pass");
  });

  test.each(group.rows(role, "D.3."))("is lenient in %s", async (id) => {
    expect(await group.play(id, role, inflatingPeer(role))).toMatchObject({
      verdict: "informational",
      reason: expect.stringMatching(/^The peer takes a reference over \d+ bytes\./),
    });
  });

  test.each(group.rows(role, "D.2."))(
    "fails %s when it sends back what it has of broken data",
    async (id) => {
      const { verdict, reason } = await group.play(id, role, inflatingPeer(role));
      const isTruncated = ["D.2.9", "D.2.10"].includes(id);
      expect([verdict, reason]).toEqual(
        isTruncated
          ? ["informational", "The peer took it for a message of 7 bytes."]
          : ["fail", "The peer took what was sent for a message and sent it back."],
      );
    },
  );
});

describe.each(both)("a %s that", (role) => {
  test("sends broken data back without looking into them fails D.2", async () => {
    const blind = sloppyPeer(role, { extensions: () => "permessage-deflate", deflateOffer: windowOffer });
    expect(await group.play("D.2.1", role, blind)).toMatchObject({
      verdict: "fail",
      reason: "The peer did not fail the connection; wsrig had to close it.",
    });
  });

  test("closes with 1011 for broken data is noted, with 1007 it passes, for RSV1 it fails", async () => {
    expect(await group.play("D.2.1", role, closing(role, 1011))).toMatchObject({
      verdict: "informational",
      reason: "The peer closed with 1011; 1007 or 1002 would tell why.",
    });
    expect((await group.play("D.2.1", role, closing(role, 1007))).verdict).toBe("pass");
    expect(await group.play("D.1.1", role, closing(role, 1007))).toMatchObject({
      verdict: "fail",
      reason: "The peer closed with 1007; must be 1002.",
    });
    expect((await group.play("D.5.1", role, closing(role, 1002))).verdict).toBe("fail");
  });

  test("inflates a far reference to something else fails D.3", async () => {
    const wrong = inflatingPeer(role, { change: (payload) => payload.subarray(1) });
    for (const [id] of group.rows(role, "D.3."))
      expect((await group.play(id, role, wrong)).verdict).toBe("fail");
  });

  test("forgets the window after each message fails where a second message refers to the first", async () => {
    expect(await group.failedBy(role, inflatingPeer(role, { contextTakeover: false }), "D.4.")).toEqual([
      "D.4.3",
      "D.4.14",
      "D.4.16",
    ]);
  });

  test("reads the first block only fails where there are several", async () => {
    const change = (payload: Uint8Array, { blocks, hasFinalBlock }: InflatedMessage) =>
      blocks.length > 2 && !hasFinalBlock ? payload.subarray(0, 1) : payload;
    expect(await group.failedBy(role, inflatingPeer(role, { change }), "D.4.")).toEqual([
      "D.4.7",
      "D.4.15",
      "D.4.17",
    ]);
  });

  test("is at its end with a final block fails D.4.5 or what follows it", async () => {
    let isAtEnd = false;
    const change = (payload: Uint8Array, { hasFinalBlock }: InflatedMessage) => {
      const was = isAtEnd;
      isAtEnd ||= hasFinalBlock;
      return was ? new Uint8Array(0) : payload;
    };
    expect((await group.play("D.4.6", role, inflatingPeer(role, { change }))).verdict).toBe("fail");
  });

  test("takes an empty message for none fails D.4.8 and D.4.9", async () => {
    const drop = (payload: Uint8Array) => (payload.length === 0 ? undefined : payload);
    expect(await group.failedBy(role, inflatingPeer(role, { change: drop }), "D.4.")).toEqual([
      "D.4.8",
      "D.4.9",
    ]);
  });

  test("takes every message for a compressed one fails where one is not", async () => {
    expect(await group.failedBy(role, inflatingPeer(role, { all: true }), "D.4.")).toEqual([
      "D.4.13",
      "D.4.14",
    ]);
  });

  test("does not answer pings inside a message fails D.4.12", async () => {
    const hooks: SloppyHooks = { frame: ({ opcode }) => opcode === Opcode.ping };
    expect((await group.play("D.4.12", role, inflatingPeer(role, {}, hooks))).verdict).toBe("fail");
  });

  test("inflates a bomb has no limit, and that is noted", async () => {
    const hooks: SloppyHooks = {
      message: (_, wire) => wire.send({ opcode: Opcode.binary, rsv: 4, payload: Uint8Array.of(0) }),
    };
    for (const id of ["D.6.1", "D.6.2"]) {
      expect(await group.play(id, role, inflatingPeer(role, {}, hooks))).toMatchObject({
        verdict: "informational",
        reason: "The peer inflated 128 MiB out of 130 KiB and sent them back.",
      });
    }
  });

  test("sends an inflated bomb back uncompressed is noted too, though the driver cannot hold it", async () => {
    const hooks: SloppyHooks = {
      message: (_, wire) => wire.send({ opcode: Opcode.binary, announcedBytes: 128 * 1024 * 1024 }),
    };
    expect(await group.play("D.6.1", role, inflatingPeer(role, {}, hooks))).toMatchObject({
      verdict: "informational",
      reason: "The peer inflated 128 MiB out of 130 KiB and sent them back.",
    });
  });

  test("says nothing to a bomb fails D.6", async () => {
    const hooks: SloppyHooks = { message: () => {} };
    expect(await group.play("D.6.1", role, inflatingPeer(role, {}, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The peer neither sent the message back nor failed the connection.",
    });
  });

  test("compresses in a window of 15 bits whatever was agreed fails D.9", async () => {
    const failed = await group.failedBy(role, compressingPeer(role, { contextTakeover: false }), "D.9.");
    expect(failed).toEqual(["D.9.1", "D.9.2", "D.9.3", "D.9.4", "D.9.6"]);
  });

  test("takes the context over where that was ruled out fails D.9", async () => {
    expect(await group.failedBy(role, compressingPeer(role, { contextTakeover: true }), "D.9.")).toEqual([
      "D.9.1",
      "D.9.2",
      "D.9.3",
      "D.9.4",
      "D.9.5",
      "D.9.6",
    ]);
  });

  test("compresses too far says by how much", async () => {
    expect(
      (await group.play("D.9.1", role, compressingPeer(role, { contextTakeover: false }))).complaints[0],
    ).toBe(
      "The peer broke RFC 7692 §7.2.2: a compressed message of the peer cannot be inflated: a reference goes back 1012 bytes; at most 512 were agreed.",
    );
  });
});

test("a server that dies of a bomb fails D.6, as it answers no second connection", async () => {
  let isDead = false;
  const mortal: MakePeer = (wire) => {
    if (isDead) wire.drop();
    const hooks: SloppyHooks = {
      message(_, { drop }) {
        isDead = true;
        drop();
      },
    };
    return inflatingPeer("server", {}, hooks)(isDead ? { ...wire, write: () => {} } : wire);
  };
  expect(await playInMemory(group.get("D.6.1"), "server", mortal)).toMatchObject({
    verdict: "fail",
    reason: "After this the peer answers on no other connection either.",
  });
});

function closing(role: Role, code: number): MakePeer {
  return inflatingPeer(
    role,
    {},
    {
      frame(_, wire) {
        wire.send({ opcode: Opcode.close, payload: Uint8Array.of(code >> 8, code & 0xff) });
        wire.end();
        return true;
      },
    },
  );
}
