import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameDecoder } from "../../src/protocol/frame-decoder.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { RawFrame } from "../../src/protocol/raw-frame.js";
import { decode, decodeBothWays } from "./decoded-frames.js";
import { fromHex } from "./hex.js";
import { payloadLine } from "./transcript.js";

describe("frame decoder, RFC 6455 §5.2", () => {
  const examples: [string, Role, string, string[]][] = [
    [
      "a single-frame unmasked text message",
      "client",
      "81 05 48 65 6c 6c 6f",
      ["1 0 1 none 2 [48 65 6c 6c 6f]"],
    ],
    [
      "a single-frame masked text message",
      "server",
      "81 85 37 fa 21 3d 7f 9f 4d 51 58",
      ["1 0 1 37fa213d 6 [48 65 6c 6c 6f]"],
    ],
    [
      "a fragmented unmasked text message",
      "client",
      "01 03 48 65 6c 80 02 6c 6f",
      ["0 0 1 none 2 [48 65 6c]", "1 0 0 none 2 [6c 6f]"],
    ],
    ["an unmasked ping", "client", "89 05 48 65 6c 6c 6f", ["1 0 9 none 2 [48 65 6c 6c 6f]"]],
    ["a masked pong", "server", "8a 85 37 fa 21 3d 7f 9f 4d 51 58", ["1 0 10 37fa213d 6 [48 65 6c 6c 6f]"]],
  ];
  it.each(examples)("§5.7 %s", (_, role, bytes, frames) => {
    expect(decodeBothWays(fromHex(bytes), { role })).toEqual({ frames, violations: [] });
  });

  it.each([
    [256, "82 7e 01 00", 4],
    [65_536, "82 7f 00 00 00 00 00 01 00 00", 10],
  ])("§5.7 %i bytes of binary data in one unmasked frame", (payloadBytes, header, headerBytes) => {
    const payload = new Uint8Array(payloadBytes).map((_, i) => i & 255);
    const { frames } = decodeBothWays(Buffer.concat([fromHex(header), payload]));
    expect(frames).toEqual([`1 0 2 none ${headerBytes} [${payloadLine(payload)}]`]);
  });

  it.each([0, 1, 125, 126, 127, 65_535, 65_536])(
    "a masked frame of %i bytes, and one after it",
    (payloadBytes) => {
      const payload = new Uint8Array(payloadBytes).map((_, i) => (i * 7) & 255);
      const first = encodeFrame({ opcode: 2, payload }, 0x12345678);
      const second = encodeFrame({ opcode: 1, payload: fromHex("41") }, 0x9abcdef0);
      const { frames } = decodeBothWays(Buffer.concat([first, second]), { role: "server" });
      expect(frames.map((frame) => frame.slice(frame.indexOf("[")))).toEqual([
        `[${payloadLine(payload)}]`,
        "[41]",
      ]);
    },
  );

  it.each([
    [1_000, []],
    [1_001, ["frame-too-big"]],
  ])("§10.4 a frame that announces %i bytes where the limit is 1000", (announcedBytes, codes) => {
    const header = encodeFrame({ opcode: 2, announcedBytes }, false);
    const limits = { maxFrameBytes: 1_000 };
    expect(decodeBothWays(header, { limits }).violations.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    [100, []],
    [101, ["frame-too-big"]],
  ])("§10.4 a 7-bit length of %i where the limit is 100", (announcedBytes, codes) => {
    const header = encodeFrame({ opcode: 2, announcedBytes }, false);
    const limits = { maxFrameBytes: 100 };
    expect(decodeBothWays(header, { limits }).violations.map(({ code }) => code)).toEqual(codes);
  });

  it("delivers views of the bytes given, not copies", () => {
    const bytes = fromHex("82 03 01 02 03");
    let seen: Uint8Array | undefined;
    const decoder = new FrameDecoder(
      { role: "client", limits: { maxFrameBytes: 10 }, allowRsv1: false },
      { header() {}, violation() {}, payload: (_, piece) => (seen = piece) },
    );
    decoder.receive(bytes);
    expect([seen?.buffer === bytes.buffer, seen?.byteOffset, seen?.length]).toEqual([true, 2, 3]);
    expect(decoder.isInsideFrame).toBe(false);
    decoder.receive(bytes.subarray(0, 1));
    expect(decoder.isInsideFrame).toBe(true);
    decoder.receive(bytes.subarray(1, 4));
    expect(decoder.isInsideFrame).toBe(true);
  });

  it("stops in the middle of a chunk when told to", () => {
    const opcodes: number[] = [];
    const decoder = new FrameDecoder(
      { role: "client", limits: { maxFrameBytes: 10 }, allowRsv1: false },
      {
        header: (header) => {
          opcodes.push(header.opcode);
          if (header.opcode === 2) decoder.stop();
        },
        payload: (header) => opcodes.push(-header.opcode),
        violation: () => expect.fail("no rule was broken"),
      },
    );
    decoder.receive(fromHex("81 00 82 00 81 00 ff ff"));
    decoder.receive(fromHex("81 00"));
    expect(opcodes).toEqual([1, -1, 2]);
  });

  const legalFrames: fc.Arbitrary<RawFrame> = fc.oneof(
    fc.record({
      opcode: fc.constantFrom(0, 1, 2),
      fin: fc.boolean(),
      payload: fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ minLength: 65_530, maxLength: 65_540, size: "max" }),
      ),
    }),
    fc.record({ opcode: fc.constantFrom(8, 9, 10), payload: fc.uint8Array({ maxLength: 125 }) }),
  );

  it("§5.2 decode(encode(frames)) = frames, cut anywhere, in both directions", () => {
    fc.assert(
      fc.property(
        fc.array(legalFrames, { maxLength: 5 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.constantFrom<Role>("client", "server"),
        fc.array(fc.nat(), { maxLength: 12 }),
        (frames, key, role, cuts) => {
          const mask = role === "server" && key;
          const stream = Buffer.concat(frames.map((frame) => encodeFrame(frame, mask)));
          const at = cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b);
          const pieces = [0, ...at].map((start, i) => stream.subarray(start, at[i] ?? stream.length));
          const decoded = decode(pieces, { role });
          expect(decoded.violations).toEqual([]);
          expect(decoded.frames.map((frame) => frame.replace(/ \d+ \[/, " ["))).toEqual(
            frames.map(({ fin = true, opcode, payload = new Uint8Array(0) }) =>
              [
                fin ? 1 : 0,
                0,
                opcode,
                mask === false ? "none" : mask.toString(16),
                `[${payloadLine(payload)}]`,
              ].join(" "),
            ),
          );
        },
      ),
      { numRuns: 200, seed: 6455 },
    );
  });
});
