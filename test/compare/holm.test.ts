import fc from "fast-check";
import { expect, test } from "vitest";
import { holm } from "../../src/compare/holm.js";

test.each([
  ["nothing", [], []],
  ["one is left as it is", [0.004], [0.004]],
  ["the smallest of three counts three times", [0.03, 0.001, 0.5], [0.06, 0.003, 0.5]],
  // R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm")
  ["none falls below one with a smaller p", [0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.08, 0.09, 0.09, 0.09]],
  ["equal ones stay equal", [0.004, 0.004], [0.008, 0.008]],
  ["none is above 1", [0.6, 0.7, 1], [1, 1, 1]],
] satisfies [string, number[], number[]][])("Holm: %s", (_what, ps, adjusted) => {
  for (const [index, p] of holm(ps).entries()) expect(p).toBeCloseTo(adjusted[index] ?? Number.NaN, 12);
  expect(holm(ps)).toHaveLength(adjusted.length);
});

test("an adjusted p is between its p and 1, and keeps the order", () => {
  const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(ps, (raw) => {
      const adjusted = holm(raw);
      for (const [i, p] of raw.entries()) {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p);
        expect(adjusted[i]).toBeLessThanOrEqual(1);
        for (const [j, other] of raw.entries()) {
          if (p <= other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0);
        }
      }
    }),
  );
});
