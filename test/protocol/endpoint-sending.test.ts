import { describe, expect, it } from "vitest";
import { WsrigError } from "../../src/errors.js";
import { Endpoint } from "../../src/protocol/endpoint.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import { fromHex, toHex } from "./hex.js";
import { exampleMaskKey, listen, outputOf, payloadLine } from "./transcript.js";

describe("what an endpoint sends, RFC 6455 §5 and §6", () => {
  it.each([
    ["server", "81 05 48 65 6c 6c 6f"],
    ["client", "81 85 37 fa 21 3d 7f 9f 4d 51 58"],
  ] as const)('§5.7 a %s sends the text "Hello"', (role, bytes) => {
    const { endpoint } = listen({ role });
    expect(endpoint.sendText("Hello")).toBe(5);
    expect(endpoint.outputBytes).toBe(bytes.split(" ").length);
    expect(toHex(outputOf(endpoint))).toBe(bytes);
    expect(endpoint.outputBytes).toBe(0);
    expect(endpoint.takeOutput()).toEqual([]);
  });

  it("text is sent as UTF-8 and its bytes are counted; a lone surrogate becomes U+FFFD", () => {
    const { endpoint } = listen({ role: "server" });
    expect([endpoint.sendText("é你𝄞"), endpoint.sendText("\ud800"), endpoint.sendText("")]).toEqual([
      9, 3, 0,
    ]);
    expect(toHex(outputOf(endpoint))).toBe("81 09 c3 a9 e4 bd a0 f0 9d 84 9e 81 03 ef bf bd 81 00");
  });

  const sizes = [0, 1, 125, 126, 127, 2_000, 2_048, 2_049, 16_384, 65_535, 65_536];
  it.each(sizes)("messages of %i bytes are the encoder's frames, in both roles", (size) => {
    const payload = Buffer.alloc(size, "a");
    for (const role of ["client", "server"] as const) {
      const mask = role === "client" && exampleMaskKey;
      const { endpoint } = listen({ role });
      expect(endpoint.sendText(payload.toString())).toBe(size);
      expect(endpoint.sendBinary(payload)).toBe(size);
      const expected = Buffer.concat([
        encodeFrame({ opcode: 1, payload }, mask),
        encodeFrame({ opcode: 2, payload }, mask),
      ]);
      expect(payloadLine(outputOf(endpoint))).toBe(payloadLine(expected));
    }
  });

  it("§5.3 a client asks for a key for every frame, control frames too", () => {
    let key = 0;
    const endpoint = new Endpoint({ role: "client", maskKey: () => ++key }, {});
    endpoint.sendText("");
    endpoint.ping();
    endpoint.sendFragments("binary", fromHex("00 00"), 1);
    endpoint.receive(fromHex("89 00"));
    endpoint.close();
    expect(toHex(outputOf(endpoint))).toBe(
      [
        "81 80 00 00 00 01",
        "89 80 00 00 00 02",
        "02 81 00 00 00 03 00",
        "80 81 00 00 00 04 00",
        "8a 80 00 00 00 05",
        "88 80 00 00 00 06",
      ].join(" "),
    );
  });

  it("§5.5 pings and pongs carry up to 125 bytes", () => {
    const { endpoint } = listen({ role: "server" });
    endpoint.ping(fromHex("70"));
    endpoint.pong();
    endpoint.ping(new Uint8Array(125));
    expect(toHex(outputOf(endpoint).subarray(0, 7))).toBe("89 01 70 8a 00 89 7d");
    for (const send of [() => endpoint.ping(new Uint8Array(126)), () => endpoint.pong(new Uint8Array(126))]) {
      expect(send).toThrow(
        expect.objectContaining({
          constructor: WsrigError,
          code: "control-payload-too-long",
          message: "the payload of a control frame takes 126 bytes; at most 125 are allowed",
        }),
      );
    }
    expect(endpoint.outputBytes).toBe(0);
  });

  it("§5.5.3 a ping is answered with its payload, before the callback; not when told so", () => {
    const outputs: number[] = [];
    const endpoint: Endpoint = new Endpoint(
      { role: "client", maskKey: () => 0 },
      { pingReceived: () => outputs.push(endpoint.outputBytes) },
    );
    endpoint.receive(fromHex("89 02 68 69"));
    expect(outputs).toEqual([8]);
    expect(toHex(outputOf(endpoint))).toBe("8a 82 00 00 00 00 68 69");
    const { endpoint: silent, lines } = listen({ autoPong: false });
    silent.receive(fromHex("89 00"));
    expect([lines, silent.outputBytes]).toEqual([["ping"], 0]);
  });

  it.each([
    ["server", "81 00", "81 80 37 fa 21 3d"],
    ["client", "81 80 37 fa 21 3d", "81 80 37 fa 21 3d"],
  ] as const)(
    "§5.1 a %s masks its frames as its role demands, or when told to",
    (role, byDefault, masked) => {
      const { endpoint } = listen({ role });
      expect(endpoint.sendFrame({ opcode: 1 })).toBe(byDefault.split(" ").length);
      expect(toHex(outputOf(endpoint))).toBe(byDefault);
      endpoint.sendFrame({ opcode: 1, mask: true });
      expect(toHex(outputOf(endpoint))).toBe(masked);
      endpoint.sendFrame({ opcode: 1, mask: false });
      expect(toHex(outputOf(endpoint))).toBe("81 00");
    },
  );

  it("the order of calls is the order on the wire, whatever the sizes", () => {
    const { endpoint } = listen({ role: "server" });
    const large = new Uint8Array(5_000).fill(1);
    endpoint.sendBytes(fromHex("82 01 0a"), 1, 1);
    endpoint.sendText("b");
    endpoint.sendBytes(fromHex("82 01 0c"), 1, 1);
    endpoint.sendBinary(large);
    endpoint.sendText("d");
    endpoint.sendBytes(large, 0, 0);
    endpoint.ping();
    const parts = endpoint.takeOutput();
    expect(parts.map((part) => part.length)).toEqual([3, 6, 5_004, 3, 5_000, 2]);
    expect(toHex(Buffer.concat([parts[0] ?? large, parts[1] ?? large]))).toBe("82 01 0a 81 01 62 82 01 0c");
  });

  it("small frames of a batch lie in one array", () => {
    const { endpoint } = listen({ role: "client" });
    for (let i = 0; i < 40; i++) endpoint.sendText("hello");
    const parts = endpoint.takeOutput();
    expect(parts.reduce((sum, part) => sum + part.length, 0)).toBe(40 * 11);
    expect(parts.length).toBeLessThanOrEqual(2); // two when the shared memory ran out in between
  });

  it("endpoints that write in turns send each its own bytes, which do not change once taken", () => {
    const { endpoint: one } = listen({ role: "server" });
    const { endpoint: other } = listen({ role: "server" });
    const taken: Uint8Array[] = [];
    const expected: string[] = [];
    const frameOf = (text: string): Uint8Array =>
      encodeFrame({ opcode: 1, payload: Buffer.from(text) }, false);
    for (let i = 0; i < 3_000; i++) {
      one.sendText(`a${i}`);
      other.sendText(`b${i}`);
      one.sendText("!");
      taken.push(...other.takeOutput(), Buffer.concat(one.takeOutput()));
      expected.push(toHex(frameOf(`b${i}`)), toHex(Buffer.concat([frameOf(`a${i}`), frameOf("!")])));
    }
    expect(taken.map(toHex)).toEqual(expected);
  });

  it("payloads may be reused after the call", () => {
    const { endpoint } = listen({ role: "server" });
    for (const size of [1, 3_000]) {
      const payload = new Uint8Array(size).fill(7);
      endpoint.sendBinary(payload);
      endpoint.sendFragments("binary", payload, size);
      payload.fill(8);
    }
    expect([...outputOf(endpoint)].includes(8)).toBe(false);
  });

  it("counts frames and messages", () => {
    const { endpoint } = listen({ role: "server" });
    endpoint.sendText("a");
    endpoint.sendBinary(fromHex("01"));
    endpoint.sendFragments("text", fromHex("41 42 43"), 2);
    endpoint.sendFrame({ opcode: 1, fin: false });
    endpoint.sendFrame({ opcode: 0 });
    endpoint.sendFrame({ opcode: 9 });
    endpoint.sendBytes(fromHex("81 00 81 00"), 2, 2);
    endpoint.ping();
    expect(endpoint.counters).toEqual({
      framesReceived: 0,
      framesSent: 10,
      messagesReceived: 0,
      messagesSent: 6,
    });
  });

  it("a callback may send and close", () => {
    const endpoint: Endpoint = new Endpoint(
      { role: "server", maskKey: () => 0 },
      {
        messageReceived(message) {
          endpoint.sendBinary(message.payload);
          endpoint.close(1000);
        },
      },
    );
    endpoint.receive(fromHex("82 81 00 00 00 00 41 88 80 00 00 00 00"));
    expect(toHex(outputOf(endpoint))).toBe("82 01 41 88 02 03 e8");
    expect(endpoint.outcome).toMatchObject({ wasClean: true, initiatedBy: "local" });
  });
});
