// permessage-deflate where it goes wrong: what is sent, and which peers it catches.

import { constants, deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import { groupD } from "../../../src/conformance/cases/group-d.js";
import { type InflatedMessage, WindowInflater } from "../../../src/conformance/deflate-window.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import type { MakePeer } from "../memory-peer.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";
import { sentBytes } from "../sent-bytes.js";
import { type SloppyHooks, sloppyPeer } from "../sloppy-peer.js";

const both = ["server", "client"] as const;
const windowOffer = { clientMaxWindowBits: true } as const;

test("group D is D.1.1-D.9.7 in order", () => {
  expect(groupD.map(({ id }) => id)).toEqual([
    ...ids("D.1", 9),
    ...ids("D.2", 10),
    ...ids("D.3", 4),
    ...ids("D.4", 17),
    ...ids("D.5", 3),
    ...ids("D.6", 2),
    ...ids("D.7", 22),
    ...ids("D.8", 17),
    ...ids("D.9", 7),
  ]);
});

test("offers are for servers, answers for clients, the rest for both; the bombs alone may hurt", () => {
  const only = (role: Role) => groupD.filter(({ peers }) => peers.join() === role).map(({ id }) => id);
  expect(only("server")).toEqual(ids("D.7", 22));
  expect(only("client")).toEqual(ids("D.8", 17));
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
    const bytes = await sentBytes(caseOf(id), "client", "permessage-deflate");
    // The answer in HTTP is not counted: the peer's hook sees what comes after it.
    expect(bytes).toBe(expected);
  });
});

describe.each(both)("a %s without permessage-deflate", (role) => {
  test.each(casesOf(role, "D.1.", "D.2.", "D.3.", "D.4.", "D.5.", "D.6.", "D.9."))(
    "leaves %s unimplemented",
    async (id) => {
      expect(await playInMemory(caseOf(id), role, sloppyPeer(role))).toMatchObject({
        behavior: "UNIMPLEMENTED",
        behaviorClose: "OK",
        verdict: "unimplemented",
        reason: "The peer does not agree on permessage-deflate.",
      });
    },
  );
});

describe.each(both)("a %s that inflates and checks nothing else", (role) => {
  test.each(casesOf(role, "D.1.", "D.5."))("fails %s", async (id) => {
    expect((await play(id, role, inflating(role))).verdict).toBe("fail");
  });

  test.each(casesOf(role, "D.4.", "D.9."))("passes %s", async (id) => {
    expect((await play(id, role, inflating(role))).verdict).toBe("pass");
  });

  test.each(casesOf(role, "D.3."))("is lenient in %s", async (id) => {
    expect(await play(id, role, inflating(role))).toMatchObject({
      verdict: "informational",
      reason: expect.stringMatching(/^The peer takes a reference over \d+ bytes\./),
    });
  });

  test.each(casesOf(role, "D.2."))("fails %s when it sends back what it has of broken data", async (id) => {
    const { verdict, reason } = await play(id, role, inflating(role));
    const isTruncated = ["D.2.9", "D.2.10"].includes(id);
    expect([verdict, reason]).toEqual(
      isTruncated
        ? ["informational", "The peer took it for a message of 7 bytes."]
        : ["fail", "The peer took what was sent for a message and sent it back."],
    );
  });
});

