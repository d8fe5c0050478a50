import fc from "fast-check";
import { expect, test } from "vitest";
import { sameBytes, sameBytesFrom } from "../../../src/engine/traffic/same-bytes.js";

const bytes = fc.uint8Array({ maxLength: 200 });

test("equal bytes are the same, and one changed byte at any place is not", () => {
  fc.assert(
    fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (original, place, change) => {
      const copy = original.slice();
      expect(sameBytes(original, copy)).toBe(true);
      if (copy.length === 0) return;
      const at = place % copy.length;
      copy[at] = (copy[at] as number) ^ change;
      expect(sameBytes(original, copy)).toBe(false);
      expect(sameBytesFrom(at + 1, original, copy)).toBe(true);
      expect(sameBytesFrom(at, original, copy)).toBe(false);
    }),
  );
});

test("bytes of another length are not the same", () => {
  fc.assert(
    fc.property(bytes, (one) => {
      expect(sameBytes(one, Uint8Array.of(...one, 0))).toBe(false);
    }),
  );
});
