// Reading a report.json: old documents stay readable, bad ones are explained.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseHeat } from "../../src/figures/heat-text.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { parseRunReport } from "../../src/metrics/read-report.js";

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8"));
}

describe("schemaVersion 1", () => {
  test.each([
    "report-v1.json",
    "report-v1-loads.json",
    "report-v1-conformance.json",
    "report-v1-experiment.json",
    "report-v1-comparison.json",
  ])("of %s is read without losing anything", (name) => {
    const document = fixture(name);
    expect(parseRunReport(document, name)).toEqual(document);
  });

  test("has blocks and comparisons only of experiments and comparisons", () => {
    const [experiment, comparison, run] = ["experiment", "comparison", "loads"].map((name) =>
      parseRunReport(fixture(`report-v1-${name}.json`), name),
    );
    expect(run?.blocks ?? run?.comparisons ?? run?.experiment).toBeUndefined();
    expect(experiment?.experiment?.variants.map(({ name }) => name)).toEqual(["whole", "256 B"]);
    expect(comparison?.experiment).toBeUndefined();
    for (const report of [experiment, comparison]) {
      const { blocks = [], comparisons = [] } = report ?? {};
      expect(comparisons.map(({ baseline, candidate }) => [baseline, candidate])).toEqual([
        ["whole", "256 B"],
      ]);
      const valid = blocks.filter(({ invalid }) => invalid === undefined);
      expect(comparisons[0]?.blocks).toEqual({
        baseline: valid.filter(({ variant }) => variant === "whole").length,
        candidate: valid.filter(({ variant }) => variant === "256 B").length,
        leftOut: blocks.length - valid.length,
      });
    }
    expect(comparison?.comparisons?.[0]?.isRed).toBe(true);
    expect(experiment?.comparisons?.[0]?.isRed).toBeUndefined();
  });

  test("has histograms of blocks that give the figures beside them", () => {
    const { blocks = [] } = parseRunReport(fixture("report-v1-comparison.json"), "report-v1-comparison.json");
    const measured = blocks.flatMap(({ figures, latency }) =>
      latency === undefined ? [] : [{ figures, latency }],
    );
    expect(measured.length).toBeGreaterThan(0);
    for (const { figures, latency } of measured) {
      const histogram = LatencyHistogram.fromBase64(latency.hdr, { minUs: latency.min, maxUs: latency.max });
      expect(histogram.count).toBe(latency.count);
      expect([50, 90, 99, 99.9].map((p) => histogram.percentileUs(p))).toEqual([
        figures.p50,
        figures.p90,
        figures.p99,
        figures.p999,
      ]);
    }
  });

  test("has loads and heat only since they were added", () => {
    const [before, since] = ["report-v1.json", "report-v1-loads.json"].map((name) =>
      parseRunReport(fixture(name), name),
    );
    expect(before?.loads).toBeUndefined();
    expect(since?.loads?.map(({ name, model, inFlightAtEnd }) => [name, model, inFlightAtEnd])).toEqual([
      ["orders", "open", 0],
      ["chat", "open", undefined],
    ]);
    const figures = since?.series.flatMap(({ trends }) => Object.values(trends)) ?? [];
    const heated = figures.filter(({ heat }) => heat !== undefined);
    expect(heated.map(({ count }) => count)).toEqual([371, 371, 186, 185, 400, 400]);
    for (const { heat = "", count } of heated) {
      expect([...parseHeat(heat).values()].reduce((sum, one) => sum + one)).toBe(count);
    }
  });

  test("refuses heat that cannot be read", () => {
    const document = fixture("report-v1-loads.json") as { series: { trends: object }[] };
    const figures = { count: 1, p50: 1, p90: 1, p99: 1, max: 1, heat: "1:2,,3" };
    for (const point of document.series.slice(0, 1)) point.trends = { ws_msg_latency: figures };
    expect(() => parseRunReport(document, "x.json")).toThrow("series[0].trends.ws_msg_latency.heat");
  });

  test("has a histogram that gives the percentiles beside it", () => {
    const [latency] = parseRunReport(fixture("report-v1.json"), "report-v1.json").metrics;
    if (latency?.kind !== "trend" || latency.hdr === undefined)
      throw new Error("the fixture begins with a trend");
    const histogram = LatencyHistogram.fromBase64(latency.hdr, { minUs: latency.min, maxUs: latency.max });
    expect(histogram.count).toBe(latency.count);
    expect([50, 75, 90, 95, 99, 99.9, 100].map((p) => histogram.percentileUs(p))).toEqual([
      latency.p50,
      latency.p75,
      latency.p90,
      latency.p95,
      latency.p99,
      latency.p999,
      latency.max,
    ]);
  });
});

describe("a document that is no report", () => {
  test("is refused with every problem and its place", () => {
    const document = {
      ...fixture("report-v1.json"),
      verdict: "great",
      durationMs: -1,
      metrics: [
        { name: "a", tags: {}, kind: "counter", unit: "1", count: 1 },
        { name: "b", tags: {}, kind: "sum", unit: "1", count: 1 },
      ],
    };
    expect(() => parseRunReport(document, "old/report.json")).toThrow(
      expect.objectContaining({
        code: "usage-invalid-report",
        path: "old/report.json",
        hint: "Give a report.json as wsrig wrote it.",
        message: [
          "old/report.json is no run report; it has 4 problems:",
          "  durationMs: Too small: expected number to be >=0",
          '  verdict: Invalid option: expected one of "pass"|"fail"|"invalid"|"interrupted"',
          "  metrics[0].ratePerSecond is missing; must be a number",
          "  metrics[1].kind: Invalid discriminator value. Expected 'trend' | 'counter' | 'rate' | 'gauge'",
        ].join("\n"),
      }),
    );
  });

  test.each([
    [null, "the document: Invalid input: expected object, received null"],
    [[], "the document: Invalid input: expected object, received array"],
    ["text", "the document: Invalid input: expected object, received string"],
  ])("%j is refused", (document, problem) => {
    expect(() => parseRunReport(document, "x.json")).toThrow(
      `x.json is no run report; it has 1 problem:\n  ${problem}`,
    );
  });

  test("made by a newer wsrig says so, not that everything is wrong", () => {
    expect(() => parseRunReport({ schemaVersion: 2 }, "new.json")).toThrow(
      expect.objectContaining({
        code: "usage-invalid-report",
        message: "new.json has schemaVersion 2; this wsrig reads up to 1",
        hint: "Read it with the wsrig that wrote it, or a newer one.",
      }),
    );
  });
});
