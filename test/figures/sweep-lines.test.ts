import { expect, test } from "vitest";
import { changeOf, linesBySize, rateOf, sweepLines } from "../../src/figures/sweep-lines.js";
import { changeWord, costSentences, sweepFacts, sweepHeadline } from "../../src/figures/sweep-words.js";
import type { ComparedRow } from "../../src/metrics/comparison-report.js";
import { smallSweep } from "../report/small-sweep.js";

test("a line has both models of one way to cut, the smallest fragments first and whole last", () => {
  const lines = sweepLines(smallSweep());
  const told = linesBySize(lines).map(({ payloadBytes, lines: own }) => [
    payloadBytes,
    own.map(({ fragmentBytes, frames, open, closed }) =>
      [fragmentBytes ?? "whole", frames, open?.blocks, closed?.blocks].join(" "),
    ),
  ]);
  expect(told).toEqual([
    [256, ["16 16 6 6", "128 2 6 6", "whole 1 6 6"]],
    [4_096, ["16 256 6 6", "128 32 6 6", "1024 4 6 6", "whole 1 6 6"]],
  ]);
});

test("figures are medians over blocks that are evidence, with an interval", () => {
  const sweep = smallSweep();
  const blocks = sweep.blocks.map((block, index) =>
    block.variant === "256 B whole open" && index % 6 === 5 ? { ...block, invalid: "late" } : block,
  );
  const whole = sweepLines({ ...sweep, blocks }).find(({ fragmentBytes }) => fragmentBytes === undefined);
  // 104 µs + 2 µs, times 0.975, 0.985, 0.995, 1.005, 1.015; the sixth is left out.
  expect(whole?.open?.blocks).toBe(5);
  expect(whole?.open?.figures.p50?.median).toBeCloseTo(106 * 0.995, 6);
  expect(whole?.open?.figures.p50?.low).toBeCloseTo(106 * 0.975, 6);
  expect(whole?.open?.figures.p50?.high).toBeCloseTo(106 * 1.015, 6);
});

test("changes are of the model that a line is asked for, and whole messages have none", () => {
  const [small, , whole] = sweepLines(smallSweep());
  expect(changeOf(small?.open, "p50")?.change?.value).toBeCloseTo((104 + 32) / 106, 9);
  expect(changeOf(small?.closed, "throughput")?.verdict).toBe("worse");
  expect(changeOf(whole?.open, "p50")).toBeUndefined();
});

test("the rate of the open model is that of the message size", () => {
  const { sweep } = smallSweep().experiment;
  if (sweep === undefined) throw new Error("no sweep");
  expect(rateOf(sweep, 4_096)).toBe(1_200);
  expect(rateOf(sweep, 1)).toBeUndefined();
});

test("a report without a sweep has no lines", () => {
  expect(sweepLines({})).toEqual([]);
  expect(sweepFacts({})).toEqual([]);
});

test("the headline is the gravest clear difference of latency; the facts begin with that of the ceiling", () => {
  const sweep = smallSweep();
  expect(sweepHeadline(sweep)).toMatch(
    /^At 4 KiB a message in 256 fragments of 16 B takes 4\.07 times as long as whole at p50/,
  );
  expect(sweepFacts(sweep)[0]).toMatch(
    /^At 4 KiB a message in 256 fragments of 16 B has 85\.9% less throughput/,
  );
});

test("without a clear difference the headline says so", () => {
  const sweep = smallSweep();
  const all = (verdict: "same" | "unclear") =>
    sweep.comparisons.map((one) => ({
      ...one,
      verdict,
      rows: one.rows.map((row) => ({ ...row, verdict })),
    }));
  expect(sweepHeadline({ ...sweep, comparisons: all("same") })).toBe(
    "All fragment sizes are like whole messages.",
  );
  expect(sweepHeadline({ ...sweep, comparisons: all("unclear") })).toBe(
    "No fragment size is clearly slower or faster than whole messages.",
  );
  expect(sweepHeadline({ ...sweep, comparisons: [] })).toBe(
    "No fragment size could be compared with whole messages.",
  );
});

test("what is told of costs is latency, CPU and bytes, of each message size", () => {
  expect(costSentences(smallSweep()).map((sentence) => sentence.slice(0, 62))).toEqual([
    "At 256 B each further fragment adds 2 µs (1.76 µs to 2.22 µs) ",
    "At 256 B each further fragment adds 0.5 µs (0.456 µs to 0.544 ",
    "At 256 B each further fragment takes 5.87 to 8 B more on the w",
    "At 4 KiB each further fragment adds 2 µs (1.93 µs to 2.06 µs) ",
    "At 4 KiB each further fragment adds 0.5 µs (0.489 µs to 0.512 ",
    "At 4 KiB each further fragment takes 5.99 to 8 B more on the w",
  ]);
});

test.each([
  ["worse", 1.184, "+18%"],
  ["better", 0.9, "-10%"],
  ["worse", 3.14, "3.14 times"],
  ["same", 1.01, "same"],
  ["unclear", 1.5, "unclear"],
] as const)("%s by a ratio of %d is told as %s", (verdict, value, word) => {
  const row: ComparedRow = {
    figure: "p99",
    title: "p99 latency",
    unit: "us",
    better: "lower",
    gates: true,
    change: { kind: "ratio", value, low: value, high: value },
    verdict,
  };
  expect(changeWord(row)).toBe(word);
});
