import { describe, expect, it } from "vitest";
import { Endpoint } from "../../src/protocol/endpoint.js";
import { encodeFragments, encodeFrame } from "../../src/protocol/frame-encoder.js";
import type { ReceivedMessage } from "../../src/protocol/received.js";
import { fromHex, toHex } from "./hex.js";
import { eventsOf, exampleMaskKey, listen, payloadLine, transcriptOf } from "./transcript.js";

describe("messages that an endpoint receives, RFC 6455 §5.4 and §5.6", () => {
  it.each([
    ["client", "81 05 48 65 6c 6c 6f", ["message text 48 65 6c 6c 6f in 1"]],
    ["server", "81 85 37 fa 21 3d 7f 9f 4d 51 58", ["message text 48 65 6c 6c 6f in 1"]],
    ["client", "01 03 48 65 6c 80 02 6c 6f", ["message text 48 65 6c 6c 6f in 2"]],
    ["client", "89 05 48 65 6c 6c 6f", ["ping 48 65 6c 6c 6f"]],
    ["server", "8a 85 37 fa 21 3d 7f 9f 4d 51 58", ["pong 48 65 6c 6c 6f"]],
  ] as const)("§5.7 as a %s: %s", (role, bytes, lines) => {
    expect(eventsOf(bytes, { role })).toEqual(lines);
  });

  it.each([0, 1, 125, 126, 127, 65_535, 65_536])(
    "binary messages of %i bytes, whole and in fragments",
    (size) => {
      const payload = new Uint8Array(size).map((_, i) => (i * 13) & 255);
      const line = payloadLine(payload);
      const whole = encodeFrame({ opcode: 2, payload }, exampleMaskKey);
      expect(eventsOf(whole, { role: "server" })).toEqual([`message binary ${line} in 1`.replace("  ", " ")]);
      const fragmentBytes = Math.max(1, Math.ceil(size / 3));
      const fragments = encodeFragments("binary", payload, fragmentBytes, () => exampleMaskKey);
      const frames = Math.max(1, Math.ceil(size / fragmentBytes));
      expect(eventsOf(fragments, { role: "server" })).toEqual([
        `message binary ${line} in ${frames}`.replace("  ", " "),
      ]);
    },
  );

  it("§5.5 control frames come between the fragments of a message", () => {
    expect(transcriptOf("01 01 41 89 01 70 00 00 8a 00 80 01 42")).toEqual([
      "frame text fin=0 rsv=0 [41] 3",
      "frame ping fin=1 rsv=0 [70] 3",
      "ping 70",
      "frame continuation fin=0 rsv=0 [] 2",
      "frame pong fin=1 rsv=0 [] 2",
      "pong",
      "frame continuation fin=1 rsv=0 [42] 3",
      "message text 41 42 in 3",
    ]);
  });

  it.each([
    ["all fragments empty", "01 00 00 00 80 00", "message text in 3"],
    ["only the last one filled", "02 00 80 01 ff", "message binary ff in 2"],
    ["only the first one filled", "02 01 ff 80 00", "message binary ff in 2"],
    ["a code point cut by a fragment", "01 01 c3 80 01 a9", "message text c3 a9 in 2"],
    ["text with a zero byte and a byte order mark", "81 04 ef bb bf 00", "message text ef bb bf 00 in 1"],
  ])("§5.4 %s", (_, bytes, line) => {
    expect(eventsOf(bytes)).toEqual([line]);
  });

  it("messages follow each other, each with its own count of fragments", () => {
    expect(eventsOf("82 01 01 02 01 02 80 01 03 81 01 41 02 00 80 00")).toEqual([
      "message binary 01 in 1",
      "message binary 02 03 in 2",
      "message text 41 in 1",
      "message binary in 2",
    ]);
  });

  it("a message that lies whole in the chunk is a view of it; a cut one is not", () => {
    const seen: ReceivedMessage[] = [];
    const endpoint = new Endpoint(
      { role: "client", maskKey: () => 0 },
      { messageReceived: (message) => seen.push(message) },
    );
    const chunk = fromHex("00 82 02 aa bb 02 00 80 01 cc 82 01 dd");
    endpoint.receive(chunk.subarray(1));
    expect(seen.map(({ payload }) => payload.buffer === chunk.buffer)).toEqual([true, true, true]);
    expect(seen.map(({ payload }) => payload.byteOffset)).toEqual([3, 9, 12]);
    expect(endpoint.bufferedBytes).toBe(0);
    endpoint.receive(fromHex("82 02 aa"));
    const rest = fromHex("bb");
    endpoint.receive(rest);
    expect(seen[3]?.payload.buffer === rest.buffer).toBe(false);
  });

  it("memory follows what was received, not what a header announced", () => {
    const { endpoint } = listen();
    endpoint.receive(encodeFrame({ opcode: 2, announcedBytes: 60_000_000 }, false));
    expect(endpoint.bufferedBytes).toBe(0);
    endpoint.receive(new Uint8Array(10));
    expect(endpoint.bufferedBytes).toBe(1_024);
    endpoint.receive(new Uint8Array(100_000));
    expect(endpoint.bufferedBytes).toBe(131_072);
  });

  it("memory stops at the limit of a message and is let go with it", () => {
    const { endpoint, lines } = listen({ limits: { maxMessageBytes: 100_000 } });
    endpoint.receive(encodeFrame({ opcode: 2, announcedBytes: 100_000 }, false));
    endpoint.receive(new Uint8Array(99_999));
    expect(endpoint.bufferedBytes).toBe(100_000);
    endpoint.receive(new Uint8Array(1));
    expect(endpoint.bufferedBytes).toBe(0);
    expect(lines).toEqual([`message binary ${payloadLine(new Uint8Array(100_000))} in 1`]);
  });

  it("nothing of a message is left in the next one that uses its memory", () => {
    const { endpoint, lines } = listen();
    for (const filler of [0x11, 0x22]) {
      endpoint.receive(encodeFrame({ opcode: 2, announcedBytes: 40_000 }, false));
      endpoint.receive(new Uint8Array(39_999).fill(filler));
      endpoint.receive(Uint8Array.of(filler));
    }
    expect(lines).toEqual(
      [0x11, 0x22].map((b) => `message binary ${payloadLine(new Uint8Array(40_000).fill(b))} in 1`),
    );
  });

  it("text passes as it is to a sink that compares bytes", () => {
    const seen: string[] = [];
    const endpoint = new Endpoint(
      { role: "client", maskKey: () => 0 },
      { comparesBytes: true, messageReceived: ({ payload }) => seen.push(toHex(payload)) },
    );
    endpoint.receive(fromHex("81 01 ff 01 01 ff 80 00"));
    expect(seen).toEqual(["ff", "ff"]);
  });

  it("counts frames and messages", () => {
    const { endpoint } = listen();
    endpoint.receive(fromHex("01 01 41 89 00 80 00 82 00 8a"));
    expect(endpoint.counters).toEqual({
      framesReceived: 4,
      framesSent: 1,
      messagesReceived: 2,
      messagesSent: 0,
    });
  });
});
