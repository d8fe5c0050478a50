import { describe, expect, test } from "vitest";
import {
  effectWords,
  intervalSuffix,
  intervalWords,
  sizeWords,
  valueWords,
} from "../../src/compare/change-words.js";
import { type CompareOptions, compareSides } from "../../src/compare/compare-sides.js";
import type { ComparedFigure } from "../../src/metrics/comparison-report.js";
import { around, type FigureValues, sideOf } from "./sides.js";

const steady = { p50: around(500, 7, 0.1), p99: around(1_000, 7, 0.2), throughput: around(4_000, 7, 1) };
const slowP99 = [1_090, 1_120, 1_160, 1_180, 1_200, 1_250, 1_290];

function sentence(
  a: FigureValues,
  b: FigureValues,
  options: CompareOptions = {},
  names = ["A", "B"],
): string {
  const [baseline = "", candidate = ""] = names;
  return compareSides(sideOf(baseline, a), sideOf(candidate, b), options).sentence;
}

describe("the sentence says what a stranger wants to know", () => {
  test("one gate is worse", () => {
    expect(sentence(steady, { ...steady, p99: slowP99 })).toBe(
      "B's p99 latency is 18% slower than A's (12% to 25%), 7 blocks a side. Their p50 latency and throughput differ by less than 3%.",
    );
  });

  test("one gate alone is better; a name that ends with s has its apostrophe", () => {
    expect(
      sentence({ p99: slowP99 }, { p99: steady.p99 }, { gates: ["p99"] }, ["1 KiB fragments", "whole"]),
    ).toBe("whole's p99 latency is 15% faster than 1 KiB fragments' (11% to 20%), 7 blocks a side.");
  });

  test("several gates are worse", () => {
    const b = { ...steady, p99: slowP99, throughput: around(3_200, 7, 1) };
    expect(sentence(steady, b)).toBe(
      "B is worse than A: p99 latency 18% slower (12% to 25%) and throughput 20% lower (20% to 20%), 7 blocks a side. Their p50 latency differs by less than 3%.",
    );
  });

  test("one is worse, another better, a third unclear", () => {
    const b = { p50: around(500, 7, 20), p99: slowP99, throughput: around(4_400, 7, 1) };
    expect(sentence(steady, b)).toBe(
      "B's p99 latency is 18% slower than A's (12% to 25%), 7 blocks a side. But its throughput is 10% higher (9.9% to 10%). Unclear: p50 latency.",
    );
  });

  test("all are the same", () => {
    expect(sentence(steady, steady)).toBe(
      "B is as fast as A: p50, p99 latency and throughput differ by less than 3%, 7 blocks a side.",
    );
    const bytes = { bytesPerMessage: new Array(10).fill(66), errorRate: new Array(10).fill(0) };
    expect(sentence(bytes, bytes, { gates: ["bytesPerMessage", "errorRate"] })).toBe(
      "B is like A: bytes per message differs by less than 3%, error rate differs by less than 0.1 percentage points, 10 blocks a side.",
    );
  });

  test("the same or better, but a figure that does not decide is worse", () => {
    const slow = { ...steady, p999: around(6_000, 7, 6), handshake: around(900, 7, 1) };
    const fast = { ...steady, p999: around(2_000, 7, 2), handshake: around(900, 7, 1) };
    expect(sentence(fast, slow)).toBe(
      "B is as fast as A in what decides: p50, p99 latency and throughput differ by less than 3%, 7 blocks a side. Worse, though not part of the verdict: p99.9 latency 200% slower (199% to 201%).",
    );
    expect(sentence({ ...fast, p99: slowP99 }, slow)).toBe(
      "B's p99 latency is 15% faster than A's (11% to 20%), 7 blocks a side. Their p50 latency and throughput differ by less than 3%. Worse, though not part of the verdict: p99.9 latency 200% slower (199% to 201%).",
    );
    expect(sentence(fast, { ...slow, p99: slowP99 })).not.toContain("not part of the verdict");
  });

  test("it is unclear, and how many blocks would tell", () => {
    expect(sentence(steady, { ...steady, p99: around(1_000, 7, 30) })).toBe(
      "Whether B differs from A is unclear: p99 latency is between 6% faster and 6% slower, 7 blocks a side. Their p50 latency and throughput differ by less than 3%. 34 more blocks a side needed for an effect of 6%.",
    );
  });

  test("there are too few blocks to tell anything", () => {
    const one = { p50: [500], p99: [900], throughput: [4_000] };
    expect(sentence(one, one)).toBe(
      "Whether B differs from A is unclear, 1 block a side. At least 5 more blocks a side needed for an effect of 6%.",
    );
  });

  test("the generator set the pace", () => {
    const { sentence: said } = compareSides(
      sideOf("A", { throughput: steady.throughput }, { limitedBy: "generator" }),
      sideOf("B", { throughput: steady.throughput }, { limitedBy: "target" }),
      { gates: ["throughput"] },
    );
    expect(said).toBe(
      "Whether B differs from A is unclear: throughput is between 0.075% lower and 0.075% higher, 7 blocks a side. The load generator, not the target, set the pace of A. Give a rate that it can keep (--rate), or more processes (--workers).",
    );
  });

  test("a ratio has no end", () => {
    const options: CompareOptions = { gates: ["throughput"] };
    expect(
      sentence({ throughput: new Array(7).fill(0) }, { throughput: new Array(7).fill(4_000) }, options),
    ).toBe("B's throughput is higher than A's (4,000/s against 0/s), 7 blocks a side.");
  });

  test("sides have different numbers of blocks", () => {
    const nine = { p50: around(500, 9, 0.1) };
    expect(sentence({ p50: steady.p50 }, nine, { gates: ["p50"] })).toBe(
      "B is as fast as A: p50 latency differs by less than 3%, 9 blocks against 7.",
    );
  });

  test("nothing that decides was measured", () => {
    expect(sentence({ handshake: [1] }, { handshake: [1] })).toBe(
      "B cannot be compared with A: neither side has a figure that decides.",
    );
  });
});

