import { describe, expect, it } from "vitest";
import { type LiveEvent, liveEvent } from "../../../../src/link/live-event.js";
import type { ReportCheck } from "../../../../src/metrics/run-report.js";
import { runReportSchema } from "../../../../src/metrics/run-report.js";
import { noState, stateAfter } from "../../../../src/web/console/state/console-state.js";
import {
  isUnderWay,
  keptChecks,
  keptNotes,
  type LiveRun,
  liveAfter,
  liveReport,
  runKey,
} from "../../../../src/web/console/state/live-run.js";

const began: LiveEvent = {
  kind: "began",
  run: {
    kind: "run",
    name: "shop",
    command: ["wsrig", "load", "ws://127.0.0.1:9001/echo"],
    startedAt: "2026-03-04T05:06:07.000Z",
    target: { url: "ws://127.0.0.1:9001/echo" },
    plan: { seed: 42 },
    environment: {
      os: "linux 6.1",
      arch: "x64",
      cpu: "Example CPU",
      cores: 4,
      memoryBytes: 8_589_934_592,
      node: "20.20.0",
      ci: false,
    },
  },
  loads: [{ name: "orders", description: "400 msg/s", model: "open", hasDueTimes: true }],
};

const second = (number: number, received: number): LiveEvent => ({
  kind: "second",
  points: [
    {
      atMs: number * 1_000,
      spanMs: 1_000,
      tags: { phase: "steady" },
      counters: { ws_msgs_received: 400 },
      gauges: {},
      trends: {},
    },
  ],
  metrics: [
    {
      name: "ws_msgs_received",
      tags: { phase: "steady" },
      kind: "counter",
      unit: "1",
      count: received,
      ratePerSecond: 400,
    },
  ],
  durationMs: number * 1_000,
});

const check = (id: number): ReportCheck => ({
  id: `echo/${id}`,
  title: `check ${id}`,
  status: "fail",
  durationMs: 1,
  scenario: "echo",
  tags: {},
});

const block = (variant: string): LiveEvent => ({
  kind: "block",
  block: {
    variant,
    startedAt: "2026-03-04T05:06:07.000Z",
    durationMs: 2_000,
    figures: { p50: 410 },
  },
  index: 1,
  of: 4,
});

const runOf = (...events: readonly LiveEvent[]): LiveRun => liveAfter(undefined, events);

