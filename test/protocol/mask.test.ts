import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyMask, maskRange } from "../../src/protocol/mask.js";
import { fromHex, toHex } from "./hex.js";

/** §5.3 to the letter: octet i is XORed with octet (i mod 4) of the key. */
function naivelyMasked(bytes: Uint8Array, key: number, phase: number): Uint8Array {
  const octets = [key >>> 24, (key >>> 16) & 255, (key >>> 8) & 255, key & 255];
  return bytes.map((byte, i) => byte ^ (octets[(i + phase) % 4] ?? 0));
}

describe("masking, RFC 6455 §5.3", () => {
  it('§5.7 "Hello" under the key 37 fa 21 3d', () => {
    const bytes = fromHex("48 65 6c 6c 6f");
    applyMask(bytes, 0x37fa213d);
    expect(toHex(bytes)).toBe("7f 9f 4d 51 58");
  });

  it("the key 0 changes nothing", () => {
    const bytes = fromHex("00 01 ff");
    applyMask(bytes, 0);
    expect(toHex(bytes)).toBe("00 01 ff");
  });

  const lengths = [
    0, 1, 2, 3, 4, 5, 31, 32, 125, 126, 127, 128, 129, 130, 131, 159, 160, 1000, 65_535, 65_536,
  ];
  it.each(lengths)("%i bytes at every alignment and phase are as the naive loop has them", (length) => {
    for (let offset = 0; offset < 8; offset++) {
      const memory = new Uint8Array(length + 16).map((_, i) => (i * 31 + 7) & 255);
      for (let phase = 0; phase < 5; phase++) {
        const expected = memory.slice();
        expected.set(naivelyMasked(memory.subarray(offset, offset + length), 0xdeadbe01, phase), offset);
        const actual = memory.slice();
        applyMask(actual.subarray(offset, offset + length), 0xdeadbe01, phase);
        // Neighbours too: nothing beside the view may change.
        expect(Buffer.compare(actual, expected), `offset ${offset}, phase ${phase}`).toBe(0);
      }
    }
  });

  it("§5.3 any payload, any key, masked in two pieces cut anywhere, is as the naive loop has it", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.nat(),
        (payload, key, cut) => {
          const at = cut % (payload.length + 1);
          const bytes = payload.slice();
          applyMask(bytes.subarray(0, at), key);
          applyMask(bytes.subarray(at), key, at);
          expect(toHex(bytes)).toBe(toHex(naivelyMasked(payload, key, 0)));
          maskRange(bytes, 0, bytes.length, key, 0);
          expect(toHex(bytes)).toBe(toHex(payload));
        },
      ),
      { seed: 53 },
    );
  });
});
