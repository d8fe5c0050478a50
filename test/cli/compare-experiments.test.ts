import { afterAll, describe, expect, it } from "vitest";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { madeLoad, madeMetrics, madeRun } from "../compare/made-runs.js";
import { comparedFolder } from "./compared-folder.js";

const folder = comparedFolder();
const { write, compare, compareJson } = folder;
afterAll(() => folder.remove());

describe("an experiment", () => {
  write("experiment.json", someExperiment("whole", "1 KiB"));
  write("newer.json", someExperiment("whole", "1 KiB", "2 KiB"));

  it("is compared again by other rules, without what it said of its gates", async () => {
    const { code, report } = await compareJson("experiment.json", "--noise", "5%", "--gate", "p50");
    expect(code).toBe(4);
    expect(report.comparisons).toMatchObject([
      { baseline: "whole", candidate: "1 KiB", noise: 0.05, verdict: "worse", caveats: ["For one process."] },
    ]);
    expect(report.comparisons?.[0]?.rows.filter(({ gates }) => gates).map(({ figure }) => figure)).toEqual([
      "p50",
    ]);
    expect(report.metrics.map(({ tags }) => tags.variant)).toEqual(["whole", "1 KiB"]);
    expect(report.plan.varied).toEqual(["traffic.fragmentBytes"]);
  });

  it("has one of its variants named", async () => {
    const { report } = await compareJson("newer.json#2 KiB");
    expect(report.comparisons?.map(({ candidate }) => candidate)).toEqual(["2 KiB"]);
    const { code, stderr } = await compare("newer.json#3 KiB");
    expect(code).toBe(2);
    expect(stderr).toContain('compares no variant "3 KiB"; it has 1 KiB, 2 KiB');
  });

  it("is held against another one by the variants that are named", async () => {
    const { code, report } = await compareJson("experiment.json#whole", "newer.json#whole");
    expect([code, report.comparisons?.[0]?.baseline, report.comparisons?.[0]?.candidate]).toEqual([
      0,
      "experiment#whole",
      "newer#whole",
    ]);
    const across = await compareJson("experiment.json#whole", "newer.json#2 KiB");
    expect([across.code, across.report.comparisons?.[0]?.candidate]).toEqual([4, "2 KiB"]);
  });

  it("is refused where it is not said which variant is meant", async () => {
    const { code, stderr } = await compare("experiment.json", "newer.json");
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: experiment.json is an experiment with the variants whole, 1 KiB; which one is meant is not said\n" +
        "hint: Name one, as in 'experiment.json#whole', or give experiment.json alone to compare its variants with each other.\n",
    );
  });
});

/** Each variant 20% slower than the one before. */
function someExperiment(...names: readonly string[]): RunReport {
  const blocks = names.flatMap((variant, slower) =>
    Array.from(
      { length: 8 },
      (_, index): ReportBlock => ({
        variant,
        startedAt: new Date(Date.UTC(2026, 0, 2, 3, index)).toISOString(),
        durationMs: 2_000,
        figures: { p50: 1_000 * 1.2 ** slower + index, p99: 5_000 * 1.2 ** slower + index, throughput: 100 },
      }),
    ),
  );
  const [baseline = "", ...others] = names;
  return madeRun({
    kind: "experiment",
    name: "experiment",
    metrics: names.flatMap((variant, slower) => madeMetrics(1_000 + slower, { variant })),
    blocks,
    experiment: {
      baseline,
      variants: names.map((name, slower) => ({
        name,
        description: "",
        url: "ws://127.0.0.1:4000/echo",
        model: "open",
        load: { ...madeLoad, work: { ...madeLoad.work, fragmentBytes: slower } },
      })),
      varied: ["traffic.fragmentBytes"],
      order: [],
      isRestarted: true,
    },
    comparisons: others.map((candidate) => ({
      baseline,
      candidate,
      blocks: { baseline: 8, candidate: 8, leftOut: 0 },
      noise: 0.03,
      level: 0.01,
      confidence: 0.95,
      rows: [],
      verdict: "unclear",
      sentence: "Of then.",
      caveats: ["For one process.", "handshake was measured on neither side, so it decides nothing."],
    })),
  });
}
