import { describe, expect, it } from "vitest";
import type { LiveEvent, LiveFigures } from "../../../../src/link/live-event.js";
import type { ReportBlock } from "../../../../src/metrics/comparison-report.js";
import type { SeriesPoint } from "../../../../src/metrics/run-report.js";
import { liveFigures } from "../../../../src/web/console/data/live-figures.js";
import { liveStanding, sidesSoFar } from "../../../../src/web/console/data/live-standing.js";
import { type LiveRun, liveAfter } from "../../../../src/web/console/state/live-run.js";

const trend = (count: number, p99: number): SeriesPoint["trends"][string] => ({
  count,
  p50: 400,
  p90: 500,
  p99,
  max: p99,
});

function point(second: number, load: string, changes: Partial<SeriesPoint> = {}): SeriesPoint {
  return {
    atMs: second * 1_000,
    spanMs: 1_000,
    tags: { load },
    counters: { ws_msgs_received: 100 },
    gauges: { ws_open_connections: 10 },
    trends: { ws_msg_latency: trend(100, 700 + second) },
    ...changes,
  };
}

function runOf(figures: LiveFigures, points: readonly SeriesPoint[] = []): LiveRun {
  return liveAfter(undefined, [
    { kind: "second", points: [...points], metrics: [], durationMs: 0 },
    { kind: "figures", figures },
  ]);
}

describe("the figures of a run under way", () => {
  it("are those that are known, with their units", () => {
    const figures = liveFigures(
      runOf({
        messagesPerSecond: 1_998.6,
        p50Us: 412,
        p99Us: 1_830,
        correctedP99Us: 2_100,
        clients: 120,
        open: 100,
        errors: 0,
        latenessP99Us: 310,
        generatorCpu: 0.437,
      }),
    );
    expect(figures.map(({ name, text, tone }) => [name, text, tone])).toEqual([
      ["rate", "1,999 /s", undefined],
      ["p50", "412 µs", undefined],
      ["p99", "1.83 ms", undefined],
      ["corrected", "2.1 ms", undefined],
      ["clients", "120", undefined],
      ["open", "100", undefined],
      ["errors", "0", undefined],
      ["lateness", "310 µs", undefined],
      ["cpu", "44%", undefined],
    ]);
  });

  it("turn bad with an error, a dropped message, and a generator at the limits of a valid run", () => {
    const tones = (figures: LiveFigures): readonly string[] =>
      liveFigures(runOf(figures)).flatMap(({ name, tone }) => (tone === "bad" ? [name] : []));
    expect(tones({ errors: 1, dropped: 1, latenessP99Us: 10_001, generatorCpu: 0.91 })).toEqual([
      "errors",
      "dropped",
      "lateness",
      "cpu",
    ]);
    expect(tones({ errors: 0, dropped: 0, latenessP99Us: 10_000, generatorCpu: 0.9 })).toEqual([]);
  });

  it("keep to the limits that the plan of the run has", () => {
    const began = {
      kind: "began",
      run: { plan: { limits: { latenessP99Ms: 5_000, cpuShare: 0.5 } } },
      loads: [],
    } as unknown as LiveEvent;
    const tones = (latenessP99Us: number, generatorCpu: number): readonly string[] =>
      liveFigures(
        liveAfter(undefined, [began, { kind: "figures", figures: { latenessP99Us, generatorCpu } }]),
      ).flatMap(({ name, tone }) => (tone === "bad" ? [name] : []));
    expect(tones(5_000_000, 0.5)).toEqual([]);
    expect(tones(5_000_001, 0.51)).toEqual(["lateness", "cpu"]);
  });

  it("have their last minute: rates and levels of all loads added, percentiles of the load with most samples", () => {
    const points = [1, 2, 61].flatMap((second) => [
      point(second, "orders"),
      point(second, "chat", { trends: { ws_msg_latency: trend(99, 9_000) } }),
    ]);
    const recent = Object.fromEntries(
      liveFigures(runOf({ messagesPerSecond: 200, p99Us: 761, open: 20 }, points)).map((figure) => [
        figure.name,
        figure.recent,
      ]),
    );
    expect(recent).toEqual({ rate: [200, 200], p50: [400, 400], p99: [702, 761], open: [20, 20] });
  });

  it("keep their place while they are not known", () => {
    expect(liveFigures(runOf({}, [point(1, "orders")])).map(({ name, text }) => [name, text])).toEqual([
      ["rate", "–"],
      ["p50", "–"],
      ["p99", "–"],
      ["open", "–"],
    ]);
  });
});

describe("how far a run has come", () => {
  const activity = {
    kind: "activity",
    activity: "load: steady",
    startedAtMs: 10_000,
    totalMs: 40_000,
  } as const;

  it("is told by the time of its activity", () => {
    const run = liveAfter(undefined, [activity]);
    expect(liveStanding(run, 20_000)).toEqual({ elapsedMs: 10_000, leftMs: 30_000, share: 0.25 });
    expect(liveStanding(run, 60_000)).toEqual({ elapsedMs: 50_000, leftMs: 0, share: 1 });
    expect(liveStanding(run, 9_000)).toEqual({ elapsedMs: 0, leftMs: 40_000, share: 0 });
  });

  it("is not guessed where nobody knows", () => {
    const { totalMs, ...open } = activity;
    expect(liveStanding(liveAfter(undefined, [open]), 20_000)).toEqual({ elapsedMs: totalMs / 4 });
  });

  it("is told by the cases of all peers, with the time that the process expects", () => {
    const run = liveAfter(undefined, [
      { kind: "figures", figures: { leftMs: 7_000 } },
      {
        kind: "cases",
        agents: [
          { agent: "a", total: 100, verdicts: { pass: 40, fail: 10 } },
          { agent: "b", total: 100, verdicts: {} },
        ],
      },
    ]);
    expect(liveStanding(run, 5)).toEqual({
      elapsedMs: 0,
      leftMs: 7_000,
      share: 0.25,
      counted: { kind: "cases", done: 50, total: 200 },
    });
  });
});

describe("the sides of an experiment so far", () => {
  const block = (variant: string, p50: number, invalid?: string): ReportBlock => ({
    variant,
    startedAt: "2026-03-04T05:06:07.000Z",
    durationMs: 2_000,
    figures: { p50 },
    ...(invalid === undefined ? {} : { invalid }),
  });

  it("have a median of the blocks that are evidence", () => {
    const blocks = [
      block("A", 400),
      block("B", 500),
      block("B", 700, "late"),
      block("A", 420),
      block("A", 480),
    ];
    expect(
      sidesSoFar({ blocks }).map(({ variant, blocks: count, medians }) => [
        variant,
        count,
        medians[0]?.median,
      ]),
    ).toEqual([
      ["A", 3, 420],
      ["B", 1, 500],
    ]);
  });
});
