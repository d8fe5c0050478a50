// What the plots of experiments and comparisons draw.

import { expect, test } from "vitest";
import type { ComparedRow } from "../../../src/metrics/comparison-report.js";
import { blockPlot, blockRows, figuresOf, shapeOf } from "../../../src/web/data/block-rows.js";
import { forestPlot } from "../../../src/web/data/forest-plot.js";
import { oneFigure } from "../../../src/web/data/one-figure.js";
import { variantMark, variedFields } from "../../../src/web/data/variant-fields.js";
import { variantPlot } from "../../../src/web/data/variant-plot.js";
import { valueAt } from "../../../src/web/plots/curve.js";
import { comparisonReport, experimentReport, fourVariants } from "../comparison-source.js";
import { plainSource, writtenSource } from "../report-source.js";
import { sampleReport } from "../sample-report.js";

function row(change: ComparedRow["change"], figure: ComparedRow["figure"] = "p50"): ComparedRow {
  return {
    figure,
    title: figure,
    unit: "us",
    better: "lower",
    gates: true,
    verdict: "unclear",
    ...(change !== undefined && { change }),
  };
}

test("a difference plot places points, intervals, noise and 0 on one axis of percent", () => {
  const plot = forestPlot({
    noise: 0.25,
    rows: [
      row({ kind: "ratio", value: 1.2, low: 1.1, high: 1.45 }),
      row(undefined, "p90"),
      row({ kind: "difference", value: 0.1, low: 0, high: 0.2 }, "errorRate"),
    ],
  });
  // A candidate of which the baseline is by 25% above is by 20% below it: from -20% to +45%, with 6% of room on both sides.
  const at = (percent: number): number => Number(((percent + 23.9) / 72.8).toFixed(6));
  const rounded = (value: number | undefined): number => Number(value?.toFixed(6));
  expect(plot?.isLogarithmic).toBe(false);
  expect(
    plot?.rows.map(({ row: { figure }, at: point, interval = [] }) => [
      figure,
      ...[point, ...interval].map(rounded),
    ]),
  ).toEqual([
    ["p50", at(20), at(10), at(45)],
    ["errorRate", at(10), at(0), at(20)],
  ]);
  expect(rounded(plot?.zero)).toBe(at(0));
  expect(plot?.noise.map(rounded)).toEqual([at(-20), at(25)]);
  expect(plot?.ticks.map(({ label }) => label)).toEqual(["-20%", "0%", "+20%", "+40%"]);
});

test("a figure that grew many times over makes the axis logarithmic", () => {
  const plot = forestPlot({ noise: 0.03, rows: [row({ kind: "ratio", value: 8, low: 4, high: 16 })] });
  expect(plot?.isLogarithmic).toBe(true);
  expect(plot?.ticks.map(({ label }) => label)).toEqual(["0%", "+100%", "+400%", "+900%"]);
  const [only] = plot?.rows ?? [];
  const [low = 0, high = 0] = only?.interval ?? [];
  const middle = (low + high) / 2;
  expect(only?.at).toBeCloseTo(middle, 9);
});

test("with too few blocks for an interval a point stands alone", () => {
  const needs = { blocks: 2, effect: 0.1 };
  const few = { ...row(undefined), baseline: 100, candidate: 120, needs };
  const plot = forestPlot({ noise: 0.05, rows: [few] });
  // From -5% to +20% with 6% of room: -6.5% to +21.5%.
  expect(plot?.rows).toEqual([{ row: few, at: expect.closeTo(26.5 / 28, 9) }]);
});

test("without a change there is no difference plot", () => {
  expect(forestPlot({ noise: 0.03, rows: [row(undefined)] })).toBeUndefined();
});

test("one figure of all variants has a row each, with the baseline where that is not the same for all", async () => {
  const { comparisons = [] } = await fourVariants();
  const shown = oneFigure(comparisons, "p99");
  expect(shown?.rows.map(({ title, figure }) => [title, figure])).toEqual([
    ["fragments of 1 KiB", "p99"],
    ["compressed", "p99"],
    ["whole again", "p99"],
  ]);
  const [first, second] = comparisons;
  if (first === undefined || second === undefined) throw new Error("no comparisons");
  const others = oneFigure([first, { ...second, baseline: "small" }], "p50");
  expect(others?.rows.map(({ title }) => title)).toEqual([
    "fragments of 1 KiB, against whole",
    "compressed, against small",
  ]);
  expect(oneFigure([], "p99")).toBeUndefined();
});

test("each variant has a curve of medians over blocks with its band", async () => {
  const source = writtenSource(await experimentReport());
  const plot = variantPlot(source);
  expect(plot).toMatchObject({
    blocks: 10,
    confidence: 0.978515625,
    coarse: false,
    metrics: ["ws_msg_latency"],
  });
  expect(plot?.curves.map(({ label, colour }) => [label, colour])).toEqual([
    ["whole", 0],
    ["fragments of 1 KiB", 1],
  ]);
  const [whole, fragments] = plot?.curves ?? [];
  const medianOf = (curve = whole): number => (curve && valueAt(curve, 2)) ?? 0;
  expect(medianOf(fragments) / medianOf(whole)).toBeCloseTo(1.2, 1);
  for (const [index, [x, low, high]] of (whole?.band?.points ?? []).entries()) {
    const [at, median = 0] = whole?.points[index] ?? [];
    expect(at).toBe(x);
    expect(low <= median && median <= high).toBe(true);
  }
  expect(variantPlot(source, ["fragments of 1 KiB"])?.curves.map(({ label }) => label)).toEqual([
    "fragments of 1 KiB",
  ]);
});

