// A run against what another one has left in a file: through the file, with the verdict, and with all that it does not cover.

import { describe, expect, it } from "vitest";
import { planRun } from "../../src/engine/plan/plan-run.js";
import { storePlan } from "../../src/engine/plan/stored-plan.js";
import { compareWithStored, makeGateBaseline, storedPlanOf } from "../../src/experiment/stored-baseline.js";
import { coarseHistogram } from "../../src/metrics/coarse-histogram.js";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import { type GateBaseline, parseGateBaseline, renderGateBaseline } from "../../src/metrics/gate-baseline.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { someMachine } from "../some-machine.js";

const url = "ws://user:secret@127.0.0.1:8080/echo?token=abc";
const plan = storePlan(
  planRun({
    loads: [{ url, executor: { kind: "constant-clients", clients: 4, durationMs: 2_000 } }],
    seed: 7,
  }),
  "/",
);

/** Seven blocks around `p50`, each a little apart from the next. */
function blocksAround(p50: number, variant = "candidate"): readonly ReportBlock[] {
  return Array.from({ length: 7 }, (_, n) => ({
    variant,
    startedAt: `2026-01-02T03:04:0${n}.000Z`,
    durationMs: 1_000,
    figures: { p50: p50 + n * 10 },
  }));
}

function baselineWith(changes: Partial<Parameters<typeof makeGateBaseline>[0]> = {}): GateBaseline {
  const made = makeGateBaseline({
    plan,
    blocks: blocksAround(20_000, "anything"),
    url,
    isRestarted: true,
    gates: ["p50"],
    noise: 0.03,
    redact: ["token"],
    madeAt: new Date("2026-01-02T03:05:00.000Z"),
    environment: someMachine,
    ...changes,
  });
  return parseGateBaseline(renderGateBaseline(made), "b.json");
}

const held = (
  baseline: GateBaseline,
  blocks: readonly ReportBlock[],
  more = {},
): ReturnType<typeof compareWithStored> =>
  compareWithStored({
    baseline,
    path: "b.json",
    blocks,
    isRestarted: true,
    toolVersion: baseline.tool.version,
    ...more,
  });

describe("a stored baseline", () => {
  it.each([
    ["10% slower is worse", 22_000, "worse"],
    ["10% faster is better", 18_000, "better"],
    ["1% slower is the same, by a threshold of 3%", 20_200, "same"],
  ] as const)("%s", (_, p50, verdict) => {
    const { comparison } = held(baselineWith(), blocksAround(p50));
    expect(comparison).toMatchObject({
      baseline: "baseline",
      candidate: "candidate",
      blocks: { baseline: 7, candidate: 7, leftOut: 0 },
      noise: 0.03,
      verdict,
    });
  });

  it("gives its gates and its noise, unless others are given", () => {
    const baseline = baselineWith({ noise: 0.2 });
    expect(held(baseline, blocksAround(22_000)).comparison).toMatchObject({ noise: 0.2, verdict: "same" });
    const other = held(baseline, blocksAround(22_000), { noise: 0.05, gates: ["p99"] }).comparison;
    expect(other).toMatchObject({ noise: 0.05, verdict: "unclear" });
    expect(other.rows.map(({ figure, gates, verdict }) => [figure, gates, verdict])).toEqual([
      ["p50", false, "worse"],
    ]);
  });

  it("is judged at the level that is asked for", () => {
    const strict = held(baselineWith(), blocksAround(22_000), { level: 0.0001 }).comparison;
    expect(strict).toMatchObject({ level: 0.0001, verdict: "unclear" });
    expect(held(baselineWith(), blocksAround(22_000)).comparison).toMatchObject({
      level: 0.01,
      verdict: "worse",
    });
  });

  it("gives the blocks of both sides, its own with the file that they come from", () => {
    const { blocks } = held(baselineWith(), blocksAround(20_000));
    expect(blocks.map(({ variant, source }) => [variant, source])).toEqual([
      ...Array.from({ length: 7 }, () => ["baseline", "b.json"]),
      ...Array.from({ length: 7 }, () => ["candidate", undefined]),
    ]);
  });

  it("keeps only blocks that are evidence, and no secret of the URL", () => {
    const [first, ...others] = blocksAround(20_000);
    if (first === undefined) throw new Error("there are seven");
    const baseline = baselineWith({ blocks: [{ ...first, invalid: "late" }, ...others] });
    expect(baseline.blocks).toHaveLength(6);
    expect(baseline.target.url).toBe("ws://***@127.0.0.1:8080/echo?token=***");
  });

  it("has coarse histograms, held against others as coarse: a run against itself lies at a distance of 0", () => {
    const histogram = new LatencyHistogram();
    for (const us of [20_000, 20_010, 20_050, 22_000]) histogram.record(us);
    const latency = {
      metric: "ws_msg_latency",
      count: 4,
      min: 20_000,
      max: 22_000,
      hdr: histogram.toBase64(),
    } as const;
    const blocks = blocksAround(20_000).map((block) => ({ ...block, latency }));
    const baseline = baselineWith({ blocks });
    const stored = baseline.blocks[0]?.latency;
    expect(stored).toEqual({ ...latency, hdr: coarseHistogram(latency.hdr) });
    const { comparison, blocks: reported } = held(baseline, blocks);
    expect(comparison.distance).toBe(0);
    expect(reported.at(-1)?.latency).toEqual(latency);
  });

  it("says what its verdict does not cover", () => {
    const day =
      "The baseline was measured on 2026-01-02 and not in turn with this run: whatever has changed on the machine since then is part of the difference.";
    const processes =
      "This holds for these two processes; have wsrig start the target for each block (--command-b) to speak of the builds.";
    const baseline = baselineWith();
    const caveats = (more: object, of = baseline): readonly string[] =>
      held(of, blocksAround(20_000), more).comparison.caveats;
    expect(caveats({})).toEqual([day]);
    expect(caveats({ isRestarted: false })).toEqual([day, processes]);
    expect(caveats({}, baselineWith({ isRestarted: false }))).toEqual([day, processes]);
    expect(caveats({ differences: ["the CPU is A there and B here"], toolVersion: "9.0.0" })).toEqual([
      day,
      "Compared by force, although the CPU is A there and B here.",
      `The baseline was measured by wsrig ${baseline.tool.version} and this run by 9.0.0, which may differ too.`,
    ]);
  });

  it("gives its plan back, or names every problem in it with its place", () => {
    const baseline = baselineWith();
    expect(storedPlanOf(baseline, "b.json")).toEqual(plan);
    const damaged = { ...plan, pacing: "slow", load: { ...plan.load, warmUpMs: "1s" } };
    expect(() => storedPlanOf({ plan: damaged }, "b.json")).toThrow(
      [
        "b.json has a plan that cannot be run:",
        '  plan.pacing: Invalid option: expected one of "economical"|"precise"',
        "  plan.load.warmUpMs: Invalid input: expected number, received string",
      ].join("\n"),
    );
  });
});
