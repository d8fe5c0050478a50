import { expect, test } from "vitest";
import { benchmarkEntries, benchmarkMeasures } from "../../src/report/benchmark-shapes.js";
import { block, comparisonReport, someComparison } from "./sample-comparison.js";
import { smallReport } from "./small-report.js";

test("figures of the candidate are medians over blocks with the least and the greatest, invalid blocks left out", () => {
  const report = comparisonReport();
  expect(benchmarkEntries(report, "lower")).toEqual([
    { name: "experiment: p50 latency", unit: "µs", value: 1_010, range: "1000 to 1020" },
    { name: "experiment: p99 latency", unit: "µs", value: 11_800, range: "11500 to 13000" },
  ]);
  expect(benchmarkEntries(report, "higher")).toEqual([
    { name: "experiment: throughput", unit: "messages/s", value: 1_960, range: "1860 to 2000" },
  ]);
  expect(benchmarkMeasures(report)).toEqual({
    experiment: {
      "p50-latency-us": { value: 1_010, lower_value: 1_000, upper_value: 1_020 },
      "p99-latency-us": { value: 11_800, lower_value: 11_500, upper_value: 13_000 },
      "throughput-per-second": { value: 1_960, lower_value: 1_860, upper_value: 2_000 },
    },
  });
});

test("a single block has no range, and two have their middle as median", () => {
  const one = comparisonReport({ blocks: [block("1 KiB", { p50: 1_000 })] });
  expect(benchmarkEntries(one, "lower")).toEqual([
    { name: "experiment: p50 latency", unit: "µs", value: 1_000 },
  ]);
  expect(benchmarkMeasures(one)).toEqual({ experiment: { "p50-latency-us": { value: 1_000 } } });
  const two = comparisonReport({ blocks: [block("1 KiB", { p50: 1_003 }), block("1 KiB", { p50: 1_000 })] });
  expect(benchmarkEntries(two, "lower")).toEqual([
    { name: "experiment: p50 latency", unit: "µs", value: 1_001.5, range: "1000 to 1003" },
  ]);
});

test("several candidates are told apart by name", () => {
  const comparisons = ["1 KiB", "whole"].map((candidate) => someComparison({ candidate }));
  const report = comparisonReport({ name: "nightly", comparisons });
  expect(Object.keys(benchmarkMeasures(report))).toEqual(["nightly: 1 KiB", "nightly: whole"]);
  expect(benchmarkEntries(report, "higher").map(({ name }) => name)).toEqual([
    "nightly: 1 KiB: throughput",
    "nightly: whole: throughput",
  ]);
});

test("a report without blocks has nothing to track", () => {
  expect(benchmarkEntries(smallReport(), "lower")).toEqual([]);
  expect(benchmarkMeasures(smallReport())).toEqual({});
});