test("of a report opened as plain JSON, the curves are the percentiles of its blocks", async () => {
  const report = await experimentReport();
  const plot = variantPlot(plainSource(report));
  expect(plot?.coarse).toBe(true);
  const p50s = (report.blocks ?? [])
    .filter(({ variant }) => variant === "whole")
    .map(({ figures }) => figures.p50 ?? 0)
    .sort((a, b) => a - b);
  expect(plot?.curves[0]?.points[0]).toEqual([2, ((p50s[4] ?? 0) + (p50s[5] ?? 0)) / 2]);
  expect(plot?.curves[0]?.band?.points[0]).toEqual([2, p50s[1], p50s[8]]);
  expect(plot?.curves[0]?.points.map(([x]) => Math.round(x))).toEqual([2, 10, 100, 1_000]);
  expect(variantPlot(plainSource(sampleReport()))).toBeUndefined();
});

test("blocks are numbered in the order run, whichever order the report has", async () => {
  const report = await experimentReport({ blocks: 5 });
  const rows = blockRows({ ...report, blocks: [...(report.blocks ?? [])].reverse() });
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(rows.map(({ block }) => block.variant)).toEqual(report.experiment?.order);
  expect(figuresOf(rows).map(({ figure }) => figure)).toEqual([
    "p50",
    "p90",
    "p99",
    "p999",
    "throughput",
    "errorRate",
    "handshake",
    "bytesPerMessage",
  ]);
});

test("dots of a variant have its colour and shape; blocks that are no evidence are hollow and in no median", async () => {
  const report = await experimentReport({ blocks: 5, invalid: [2] });
  const rows = blockRows(report);
  const [p50] = figuresOf(rows);
  if (p50 === undefined) throw new Error("no figure");
  const { curves, x, y } = blockPlot(rows, p50);
  expect(curves.map(({ label, colour, dots }) => [label, colour, dots?.shape, dots?.hollow])).toEqual([
    ["whole", 0, "disc", undefined],
    ["whole, median", 0, undefined, undefined],
    ["fragments of 1 KiB", 1, "square", undefined],
    ["fragments of 1 KiB, median", 1, undefined, undefined],
    ["fragments of 1 KiB, left out", 1, "square", true],
  ]);
  const [, , fragments, median, leftOut] = curves;
  expect(leftOut?.points.map(([block]) => block)).toEqual([2]);
  const values = fragments?.points.map(([, value]) => value ?? 0).sort((a, b) => a - b) ?? [];
  expect(values).toHaveLength(4);
  expect(median?.points).toEqual([
    [0.5, ((values[1] ?? 0) + (values[2] ?? 0)) / 2],
    [10.5, ((values[1] ?? 0) + (values[2] ?? 0)) / 2],
  ]);
  expect(x.range).toEqual([0.5, 10.5]);
  expect(y.format(412)).toBe("412 µs");
  expect(y.csvTitle).toBe("p50_us");
});

test("a dot is read at its own block only", () => {
  const dots = {
    label: "a",
    colour: 0,
    dots: { px: 9 },
    reach: 0.5,
    points: [
      [1, 10],
      [4, 40],
    ],
  } as const;
  expect([0.4, 0.6, 1.5, 2.4, 3.5, 4.4, 4.6].map((x) => valueAt(dots, x))).toEqual([
    undefined,
    10,
    10,
    undefined,
    40,
    40,
    undefined,
  ]);
});

test("the marks of variants repeat only after all shapes", () => {
  expect([0, 1, 2, 3, 4].map(shapeOf)).toEqual(["disc", "square", "triangle", "diamond", "disc"]);
  expect([0, 1, 25, 26].map(variantMark)).toEqual(["A", "B", "Z", "27"]);
});

test("says what the variants differ in, field by field", async () => {
  const { experiment } = await fourVariants();
  if (experiment === undefined) throw new Error("no experiment");
  expect(variedFields(experiment)).toEqual([
    {
      path: "traffic.message.delivery.fragmentBytes",
      title: "delivery, fragment",
      values: ["–", "1 KiB", "1 KiB", "–"],
    },
  ]);
});

test("names target and command where they differ, and finds fields where a plan has them", () => {
  const base = { description: "", model: "open" } as const;
  const fields = variedFields({
    baseline: "a",
    variants: [
      {
        ...base,
        name: "a",
        url: "ws://a/",
        load: {
          work: { bytes: 32, delivery: {} },
          connect: { dial: { driver: "ws" } },
          executor: { kind: "constant-clients", clients: 10 },
        },
      },
      {
        ...base,
        name: "b",
        url: "ws://b/",
        command: ["node", "b.js"],
        load: {
          work: { bytes: 65_536 },
          connect: { dial: {} },
          executor: { kind: "shared-iterations", iterations: 5 },
        },
      },
    ],
    varied: ["url", "command", "traffic.bytes", "dial.driver", "executor.kind", "traffic.delivery.kind"],
    order: [],
    isRestarted: false,
  });
  expect(fields.map(({ title, values }) => [title, ...values])).toEqual([
    ["target", "ws://a/", "ws://b/"],
    ["command", "–", "node b.js"],
    ["traffic, bytes", "32 B", "64 KiB"],
    ["dial, driver", "ws", "–"],
    ["executor", "constant-clients, clients 10", "shared-iterations, iterations 5"],
    ["traffic, delivery", "–", "–"],
  ]);
});

test("a comparison has its sides in order, and no experiment", async () => {
  const report = await comparisonReport();
  expect(report.experiment).toBeUndefined();
  expect(
    blockRows(report)
      .slice(0, 2)
      .map(({ block, variant }) => [block.variant, variant]),
  ).toEqual([
    ["whole", 0],
    ["fragments of 1 KiB", 1],
  ]);
  expect(report).toMatchObject({ verdict: "fail", reasons: [{ code: "regression" }] });
});