describe.each(both)("a %s that", (role) => {
  test("sends broken data back without looking into them fails D.2", async () => {
    const blind = sloppyPeer(role, { extensions: () => "permessage-deflate", deflateOffer: windowOffer });
    expect(await play("D.2.1", role, blind)).toMatchObject({
      verdict: "fail",
      reason: "The peer did not fail the connection; the driver had to close it.",
    });
  });

  test("closes with 1011 for broken data is noted, with 1007 it passes, for RSV1 it fails", async () => {
    expect(await play("D.2.1", role, closing(role, 1011))).toMatchObject({
      verdict: "informational",
      reason: "The peer closed with 1011; 1007 or 1002 would tell why.",
    });
    expect((await play("D.2.1", role, closing(role, 1007))).verdict).toBe("pass");
    expect(await play("D.1.1", role, closing(role, 1007))).toMatchObject({
      verdict: "fail",
      reason: "The peer closed with 1007; must be 1002.",
    });
    expect((await play("D.5.1", role, closing(role, 1002))).verdict).toBe("fail");
  });

  test("inflates a far reference to something else fails D.3", async () => {
    const wrong = inflating(role, { change: (payload) => payload.subarray(1) });
    for (const [id] of casesOf(role, "D.3.")) expect((await play(id, role, wrong)).verdict).toBe("fail");
  });

  test("forgets the window after each message fails where a second message refers to the first", async () => {
    expect(await failedOf(role, inflating(role, { contextTakeover: false }), "D.4.")).toEqual([
      "D.4.3",
      "D.4.14",
      "D.4.16",
    ]);
  });

  test("reads the first block only fails where there are several", async () => {
    const change = (payload: Uint8Array, { blocks, hasFinalBlock }: InflatedMessage) =>
      blocks.length > 2 && !hasFinalBlock ? payload.subarray(0, 1) : payload;
    expect(await failedOf(role, inflating(role, { change }), "D.4.")).toEqual(["D.4.7", "D.4.15", "D.4.17"]);
  });

  test("is at its end with a final block fails D.4.5 or what follows it", async () => {
    let isAtEnd = false;
    const change = (payload: Uint8Array, { hasFinalBlock }: InflatedMessage) => {
      const was = isAtEnd;
      isAtEnd ||= hasFinalBlock;
      return was ? new Uint8Array(0) : payload;
    };
    expect((await play("D.4.6", role, inflating(role, { change }))).verdict).toBe("fail");
  });

  test("takes an empty message for none fails D.4.8 and D.4.9", async () => {
    const drop = (payload: Uint8Array) => (payload.length === 0 ? undefined : payload);
    expect(await failedOf(role, inflating(role, { change: drop }), "D.4.")).toEqual(["D.4.8", "D.4.9"]);
  });

  test("takes every message for a compressed one fails where one is not", async () => {
    expect(await failedOf(role, inflating(role, { all: true }), "D.4.")).toEqual(["D.4.13", "D.4.14"]);
  });

  test("does not answer pings inside a message fails D.4.12", async () => {
    const hooks: SloppyHooks = { frame: ({ opcode }) => opcode === Opcode.ping };
    expect((await play("D.4.12", role, inflating(role, {}, hooks))).verdict).toBe("fail");
  });

  test("inflates a bomb has no limit, and that is noted", async () => {
    const hooks: SloppyHooks = {
      message: (_, wire) => wire.send({ opcode: Opcode.binary, rsv: 4, payload: Uint8Array.of(0) }),
    };
    for (const id of ["D.6.1", "D.6.2"]) {
      expect(await play(id, role, inflating(role, {}, hooks))).toMatchObject({
        verdict: "informational",
        reason: "The peer inflated 128 MiB out of 130 KiB and sent them back.",
      });
    }
  });

  test("sends an inflated bomb back uncompressed is noted too, though the driver cannot hold it", async () => {
    const hooks: SloppyHooks = {
      message: (_, wire) => wire.send({ opcode: Opcode.binary, announcedBytes: 128 * 1024 * 1024 }),
    };
    expect(await play("D.6.1", role, inflating(role, {}, hooks))).toMatchObject({
      verdict: "informational",
      reason: "The peer inflated 128 MiB out of 130 KiB and sent them back.",
    });
  });

  test("says nothing to a bomb fails D.6", async () => {
    const hooks: SloppyHooks = { message: () => {} };
    expect(await play("D.6.1", role, inflating(role, {}, hooks))).toMatchObject({
      verdict: "fail",
      reason: "The peer neither sent the message back nor failed the connection.",
    });
  });

  test("compresses in a window of 15 bits whatever was agreed fails D.9", async () => {
    const failed = await failedOf(role, compressing(role, { contextTakeover: false }), "D.9.");
    expect(failed).toEqual(["D.9.1", "D.9.2", "D.9.3", "D.9.4", "D.9.6"]);
  });

  test("takes the context over where that was ruled out fails D.9", async () => {
    expect(await failedOf(role, compressing(role, { contextTakeover: true }), "D.9.")).toEqual([
      "D.9.1",
      "D.9.2",
      "D.9.3",
      "D.9.4",
      "D.9.5",
      "D.9.6",
    ]);
  });

  test("compresses too far says by how much", async () => {
    expect((await play("D.9.1", role, compressing(role, { contextTakeover: false }))).complaints[0]).toBe(
      "The peer broke RFC 7692 §7.2.2: a compressed message of the peer cannot be inflated: a reference goes back 1012 bytes; at most 512 were agreed.",
    );
  });
});

