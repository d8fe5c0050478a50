// Experiments and comparisons in words and on the first screen.

import { expect, test } from "vitest";
import { figureCatalogue } from "../../../src/compare/compared-figure.js";
import {
  type ChangeVerdict,
  comparedFigures,
  type ReportComparison,
} from "../../../src/metrics/comparison-report.js";
import type { RunReport } from "../../../src/metrics/run-report.js";
import { comparisonTiles } from "../../../src/web/data/comparison-tiles.js";
import { answerOf, probabilityText } from "../../../src/web/data/comparison-words.js";
import { figureWords } from "../../../src/web/data/figure-words.js";
import { comparisonReport, experimentReport, fourVariants } from "../comparison-source.js";
import { sampleReport } from "../sample-report.js";

function compared(...verdicts: readonly ChangeVerdict[]): RunReport {
  const comparisons = verdicts.map(
    (verdict, index): ReportComparison => ({
      baseline: "whole",
      candidate: `v${index}`,
      blocks: { baseline: 10, candidate: 10, leftOut: 0 },
      noise: 0.03,
      level: 0.01,
      confidence: 0.95,
      rows: [],
      verdict,
      sentence: `v${index} is ${verdict}.`,
      caveats: ["for these two processes", ...(index > 0 ? [`only of v${index}`] : [])],
    }),
  );
  return sampleReport({ kind: "experiment", comparisons, blocks: [] });
}

test.each([
  [["worse"], "worse", "worse", "v0 is worse."],
  [["same"], "same", "same", "v0 is same."],
  [["same", "same"], "same", "same", "Both variants are the same as “whole”."],
  [["better", "better", "better"], "better", "better", "All 3 variants are better than “whole”."],
  [["unclear", "unclear"], "unclear", "unclear", "Whether the 2 variants differ from “whole” is unclear."],
  [
    ["same", "worse", "worse"],
    "2 worse, 1 same",
    "worse",
    "Of 3 variants against “whole”, 2 are worse and 1 is the same.",
  ],
  [
    ["same", "unclear"],
    "1 unclear, 1 same",
    "unclear",
    "Of 2 variants against “whole”, 1 is unclear and 1 is the same.",
  ],
  [
    ["better", "worse", "unclear"],
    "1 worse, 1 unclear, 1 better",
    "mixed",
    "Of 3 variants against “whole”, 1 is worse, 1 is unclear and 1 is better.",
  ],
] as const)("%j is said as %s", (verdicts, label, tone, headline) => {
  expect(answerOf(compared(...verdicts))).toMatchObject({ label, tone, headline });
});

test("each comparison has a line where there are several, and a caveat is said once", () => {
  const answer = answerOf(compared("same", "worse"));
  expect(answer?.lines.map(({ sentence }) => sentence)).toEqual(["v1 is worse.", "v0 is same."]);
  expect(answer?.caveats).toEqual(["for these two processes", "only of v1"]);
  expect(answerOf(compared("worse"))?.lines).toEqual([]);
});

test("a report that compares nothing, or whose numbers are no evidence, has no answer", () => {
  expect(answerOf(sampleReport())).toBeUndefined();
  expect(answerOf({ ...compared("worse"), verdict: "invalid" })).toBeUndefined();
});

test("says how it was run, what was left out, and that it was stopped", async () => {
  const report = await experimentReport({ invalid: [3] });
  expect(answerOf(report)?.sentences).toEqual([
    "20 blocks of 2 variants took turns for 1m 20s; 1 of them is no evidence and left out.",
  ]);
  const stopped = { ...report, verdict: "interrupted", blocks: report.blocks?.slice(0, 12) } as RunReport;
  expect(answerOf(stopped)?.sentences.at(-1)).toBe(
    "It was stopped before its end: this rests on 12 blocks of 20 planned.",
  );
  expect(answerOf(await comparisonReport())?.sentences).toEqual(["12 blocks were read."]);
});

test("a probability has two digits, and is never said to be 0", () => {
  expect([probabilityText(0.000_541), probabilityText(0.000_09), probabilityText(1)]).toEqual([
    "0.00054",
    "< 0.0001",
    "1",
  ]);
});

test("the page's words of the figures are those of the catalogue", () => {
  expect(figureWords.map(({ figure }) => figure)).toEqual(comparedFigures);
  for (const { figure, title, unit } of figureWords) {
    expect({ title, unit }).toEqual({
      title: figureCatalogue[figure].title,
      unit: figureCatalogue[figure].unit,
    });
  }
});

test("tiles have the changes that decide, each with its interval, its verdict and both values", async () => {
  const tiles = comparisonTiles(await experimentReport());
  expect(tiles.map(({ label }) => label)).toEqual([
    "Change of p50 latency",
    "Change of p99 latency",
    "Change of throughput",
    "Blocks a side",
  ]);
  const [p50, , throughput, blocks] = tiles;
  expect(p50?.entries).toEqual([
    { text: "+16.5%", verdict: "worse", note: expect.stringMatching(/^\+[\d.]+% to \+[\d.]+%$/) },
  ]);
  expect(p50?.note).toBe("409 µs → 476 µs; lower is better");
  expect(throughput?.entries[0]).toMatchObject({ text: "-15.8%", verdict: "worse" });
  expect(throughput?.note).toBe("238 msg/s → 200 msg/s; higher is better");
  expect(blocks).toEqual({
    label: "Blocks a side",
    entries: [{ text: "10" }],
    note: "3 s measured in each, none left out",
  });
});

test("several variants share a tile, each with its name and colour", async () => {
  const [p50] = comparisonTiles(await fourVariants());
  expect(p50?.entries.map(({ variant, verdict }) => [variant?.name, variant?.colour, verdict])).toEqual([
    ["fragments of 1 KiB", 1, "worse"],
    ["compressed", 2, "better"],
    ["whole again", 3, "unclear"],
  ]);
  expect(p50?.note).toBe("lower is better");
});

test("of many variants a tile counts the verdicts", async () => {
  const four = await fourVariants();
  const comparisons = [...(four.comparisons ?? []), ...(four.comparisons ?? [])];
  const [p50] = comparisonTiles({ ...four, comparisons });
  expect(p50).toEqual({
    label: "Change of p50 latency",
    entries: [
      { text: "2", verdict: "worse" },
      { text: "2", verdict: "unclear" },
      { text: "2", verdict: "better" },
    ],
    note: "of 6 variants; each below",
  });
});

test("blocks that differ in number are told as a range, those left out are counted", async () => {
  const tiles = comparisonTiles(await experimentReport({ invalid: [3] }));
  expect(tiles.at(-1)).toEqual({
    label: "Blocks a side",
    entries: [{ text: "9 to 10" }],
    note: "3 s measured in each, 1 left out",
  });
});
