import { describe, expect, test } from "vitest";
import { formatChange, formatFigure, formatShare } from "../../src/figures/figure-text.js";
import { sparkline } from "../../src/figures/sparkline.js";

test.each([
  [4_120, "us", "4.12 ms"],
  [812.4, "1/s", "812 msg/s"],
  [12_345.6, "1/s", "12,346 msg/s"],
  [0.0125, "ratio", "1.25%"],
  [68, "byte", "68 B"],
  [2_048, "byte", "2 KiB"],
  [1_234, "1", "1,234"],
] as const)("%f %s is %s", (value, unit, text) => {
  expect(formatFigure(value, unit)).toBe(text);
});

test.each([
  ["ratio", 1.124, "us", "+12%"],
  ["ratio", 0.969, "us", "−3.1%"],
  ["ratio", 1, "us", "+0%"],
  ["ratio", 31, "us", "+3,000%"],
  ["difference", 0.0051, "ratio", "+0.51 percentage points"],
  ["difference", -3, "1", "−3"],
] as const)("a %s of %f %s is %s", (kind, value, unit, text) => {
  expect(formatChange({ kind, value }, unit)).toBe(text);
});

test.each([
  [0.0316, "3.2%"],
  [0.0994, "9.9%"],
  [0.0996, "10%"],
])("a share of %f is %s", (share, text) => {
  expect(formatShare(share)).toBe(text);
});

describe("a sparkline", () => {
  test.each([
    ["rising values", [1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"],
    ["equal values", [5, 5], "▄▄"],
    ["no value", [], ""],
    ["negative values", [-2, 0, 2], "▁▅█"],
  ])("of %s", (_, values, text) => {
    expect(sparkline(values)).toBe(text);
  });

  test("of many values has a bar for the mean of neighbours, and leaves none out", () => {
    expect(sparkline([0, 2, 8, 8, 16, 14], 3)).toBe("▁▅█");
    const bars = sparkline(
      Array.from({ length: 1_003 }, (_, index) => (index === 1_002 ? 1_000 : 0)),
      40,
    );
    expect(bars).toBe(`${"▁".repeat(39)}█`);
  });
});