describe("a server that", () => {
  test("accepts every offer as it is fails where it must not", async () => {
    const mirror = sloppyPeer("server", { extensions: (offered) => offered });
    expect(await failedOf("server", mirror, "D.7.")).toEqual([...ids("D.7", 16), "D.7.17", "D.7.18"]);
  });

  test("declines every offer passes D.7", async () => {
    expect(await failedOf("server", sloppyPeer("server"), "D.7.")).toEqual([]);
  });

  test("answers permessage-deflate to everything fails what is invalid or asks for more", async () => {
    const plain = sloppyPeer("server", { extensions: () => "permessage-deflate" });
    expect(await failedOf("server", plain, "D.7.")).toEqual([
      ...ids("D.7", 15),
      "D.7.19",
      "D.7.20",
      "D.7.21",
    ]);
  });

  test("answers with a window larger than offered, or one that was not offered, is told so", async () => {
    const large = sloppyPeer("server", { extensions: () => "permessage-deflate; server_max_window_bits=11" });
    expect((await play("D.7.19", "server", large)).reason).toBe(
      "The server answers `permessage-deflate; server_max_window_bits=11`: its window is larger than was offered.",
    );
    const client = sloppyPeer("server", { extensions: () => "permessage-deflate; client_max_window_bits=9" });
    expect((await play("D.7.22", "server", client)).reason).toBe(
      "The server answers `permessage-deflate; client_max_window_bits=9`: it sets client_max_window_bits, which was not offered.",
    );
  });

  test("refuses the handshake with 400 is noted, with 500 it fails", async () => {
    for (const [status, verdict] of [
      [400, "informational"],
      [500, "fail"],
    ] as const) {
      const refusing: MakePeer = (wire) => ({
        receive() {
          wire.write(Buffer.from(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`));
        },
      });
      expect(await playInMemory(caseOf("D.7.1"), "server", refusing)).toMatchObject({
        verdict,
        reason: `The server answers ${status}, where it could open the connection without the extension.`,
      });
    }
  });

  test("dies of a bomb fails D.6, as it answers no second connection", async () => {
    let isDead = false;
    const mortal: MakePeer = (wire) => {
      if (isDead) wire.drop();
      const hooks: SloppyHooks = {
        message(_, { drop }) {
          isDead = true;
          drop();
        },
      };
      return inflating("server", {}, hooks)(isDead ? { ...wire, write: () => {} } : wire);
    };
    expect(await playInMemory(caseOf("D.6.1"), "server", mortal)).toMatchObject({
      verdict: "fail",
      reason: "After this the peer answers on no other connection either.",
    });
  });
});

describe("a client that", () => {
  test("takes whatever the server answers fails D.8.1-D.8.15", async () => {
    expect(await failedOf("client", sloppyPeer("client"), "D.8.")).toEqual(ids("D.8", 15));
  });

  test.each([
    ["D.8.16", { serverMaxWindowBits: 10 }],
    ["D.8.17", { serverNoContextTakeover: true }],
  ] as const)("takes less than it offered fails %s", async (id, deflateOffer) => {
    expect(await play(id, "client", sloppyPeer("client", { deflateOffer }))).toMatchObject({
      verdict: "fail",
      reason: "The peer did not fail the connection.",
    });
  });

  test("offers less leaves D.8.15-D.8.17 unimplemented", async () => {
    for (const id of ["D.8.15", "D.8.16", "D.8.17"]) {
      expect((await play(id, "client", rightPeer("client"))).verdict).toBe("unimplemented");
    }
  });
});

interface Inflating {
  readonly contextTakeover?: boolean;
  /** Whether RSV1 is not looked at. */
  readonly all?: boolean;
  /** What becomes of a message; `undefined`: it is lost. */
  readonly change?: (payload: Uint8Array, message: InflatedMessage) => Uint8Array | undefined;
}

/** Inflates, changes, and sends back uncompressed; of broken data the driver gets seven bytes. */
function inflating(role: Role, how: Inflating = {}, hooks: SloppyHooks = {}): MakePeer {
  return (wire) => {
    const inflater = new WindowInflater({ contextTakeover: how.contextTakeover ?? true });
    const { change = (payload: Uint8Array) => payload } = how;
    return sloppyPeer(role, {
      extensions: extensionsOf,
      deflateOffer: windowOffer,
      message({ opcode, payload, compressed }, out) {
        if (!compressed && how.all !== true) {
          out.send({ opcode, payload });
          return;
        }
        let changed: Uint8Array | undefined = Buffer.from("partial");
        try {
          const inflated = inflater.inflate(payload);
          changed = change(inflated.payload, inflated);
        } catch {
          // What was there is delivered, as zlib's careless users do.
        }
        if (changed !== undefined) out.send({ opcode, payload: changed });
      },
      ...hooks,
    })(wire);
  };
}

/** Compresses its echoes by zlib in the largest window. */
function compressing(role: Role, { contextTakeover }: { readonly contextTakeover: boolean }): MakePeer {
  return (wire) => {
    const sent: Uint8Array[] = [];
    return sloppyPeer(role, {
      extensions: extensionsOf,
      deflateOffer: windowOffer,
      message({ opcode, payload }, out) {
        const dictionary =
          contextTakeover && sent.length > 0 ? Buffer.concat(sent).subarray(-32_768) : undefined;
        const flushed = deflateRawSync(payload, { dictionary, finishFlush: constants.Z_SYNC_FLUSH });
        sent.push(payload);
        out.send({ opcode, rsv: 4, payload: flushed.subarray(0, flushed.length - 4) });
      },
    })(wire);
  };
}

function closing(role: Role, code: number): MakePeer {
  return inflating(
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

/** Agrees to what is offered, client_max_window_bits left out where it has no value. */
function extensionsOf(offered: string | undefined): string | undefined {
  return offered?.replace(/; client_max_window_bits(?!=)/, "");
}

/** The first connection meets `peer`, later ones one that is well. */
function play(id: string, role: Role, peer: MakePeer) {
  let connections = 0;
  const onlyFirst: MakePeer = (wire) => (connections++ === 0 ? peer : sloppyPeer(role))(wire);
  return playInMemory(caseOf(id), role, onlyFirst);
}

async function failedOf(role: Role, peer: MakePeer, prefix: string): Promise<string[]> {
  const failed: string[] = [];
  for (const [id] of casesOf(role, prefix)) {
    if ((await play(id, role, peer)).verdict === "fail") failed.push(id);
  }
  return failed;
}

function caseOf(id: string): ConformanceCase {
  const found = groupD.find((testCase) => testCase.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

function casesOf(role: Role, ...prefixes: readonly string[]): [string][] {
  return groupD
    .filter(({ id, peers }) => peers.includes(role) && prefixes.some((prefix) => id.startsWith(prefix)))
    .map(({ id }) => [id]);
}

function ids(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}.${index + 1}`);
}
