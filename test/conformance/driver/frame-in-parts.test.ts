// A frame in parts is, joined, the frame in one piece.

import fc from "fast-check";
import { expect, test } from "vitest";
import { FrameInParts } from "../../../src/conformance/driver/frame-in-parts.js";
import { encodeFrame } from "../../../src/protocol/frame-encoder.js";
import { fromHex, toHex } from "../../protocol/hex.js";

test("§5.3 the mask goes on over the parts", () => {
  const frame = new FrameInParts({ opcode: 1, announcedBytes: 5 }, 0x37fa213d);
  // RFC 6455 §5.7: a single-frame masked text message, "Hello".
  expect(toHex(frame.header)).toBe("81 85 37 fa 21 3d");
  expect(toHex(frame.part(fromHex("48")))).toBe("7f");
  expect(toHex(frame.part(fromHex("65 6c 6c")))).toBe("9f 4d 51");
  expect(toHex(frame.part(fromHex("6f")))).toBe("58");
  expect(frame.isMasked).toBe(true);
});

test("without a key nothing is masked", () => {
  const frame = new FrameInParts({ opcode: 2, fin: false, announcedBytes: 300 }, false);
  expect(toHex(frame.header)).toBe("02 7e 01 2c");
  expect(toHex(frame.part(fromHex("fe ff")))).toBe("fe ff");
  expect(frame.isMasked).toBe(false);
});

test("any cut gives the bytes of the whole frame, and leaves the payload as it was", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.nat(120), { maxLength: 8 }),
      fc.oneof(fc.constant(false as const), fc.nat(0xffff_ffff)),
      (payload, cuts, key) => {
        const before = toHex(payload);
        const frame = new FrameInParts({ opcode: 1, announcedBytes: payload.length }, key);
        const written = [frame.header];
        let at = 0;
        for (const bytes of [...cuts, payload.length]) {
          written.push(frame.part(payload.subarray(at, at + bytes)));
          at = Math.min(at + bytes, payload.length);
        }
        expect(toHex(Buffer.concat(written))).toBe(toHex(encodeFrame({ opcode: 1, payload }, key)));
        expect(toHex(payload)).toBe(before);
      },
    ),
  );
});
