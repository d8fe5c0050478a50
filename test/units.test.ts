import { describe, expect, test } from "vitest";
import {
  formatAsBound,
  formatBytes,
  formatCount,
  formatMs,
  formatUs,
  parseDurationMs,
  parseSizeBytes,
  unitOfBound,
} from "../src/units.js";

describe("durations", () => {
  test.each([
    ["0", 0],
    ["250us", 0.25],
    ["500ms", 500],
    ["30s", 30_000],
    ["1.5s", 1_500],
    ["1m30s", 90_000],
    ["2h", 7_200_000],
    [" 5s ", 5_000],
  ])("%j is %f ms", (text, ms) => {
    expect(parseDurationMs(text, "duration")).toBe(ms);
  });

  test.each(["", "5", "5 s", "5sec", "-5s", "s", "1e3ms", "5s!"])("%j is refused", (text) => {
    expect(() => parseDurationMs(text, "phases[1].duration")).toThrow(
      `phases[1].duration is "${text}"; must be a duration with its unit, such as "500ms", "30s", "1m30s"`,
    );
  });

  test("more than a year is refused, however many digits it has", () => {
    const text = `${"9".repeat(400)}h`;
    expect(() => parseDurationMs(text, "--duration")).toThrow("must be at most 8760h (a year)");
    expect(parseDurationMs("8760h", "--duration")).toBe(31_536_000_000);
  });

  test("a bare number's error shows the fix", () => {
    expect(() => parseDurationMs("30", "--duration")).toThrow(
      expect.objectContaining({
        code: "usage-invalid-duration",
        path: "--duration",
        hint: "Write 30s if you mean seconds.",
      }),
    );
  });
});

describe("sizes", () => {
  test.each([
    ["0", 0],
    ["32B", 32],
    ["16KiB", 16_384],
    ["1kB", 1_000],
    ["1.5KiB", 1_536],
    ["1MiB", 1_048_576],
    ["1.001kB", 1_001],
    ["2GB", 2_000_000_000],
  ])("%j is %i bytes", (text, bytes) => {
    expect(parseSizeBytes(text, "size")).toBe(bytes);
  });

  test.each(["", "32", "32b", "1K", "-1B", "KiB"])("%j is refused", (text) => {
    expect(() => parseSizeBytes(text, "--size")).toThrow(`--size is "${text}"; must be a size with its unit`);
  });

  test("a part of a byte is refused", () => {
    expect(() => parseSizeBytes("0.5B", "--size")).toThrow("--size is 0.5B; must be a whole number of bytes");
  });
});

describe("numbers as people read them", () => {
  test.each([
    [formatUs(0), "0 µs"],
    [formatUs(999), "999 µs"],
    [formatUs(1_234), "1.23 ms"],
    [formatUs(999.4), "999 µs"],
    [formatUs(999.6), "1 ms"],
    [formatUs(999_999), "1 s"],
    [formatUs(2_500_000), "2.5 s"],
    [formatMs(1_500), "1.5 s"],
    [formatMs(90_000), "1m 30s"],
    [formatMs(119_800), "2m 0s"],
    [formatBytes(0), "0 B"],
    [formatBytes(65_536), "64 KiB"],
    [formatBytes(1_023), "1023 B"],
    [formatBytes(1_048_575), "1 MiB"],
    [formatBytes(1_572_864), "1.5 MiB"],
    [formatBytes(3_221_225_472), "3 GiB"],
    [formatCount(0), "0"],
    [formatCount(12.345), "12.3"],
    [formatCount(1_234_567.8), "1,234,568"],
  ])("%s", (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe("a figure beside a bound", () => {
  test.each([
    [81_200, "p(99) < 50ms", "81.2ms"],
    [50_003, "p(99) < 50ms", "50.003ms"],
    [1_234_567.891, "avg < 1.5s", "1.23457s"],
    [312, "max < 300us", "312us"],
    [90_500_000, "max < 1m30s", "90.5s"],
    [90_500_000, "max < 1m", "90.5s"],
    [5_400_000_000, "max < 1 h ", "5400s"],
    [24_576, "count < 16KiB", "24KiB"],
    [1_500_000, "rate > 2MB", "1.5MB"],
    [700, "count < 1B", "700B"],
    [0.987_654_321, "rate > 99%", "98.7654%"],
    [0.987_654_321, "rate > 0.99", "0.987654"],
    [12_345_678, "count == 0", "12345678"],
    [3, "ws_ping: min > 0", "3"],
    [7, "", "7"],
  ])("%d beside %j is %s", (figure, bound, shown) => {
    expect(formatAsBound(figure, bound)).toBe(shown);
  });

  test.each([
    ["p(99) < 50ms", "us"],
    ["p(99) < 1m", "us"],
    ["max <= 16KiB", "byte"],
    ["rate >= 99.9%", "ratio"],
    ["count == 0", "1"],
    ["p(99)", "1"],
  ])("beside %j a figure is in %s", (bound, unit) => {
    expect(unitOfBound(bound)).toBe(unit);
  });
});