test.each([
  ["p99", "ratio", [1.18, 1.12, 1.25], "18% slower (12% to 25%)", "between 12% and 25% slower"],
  ["p99", "ratio", [0.8, 0.75, 0.88], "20% faster (12% to 25%)", "between 12% and 25% faster"],
  [
    "handshake",
    "ratio",
    [1.02, 0.965, 1.09],
    "2% slower (3.5% faster to 9% slower)",
    "between 3.5% faster and 9% slower",
  ],
  [
    "throughput",
    "ratio",
    [0.93, 0.84, 1.03],
    "7% lower (16% lower to 3% higher)",
    "between 16% lower and 3% higher",
  ],
  ["cpuPerMessage", "ratio", [3, 3, 3], "200% higher", "200% higher"],
  ["bytesPerMessage", "ratio", [1, 1, 1], "unchanged", "unchanged"],
  ["p50", "ratio", [1.00001, 1, 1.02], "unchanged (0% to 2%)", "between 0% and 2% slower"],
  [
    "errorRate",
    "difference",
    [0.005, 0.002, 0.01],
    "0.5 percentage points higher (0.2 to 1)",
    "between 0.2 and 1 percentage point higher",
  ],
] as const)("a change of %s (%s of %j) is %j", (figure, kind, [value, low, high], words, interval) => {
  const change = { kind, value, low, high };
  const shown = [sizeWords(figure satisfies ComparedFigure, change), intervalSuffix(figure, change)];
  expect(shown.join(" ").trimEnd()).toBe(words);
  expect(intervalWords(figure, change)).toBe(interval);
});

test.each([
  ["us", 1_234, "1.23 ms"],
  ["1/s", 4_012.4, "4,012/s"],
  ["ratio", 0.003, "0.3%"],
  ["byte", 66, "66 B"],
] as const)("a value in %s is shown with its unit: %d is %s", (unit, value, words) => {
  expect(valueWords(unit, value)).toBe(words);
});

test.each([
  ["ratio", 0.06, "6%"],
  ["ratio", 0.1849, "18%"],
  ["difference", 0.002, "0.2 percentage points"],
] as const)("an effect as a %s of %d is %s", (kind, effect, words) => {
  expect(effectWords(kind, effect)).toBe(words);
});
