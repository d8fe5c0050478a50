import { describe, expect, it } from "vitest";
import type { DeflateParameters } from "../../src/protocol/deflate.js";
import { chop } from "../../src/protocol/frame-encoder.js";
import { compressibleBytes } from "./deflate-samples.js";
import { fromHex, toHex } from "./hex.js";
import { eventsOf, listen, outputOf, payloadLine, transcriptOf } from "./transcript.js";

const deflate: DeflateParameters = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
};

describe("permessage-deflate in an endpoint, RFC 7692", () => {
  it.each([
    ["§7.2.3.1 one block", "c1 07 f2 48 cd c9 c9 07 00", ["48 65 6c 6c 6f in 1"]],
    ["§7.2.3.1 in two frames", "41 03 f2 48 cd 80 04 c9 c9 07 00", ["48 65 6c 6c 6f in 2"]],
    [
      "§7.2.3.2 sharing the window",
      "c1 07 f2 48 cd c9 c9 07 00 c1 05 f2 00 11 00 00",
      ["48 65 6c 6c 6f in 1", "48 65 6c 6c 6f in 1"],
    ],
    [
      "§7.2.3.3 a block without compression",
      "c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00",
      ["48 65 6c 6c 6f in 1"],
    ],
    ["§7.2.3.4 a block with BFINAL", "c1 08 f3 48 cd c9 c9 07 00 00", ["48 65 6c 6c 6f in 1"]],
    ["§7.2.3.5 two blocks", "c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00", ["48 65 6c 6c 6f in 1"]],
    ["§7.2.3.6 an empty message", "c1 01 00", ["in 1"]],
    [
      "§6 an uncompressed message between",
      "c1 07 f2 48 cd c9 c9 07 00 81 01 41",
      ["48 65 6c 6c 6f in 1", "41 in 1"],
    ],
  ])("%s", (_, bytes, messages) => {
    expect(eventsOf(bytes, { deflate })).toEqual(messages.map((text) => `message text ${text}`));
  });

  it("§6.1 frame payloads are inflated; control frames between are not touched", () => {
    const lines = transcriptOf("41 05 f2 48 cd c9 c9 89 01 70 80 02 07 00", { deflate });
    const frames = lines.filter((line) => line.startsWith("frame"));
    expect(frames.map((line) => line.replace(/\[.*\]/, "[]"))).toEqual([
      "frame text fin=0 rsv=4 [] 7",
      "frame ping fin=1 rsv=0 [] 3",
      "frame continuation fin=1 rsv=0 [] 4",
    ]);
    const inflated = frames
      .filter((line) => !line.includes("ping"))
      .map((line) => /\[(.*)\]/.exec(line)?.[1] ?? "");
    expect(inflated.join(" ").trim()).toBe("48 65 6c 6c 6f");
  });

  it("§7.2.3 sends compressed messages with RSV1 on the first frame only", () => {
    const { endpoint } = listen({ role: "server", deflate });
    expect(endpoint.sendText("Hello")).toBe(5);
    expect(toHex(outputOf(endpoint))).toBe("c1 07 f2 48 cd c9 c9 07 00");
    expect(endpoint.sendFragments("text", Buffer.from("Hello"), 2)).toBe(5);
    expect(toHex(outputOf(endpoint))).toBe("41 02 f2 00 00 02 11 00 80 01 00");
    endpoint.ping(fromHex("70"));
    endpoint.sendFrame({ opcode: 1, payload: fromHex("41") });
    expect(toHex(outputOf(endpoint))).toBe("89 01 70 81 01 41");
  });

  it.each([
    [4, "81 04"],
    [5, "c1"],
  ])("a message of %i bytes where compression begins at 5", (size, start) => {
    const { endpoint } = listen({ role: "server", deflate, compressMinBytes: 5 });
    endpoint.sendText("x".repeat(size));
    expect(toHex(outputOf(endpoint)).startsWith(start)).toBe(true);
  });

  const agreements: Partial<DeflateParameters>[] = [
    {},
    { serverNoContextTakeover: true },
    { clientNoContextTakeover: true },
    { serverMaxWindowBits: 8 },
    { clientMaxWindowBits: 9, clientNoContextTakeover: true },
    { serverMaxWindowBits: 10, clientMaxWindowBits: 12 },
  ];
  it.each(agreements)("§7.1 client and server understand each other under %o", (changes) => {
    const agreed = { ...deflate, ...changes };
    const client = listen({ role: "client", deflate: agreed });
    const server = listen({ role: "server", deflate: agreed });
    const expected: string[] = [];
    for (const size of [0, 1, 5, 300, 70_000]) {
      const payload = compressibleBytes(size, size);
      expected.push(`message binary ${payloadLine(payload)}`.trim());
      client.endpoint.sendBinary(payload);
      server.endpoint.sendFragments("binary", payload, 1_000);
      for (const piece of chop(outputOf(client.endpoint), 777)) server.endpoint.receive(piece);
      for (const piece of chop(outputOf(server.endpoint), 777)) client.endpoint.receive(piece);
    }
    for (const { lines } of [client, server]) {
      expect(lines.map((line) => line.replace(/ in \d+$/, ""))).toEqual(expected);
    }
  });

  it("§8 a bomb is stopped at the limit of a message, holding no more than that", () => {
    const { endpoint: bomber } = listen({ role: "server", deflate });
    bomber.sendBinary(new Uint8Array(10_000_000));
    const { endpoint, violations } = listen({
      role: "client",
      deflate,
      limits: { maxMessageBytes: 100_000 },
    });
    let mostBytes = 0;
    for (const piece of chop(outputOf(bomber), 100)) {
      endpoint.receive(piece);
      mostBytes = Math.max(mostBytes, endpoint.bufferedBytes);
    }
    expect(violations.map(({ code, closeCode }) => [code, closeCode])).toEqual([["message-too-big", 1009]]);
    expect([mostBytes <= 100_000, endpoint.bufferedBytes]).toEqual([true, 0]);
  });
});
