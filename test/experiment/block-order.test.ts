import fc from "fast-check";
import { expect, test } from "vitest";
import { blockOrder } from "../../src/experiment/block-order.js";
import { seededRandom } from "../../src/random.js";

test("two variants are interleaved as ABBA or BAAB, by the seed", () => {
  const orders = new Set(
    Array.from({ length: 50 }, (_, seed) => blockOrder(2, 2, seededRandom(seed)).join(" ")),
  );
  expect([...orders].sort()).toEqual(["0 1 1 0", "1 0 0 1"]);
});

test("each variant has its blocks, and each second round mirrors the first", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 12 }),
      fc.nat(),
      (variants, blocks, seed) => {
        const order = blockOrder(variants, blocks, seededRandom(seed));
        for (let variant = 0; variant < variants; variant++)
          expect(order.filter((one) => one === variant).length).toBe(blocks);
        for (let round = 0; round + 1 < blocks; round += 2) {
          const first = order.slice(round * variants, (round + 1) * variants);
          const second = order.slice((round + 1) * variants, (round + 2) * variants);
          expect(second).toEqual([...first].reverse());
        }
      },
    ),
  );
});

test("the sum of the places of two variants is the same in every four blocks: a linear drift cancels", () => {
  const order = blockOrder(2, 10, seededRandom(7));
  const places = (variant: number): number =>
    order.reduce((sum, one, place) => sum + (one === variant ? place : 0), 0);
  expect(places(0)).toBe(places(1));
});
