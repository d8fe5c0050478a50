import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareReports } from "../../src/compare/compare-reports.js";
import type { ComparedInput } from "../../src/compare/compared-input.js";
import { runBlock } from "../../src/compare/run-block.js";
import { parseRunReport } from "../../src/metrics/read-report.js";
import { type MadeRun, madeLoad, madeMetrics, madeRun } from "./made-runs.js";

/** So many runs, minutes apart from `minute` on. */
function runs(
  path: string,
  { minute = 0, count = 8, latencyUs = 1_000, ...run }: MadeRun & { minute?: number; count?: number },
): ComparedInput {
  const reports = Array.from({ length: count }, (_, index) => ({
    source: `${path}/${index}.json`,
    report: madeRun({
      ...run,
      latencyUs: latencyUs + index * 2,
      startedAt: new Date(Date.UTC(2026, 0, 2, 3, minute + index)),
    }),
  }));
  return { path, reports };
}

function comparisonOf(baseline: ComparedInput, candidate: ComparedInput) {
  const { comparisons, warnings } = compareReports(baseline, candidate, {});
  return { comparison: comparisons[0], warnings };
}

describe("runs that were compared", () => {
  const orderCaveat = (first: string, second: string, share = "All"): readonly string[] => [
    `${share} of ${first} was measured before ${second}, so whatever else changed in between is part of the difference; wsrig experiment runs both in turn.`,
  ];

  test.each([
    ["one side after the other", 0, 8, orderCaveat("old", "new")],
    ["the candidate first", 8, 0, orderCaveat("new", "old")],
    ["one side mostly before the other", 0, 4, orderCaveat("old", "new", "Most")],
    ["in turn", 0, 1, []],
  ])("%s have their caveat", (_, old, now, caveats) => {
    const { comparison } = comparisonOf(runs("old", { minute: old }), runs("new", { minute: now }));
    expect(comparison?.verdict).toBe("same");
    expect(comparison?.caveats).toEqual(caveats);
  });

  test.each([
    [1, "One run a side"],
    [4, "4 runs a side"],
  ])("%d a side are few, and the reader is told", (count, words) => {
    const { comparison, warnings } = comparisonOf(runs("old", { count }), runs("new", { count }));
    expect(comparison?.verdict).toBe("unclear");
    expect(warnings).toEqual([
      {
        code: "few-runs",
        message: `${words} cannot tell a difference from what runs of the same thing differ by.`,
        hint: "Use wsrig experiment, which runs both in turn, or give a folder of several runs for each side.",
      },
    ]);
  });

  test("of a closed loop that the generator held up are no proof of being slower", () => {
    const paced = runs("new", { latencyUs: 1_200, limitedBy: "generator" });
    const { comparison } = comparisonOf(runs("old", {}), paced);
    expect(comparison?.verdict).toBe("unclear");
    expect(comparison?.rows[0]?.reason).toContain("The load generator, not the target, set the pace of new.");
    expect(comparison?.caveats).toContain(
      "In 8 of 16 blocks the generator set the pace, not the target: the targets may differ by more, or by less, than shown.",
    );
  });
});

test("a variant without a block, of an experiment that was interrupted, has nothing to compare", () => {
  const url = new URL("../metrics/fixtures/report-v1-experiment.json", import.meta.url);
  const whole = parseRunReport(JSON.parse(readFileSync(url, "utf8")), "x.json");
  const [first = "", other = ""] = whole.experiment?.variants.map(({ name }) => name) ?? [];
  const report = { ...whole, blocks: whole.blocks?.filter(({ variant }) => variant === first) };
  const input = (variant: string): ComparedInput => ({
    path: "x.json",
    variant,
    reports: [{ source: "x.json", report }],
  });
  const { comparison } = comparisonOf(input(first), input(other));
  expect(comparison).toMatchObject({ verdict: "unclear", blocks: { candidate: 0 } });
  expect(comparison?.caveats.join(" ")).not.toContain("was measured before");
});

describe("a run as a block", () => {
  test("has the figures of its measured phases, over their time", () => {
    const report = madeRun({ latencyUs: 500, limitedBy: "target" });
    const { latency, ...block } = runBlock({ source: "a.json", report }, "old");
    expect(block).toEqual({
      variant: "old",
      startedAt: "2026-01-02T03:04:05.000Z",
      durationMs: 2_000,
      figures: { p50: 500, p90: 500, p99: 5_000, p999: 5_000, throughput: 100, errorRate: 0 },
      limitedBy: "target",
      source: "a.json",
    });
    expect(latency).toMatchObject({ metric: "ws_msg_latency_corrected", count: 200, min: 500, max: 5_000 });
  });

  test("of several loads side by side has the throughput of all of them", () => {
    const metrics = ["a", "b"].flatMap((load) => madeMetrics(500, { load }));
    const loads = ["a", "b"].map((name) => ({ ...madeLoad, name }));
    const block = runBlock({ source: "a.json", report: madeRun({ metrics, plan: { loads } }) }, "old");
    expect([block.durationMs, block.figures.throughput]).toEqual([2_000, 200]);
  });
});
