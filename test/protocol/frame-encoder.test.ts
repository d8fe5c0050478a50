import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WsrigError } from "../../src/errors.js";
import {
  chop,
  countFragments,
  encodeFragments,
  encodeFrame,
  frameHeaderBytes,
} from "../../src/protocol/frame-encoder.js";
import type { RawFrame } from "../../src/protocol/raw-frame.js";
import { fromHex, toHex } from "./hex.js";

const hello = Buffer.from("Hello");
const exampleKey = 0x37fa213d;

describe("frame encoder, RFC 6455 §5.2", () => {
  const examples: [string, RawFrame, string][] = [
    ["a single-frame unmasked text message", { opcode: 1, payload: hello }, "81 05 48 65 6c 6c 6f"],
    [
      "a single-frame masked text message",
      { opcode: 1, payload: hello, mask: exampleKey },
      "81 85 37 fa 21 3d 7f 9f 4d 51 58",
    ],
    [
      "the first fragment of an unmasked text message",
      { opcode: 1, fin: false, payload: Buffer.from("Hel") },
      "01 03 48 65 6c",
    ],
    ["the second fragment of it", { opcode: 0, payload: Buffer.from("lo") }, "80 02 6c 6f"],
    ["an unmasked ping", { opcode: 9, payload: hello }, "89 05 48 65 6c 6c 6f"],
    ["a masked pong", { opcode: 10, payload: hello, mask: exampleKey }, "8a 85 37 fa 21 3d 7f 9f 4d 51 58"],
  ];
  it.each(examples)("§5.7 %s", (_, frame, bytes) => {
    expect(toHex(encodeFrame(frame, false))).toBe(bytes);
  });

  it.each([
    [256, "82 7e 01 00"],
    [65_536, "82 7f 00 00 00 00 00 01 00 00"],
  ])("§5.7 %i bytes of binary data in one unmasked frame", (payloadBytes, header) => {
    const bytes = encodeFrame({ opcode: 2, payload: new Uint8Array(payloadBytes).fill(7) }, false);
    expect(toHex(bytes.subarray(0, -payloadBytes))).toBe(header);
    expect(bytes.subarray(-payloadBytes).every((byte) => byte === 7)).toBe(true);
  });

  it.each([
    [0, "82 00", "82 80"],
    [1, "82 01", "82 81"],
    [125, "82 7d", "82 fd"],
    [126, "82 7e 00 7e", "82 fe 00 7e"],
    [127, "82 7e 00 7f", "82 fe 00 7f"],
    [65_535, "82 7e ff ff", "82 fe ff ff"],
    [65_536, "82 7f 00 00 00 00 00 01 00 00", "82 ff 00 00 00 00 00 01 00 00"],
  ])("§5.2 a length of %i takes the fewest bytes", (payloadBytes, unmasked, masked) => {
    const frame = { opcode: 2, payload: new Uint8Array(payloadBytes) };
    const plain = encodeFrame(frame, false);
    const keyed = encodeFrame(frame, 0x01020304);
    expect(toHex(plain.subarray(0, frameHeaderBytes(payloadBytes, false)))).toBe(unmasked);
    expect(toHex(keyed.subarray(0, frameHeaderBytes(payloadBytes, true)))).toBe(`${masked} 01 02 03 04`);
    expect(plain.length).toBe(frameHeaderBytes(payloadBytes, false) + payloadBytes);
    expect(keyed.length).toBe(frameHeaderBytes(payloadBytes, true) + payloadBytes);
  });

  const onPurpose: [string, RawFrame, string][] = [
    ["RSV1", { opcode: 1, rsv: 4 }, "c1 00"],
    ["RSV2", { opcode: 1, rsv: 2 }, "a1 00"],
    ["RSV3", { opcode: 1, rsv: 1 }, "91 00"],
    ["all RSV bits without FIN", { opcode: 2, rsv: 7, fin: false }, "72 00"],
    ["a reserved opcode", { opcode: 11 }, "8b 00"],
    ["a fragmented ping", { opcode: 9, fin: false }, "09 00"],
    [
      "a length of 5 in 16 bits",
      { opcode: 1, payload: hello, lengthForm: "16" },
      "81 7e 00 05 48 65 6c 6c 6f",
    ],
    [
      "a length of 1 in 64 bits",
      { opcode: 1, payload: fromHex("41"), lengthForm: "64" },
      "81 7f 00 00 00 00 00 00 00 01 41",
    ],
    ["a length beyond the payload", { opcode: 1, announcedBytes: 70_000 }, "81 7f 00 00 00 00 00 01 11 70"],
    [
      "a length short of the payload",
      { opcode: 1, payload: hello, announcedBytes: 2 },
      "81 02 48 65 6c 6c 6f",
    ],
    [
      "a length with the highest bit set",
      { opcode: 2, announcedBytes: 2n ** 63n },
      "82 7f 80 00 00 00 00 00 00 00",
    ],
    ["the code 127 without the 64 bits", { opcode: 2, lengthForm: "7", announcedBytes: 127 }, "82 7f"],
    ["a mask where none should be", { opcode: 1, mask: 0 }, "81 80 00 00 00 00"],
  ];
  it.each(onPurpose)("writes %s when told to", (_, frame, bytes) => {
    expect(toHex(encodeFrame(frame, false))).toBe(bytes);
  });

  it("leaves the mask out when told to, and takes the default key for `true`", () => {
    expect(toHex(encodeFrame({ opcode: 1, mask: false }, 1))).toBe("81 00");
    expect(toHex(encodeFrame({ opcode: 1, mask: true }, 1))).toBe("81 80 00 00 00 01");
  });

  it.each<[RawFrame, string]>([
    [{ opcode: 16 }, "opcode is 16; must be an integer from 0 to 15"],
    [{ opcode: 1, rsv: 8 }, "rsv is 8; must be an integer from 0 to 7"],
    [{ opcode: 1, mask: 2 ** 32 }, "mask is 4294967296; must be an integer from 0 to 4294967295"],
    [{ opcode: 1, mask: true }, "mask is true but no key was given; must be a key of 32 bits"],
    [{ opcode: 1, announcedBytes: 128, lengthForm: "7" }, "the announced length is 128; must fit 7 bits"],
    [
      { opcode: 1, announcedBytes: 65_536, lengthForm: "16" },
      "the announced length is 65536; must fit 16 bits",
    ],
    [
      { opcode: 1, announcedBytes: 2n ** 64n },
      "the announced length is 18446744073709551616; must fit 64 bits",
    ],
    [{ opcode: 1, announcedBytes: -1 }, "the announced length is -1; must fit 64 bits"],
    [{ opcode: 1, announcedBytes: 1.5 }, "the announced length is 1.5; must be an integer"],
    [{ opcode: 1, announcedBytes: Number.NaN }, "the announced length is NaN; must be an integer"],
    [
      { opcode: 1, announcedBytes: Number.POSITIVE_INFINITY },
      "the announced length is Infinity; must be an integer",
    ],
  ])("%o has no bits to stand in", (frame, message) => {
    expect(() => encodeFrame(frame, false)).toThrow(
      expect.objectContaining({ constructor: WsrigError, code: "frame-invalid", message }),
    );
  });

  it.each([
    ["text", "Hello", 3, "01 03 48 65 6c 80 02 6c 6f"],
    ["binary", "Hello", 2, "02 02 48 65 00 02 6c 6c 80 01 6f"],
    ["text", "Hell", 2, "01 02 48 65 80 02 6c 6c"],
    ["text", "Hello", 5, "81 05 48 65 6c 6c 6f"],
    ["text", "Hello", 100, "81 05 48 65 6c 6c 6f"],
    ["text", "", 1, "81 00"],
  ] as const)("§5.4 %s %j in fragments of %i bytes", (kind, text, fragmentBytes, bytes) => {
    expect(toHex(encodeFragments(kind, Buffer.from(text), fragmentBytes, () => false))).toBe(bytes);
  });

  it("§5.3 every fragment is masked under a key of its own", () => {
    let key = 0;
    const bytes = encodeFragments("binary", fromHex("00 00 00"), 2, () => ++key);
    expect(toHex(bytes)).toBe("02 82 00 00 00 01 00 00 80 81 00 00 00 02 00");
  });

  it("RFC 7692 §6 only the first fragment of a compressed message carries RSV1", () => {
    expect(toHex(encodeFragments("text", fromHex("01 02"), 1, () => false, true))).toBe("41 01 01 80 01 02");
  });

  it.each([0, -1, 1.5, Number.NaN])("fragments of %s bytes are refused", (fragmentBytes) => {
    expect(() => encodeFragments("text", hello, fragmentBytes, () => false)).toThrow(
      `fragmentBytes is ${fragmentBytes}; must be an integer greater than 0`,
    );
    expect(() => chop(hello, fragmentBytes)).toThrow(
      `pieceBytes is ${fragmentBytes}; must be an integer greater than 0`,
    );
  });

  it.each([
    [0, 1, 1],
    [1, 1, 1],
    [5, 2, 3],
    [4, 2, 2],
  ])("%i bytes in fragments of %i are %i frames", (payloadBytes, fragmentBytes, frames) => {
    expect(countFragments(payloadBytes, fragmentBytes)).toBe(frames);
  });

  it("chops bytes into pieces that share their memory", () => {
    const bytes = fromHex("01 02 03 04 05");
    const pieces = chop(bytes, 2);
    expect(pieces.map(toHex)).toEqual(["01 02", "03 04", "05"]);
    expect(pieces.every((piece) => piece.buffer === bytes.buffer)).toBe(true);
    expect(chop(fromHex(""), 2)).toEqual([]);
  });

  it("never shows memory other than the frame's", () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000 }), fc.boolean(), (payloadBytes, masked) => {
        const bytes = encodeFrame(
          { opcode: 2, payload: new Uint8Array(payloadBytes).fill(0xaa) },
          masked && 0,
        );
        expect(bytes.length).toBe(frameHeaderBytes(payloadBytes, masked) + payloadBytes);
        expect(bytes.subarray(-payloadBytes || bytes.length).every((byte) => byte === 0xaa)).toBe(true);
      }),
      { seed: 52 },
    );
  });
});