describe("a run as its events tell it", () => {
  it("adds points, and replaces metrics, figures, thresholds, activity and counts of cases", () => {
    const missed = {
      metric: "ws_msg_latency",
      expression: "p(99) < 5ms",
      ok: false,
      observed: 7_000,
    };
    const run = runOf(
      began,
      { kind: "activity", activity: "opening 100 connections", startedAtMs: 1 },
      { kind: "activity", activity: "load: steady", startedAtMs: 2, totalMs: 30_000 },
      second(1, 400),
      second(2, 800),
      { kind: "figures", figures: { open: 100, errors: 1 } },
      { kind: "figures", figures: { open: 99 } },
      { kind: "thresholds", thresholds: [{ ...missed, ok: true }] },
      { kind: "thresholds", thresholds: [missed] },
      { kind: "cases", agents: [{ agent: "a", total: 4, verdicts: { pass: 1 } }] },
      { kind: "cases", agents: [{ agent: "a", total: 4, verdicts: { pass: 2, fail: 1 } }] },
      { kind: "check", check: check(1) },
      { kind: "note", text: "Lower --rate." },
      block("A"),
      block("B"),
    );
    expect(run.series.points.map(({ atMs }) => atMs)).toEqual([1_000, 2_000]);
    expect(run.metrics.map((metric) => metric.kind === "counter" && metric.count)).toEqual([800]);
    expect(run.figures).toEqual({ open: 99 });
    expect(run.thresholds).toEqual([missed]);
    expect(run.activity).toEqual({
      kind: "activity",
      activity: "load: steady",
      startedAtMs: 2,
      totalMs: 30_000,
    });
    expect(run.agents).toEqual([{ agent: "a", total: 4, verdicts: { pass: 2, fail: 1 } }]);
    expect(run.checks).toEqual([check(1)]);
    expect(run.notes).toEqual(["Lower --rate."]);
    expect([run.blocks.map(({ variant }) => variant), run.blocksOf]).toEqual([["A", "B"], 4]);
    expect(isUnderWay(run)).toBe(true);
  });

  it("is a report that the schema of reports accepts, with what is known so far", () => {
    const run = runOf(began, second(1, 400), { kind: "check", check: check(1) }, block("A"));
    const report = liveReport(run);
    expect(runReportSchema.parse({ ...report, tool: { name: "wsrig", version: "1" } })).toMatchObject({
      name: "shop",
      durationMs: 1_000,
      series: run.series.points,
      metrics: run.metrics,
      checks: [check(1)],
      loads: [{ name: "orders" }],
      blocks: [{ variant: "A" }],
      warnings: [],
    });
    expect(report?.series).toBe(run.series.points);
    expect(liveReport(runOf(second(1, 400)))).toBeUndefined();
  });

  it("begins anew with the next run, and tells the two apart", () => {
    const first = runOf(began, second(1, 400), {
      kind: "ended",
      verdict: "pass",
      exitCode: 0,
      folder: "reports/x",
    });
    const next = liveAfter(first, [
      { ...began, run: { ...began.run, startedAt: "2026-03-04T06:00:00.000Z" } } as LiveEvent,
    ]);
    expect(isUnderWay(first)).toBe(false);
    expect(isUnderWay(next)).toBe(true);
    expect(next.series.points).toEqual([]);
    expect(runKey(next)).not.toBe(runKey(first));
    expect(runKey(liveAfter(first, [second(2, 800)]))).toBe(runKey(first));
  });

  it("is over when it failed, with the problem", () => {
    const problem = { code: "usage-invalid-value", message: "--rate is x", path: "--rate" };
    const run = runOf({ kind: "failed", problem, exitCode: 2 });
    expect([isUnderWay(run), run.failed?.problem]).toEqual([false, problem]);
  });

  it("counts its checks as they are told, from the counts that were told last", () => {
    const passed = { ...check(3), status: "pass" } as const;
    const run = runOf(
      began,
      { kind: "check", check: check(1) },
      { kind: "checkCounts", pass: 40, fail: 2, notApplicable: 1 },
      { kind: "check", check: check(2) },
      { kind: "check", check: passed },
    );
    expect(run.checkCounts).toEqual({ pass: 41, fail: 3, notApplicable: 1 });
    expect(run.checks).toEqual([check(1), check(2), passed]);
  });

  it("keeps the first thousand checks and the last fifty notes", () => {
    const checks = Array.from({ length: keptChecks + 5 }, (_, id) => check(id));
    const run = runOf(
      began,
      ...checks.map((one): LiveEvent => ({ kind: "check", check: one })),
      ...checks.map(({ id }): LiveEvent => ({ kind: "note", text: id })),
    );
    expect([run.checks.length, run.checks.at(-1)?.id]).toEqual([1_000, "echo/999"]);
    expect([run.notes.length, run.notes[0], run.notes.at(-1)]).toEqual([keptNotes, "echo/955", "echo/1004"]);
  });

  it("told here is what the schema of the link lets through", () => {
    for (const event of [began, second(1, 400), block("A")]) expect(liveEvent.parse(event)).toEqual(event);
  });
});

describe("the report of a run on the page", () => {
  const documents = { report: "{}", curves: "[]", merged: "[]", variants: "[]", details: "null" };
  const ended = stateAfter(stateAfter(noState, { kind: "live", isAll: false, events: [began] }), {
    kind: "report",
    documents,
  });

  it("stays while its run has more to tell", () => {
    expect(stateAfter(ended, { kind: "live", isAll: false, events: [] }).report).toBe(documents);
  });

  it("goes when the next run begins, or everything is told anew", () => {
    expect(stateAfter(ended, { kind: "live", isAll: false, events: [began] }).report).toBeUndefined();
    expect(stateAfter(ended, { kind: "live", isAll: true, events: [] }).report).toBeUndefined();
  });
});
