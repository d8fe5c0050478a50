// Views that are kept must be those of the bytes that were asked for, whatever was asked before.

import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { chunkView, keepViewsOf } from "../../src/protocol/chunk-view.js";

afterEach(() => keepViewsOf(new Uint8Array(0)));

function bytesUpTo(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7) & 0xff);
}

describe("a view of a chunk", () => {
  test("is of the bytes asked for, in any order, of the static buffer and of other chunks", () => {
    const shared = bytesUpTo(10_000);
    keepViewsOf(shared);
    const chunks = [shared, shared.subarray(0, 9_000), bytesUpTo(9_500), shared.slice(0, 9_000)];
    const ask = fc.tuple(fc.nat(3), fc.nat(4_500), fc.nat(4_500));
    fc.assert(
      fc.property(fc.array(ask, { minLength: 1, maxLength: 40 }), (asks) => {
        for (const [which, start, length] of asks) {
          const chunk = chunks[which] as Uint8Array;
          const view = chunkView(chunk, start, start + length);
          expect(view.buffer).toBe(chunk.buffer);
          expect([view.byteOffset, view.length]).toEqual([chunk.byteOffset + start, length]);
        }
      }),
    );
  });

  test("of the static buffer is the same object again, also when chunks of other lengths came between", () => {
    const shared = bytesUpTo(1_000);
    keepViewsOf(shared);
    const first = chunkView(shared.subarray(0, 500), 34, 66);
    chunkView(shared.subarray(0, 700), 68, 100);
    expect(chunkView(shared.subarray(0, 600), 34, 66)).toBe(first);
  });

  test("of a chunk in the middle of the static buffer's memory is its own", () => {
    const memory = bytesUpTo(1_000);
    keepViewsOf(memory);
    const middle = memory.subarray(100, 400);
    expect(chunkView(middle, 5, 10).byteOffset).toBe(105);
  });
});
