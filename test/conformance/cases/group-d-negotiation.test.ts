// Offers and answers of permessage-deflate: which servers and clients they catch.

import { describe, expect, test } from "vitest";
import { groupD } from "../../../src/conformance/cases/group-d.js";
import { CaseGroup, numbered } from "../case-group.js";
import type { MakePeer } from "../memory-peer.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";
import { sloppyPeer } from "../sloppy-peer.js";

const group = new CaseGroup(groupD);

describe("a server that", () => {
  test("accepts every offer as it is fails where it must not", async () => {
    const mirror = sloppyPeer("server", { extensions: (offered) => offered });
    expect(await group.failedBy("server", mirror, "D.7.")).toEqual([
      ...numbered("D.7", 16),
      "D.7.17",
      "D.7.18",
    ]);
  });

  test("declines every offer passes D.7", async () => {
    expect(await group.failedBy("server", sloppyPeer("server"), "D.7.")).toEqual([]);
  });

  test("answers permessage-deflate to everything fails what is invalid or asks for more", async () => {
    const plain = sloppyPeer("server", { extensions: () => "permessage-deflate" });
    expect(await group.failedBy("server", plain, "D.7.")).toEqual([
      ...numbered("D.7", 15),
      "D.7.19",
      "D.7.20",
      "D.7.21",
    ]);
  });

  test("answers with a window larger than offered, or one that was not offered, is told so", async () => {
    const large = sloppyPeer("server", { extensions: () => "permessage-deflate; server_max_window_bits=11" });
    expect((await group.play("D.7.19", "server", large)).reason).toBe(
      "wsrig offered `permessage-deflate; server_max_window_bits=10`, and the server answered `permessage-deflate; server_max_window_bits=11`: its window is larger than was offered.",
    );
    const client = sloppyPeer("server", { extensions: () => "permessage-deflate; client_max_window_bits=9" });
    expect((await group.play("D.7.22", "server", client)).reason).toBe(
      "wsrig offered `permessage-deflate; server_no_context_takeover; client_no_context_takeover`, and the server answered `permessage-deflate; client_max_window_bits=9`: it sets client_max_window_bits, which was not offered.",
    );
  });

  test("answers an offer that it must decline is told both, and why", async () => {
    const lax = sloppyPeer("server", { extensions: () => "permessage-deflate; server_max_window_bits=8" });
    expect((await group.play("D.7.7", "server", lax)).reason).toBe(
      "wsrig offered `permessage-deflate; server_max_window_bits=08`, and the server answered `permessage-deflate; server_max_window_bits=8`: the offer is invalid (a leading zero) and must be declined.",
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
      expect(await playInMemory(group.get("D.7.1"), "server", refusing)).toMatchObject({
        verdict,
        reason: `The server answers ${status}, where it could open the connection without the extension.`,
      });
    }
  });
});

describe("a client that", () => {
  test("takes whatever the server answers fails D.8.1-D.8.15", async () => {
    expect(await group.failedBy("client", sloppyPeer("client"), "D.8.")).toEqual(numbered("D.8", 15));
  });

  test.each([
    ["D.8.16", { serverMaxWindowBits: 10 }, "server_max_window_bits one above what the client offered"],
    ["D.8.17", { serverNoContextTakeover: true }, "no server_no_context_takeover, which the client demanded"],
  ] as const)("takes less than it offered fails %s", async (id, deflateOffer, what) => {
    expect(await group.play(id, "client", sloppyPeer("client", { deflateOffer }))).toMatchObject({
      verdict: "fail",
      reason: `The client took the connection as open (a pong came back) although the server's answer has ${what}.`,
    });
  });

  test("offers less leaves D.8.15-D.8.17 unimplemented", async () => {
    for (const id of ["D.8.15", "D.8.16", "D.8.17"]) {
      expect((await group.play(id, "client", rightPeer("client"))).verdict).toBe("unimplemented");
    }
  });
});
