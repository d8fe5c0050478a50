// A search whose probes are played by hand, in virtual time.

import { describe, expect, test } from "vitest";
import type { RunPlan } from "../../../src/engine/plan/run-plan.js";
import type { LoadsResult, playPlan } from "../../../src/engine/run-loads.js";
import { reportSearch } from "../../../src/engine/search/report-search.js";
import {
  checkSearch,
  type LoadSearch,
  type LoadSearchOptions,
  runSearch,
} from "../../../src/engine/search/run-search.js";
import type { VariedLoad } from "../../../src/engine/search/vary-load.js";
import { FakeClock } from "../../fake-clock.js";

const load: VariedLoad = {
  url: "ws://127.0.0.1:9/echo",
  warmUpMs: 1_000,
  executor: { kind: "constant-clients", clients: 10, durationMs: 5_000 },
};

const search: LoadSearch = {
  vary: "rate",
  load,
  until: "ws_msg_latency_corrected: p(99) < 50ms",
  low: 100,
  high: 1_000,
  precision: 0.5,
  seed: 7,
};

function rateOf({ loads: [load] }: RunPlan): number {
  const work = load?.work;
  return work?.kind === "echo" && work.schedule.kind === "open" ? work.schedule.ratePerSecond : Number.NaN;
}

/** What a run of `rate` came to: its latency is the rate in 0.1 ms, so that the bound holds below 500. */
function resultAt(plan: RunPlan, changes: Partial<LoadsResult> = {}): LoadsResult {
  const observed = rateOf(plan) * 100;
  return {
    plan,
    loads: [],
    checks: [],
    thresholds: [
      { metric: "ws_msg_latency_corrected", expression: "p(99) < 50ms", ok: observed < 50_000, observed },
    ],
    warnings: [],
    invalid: [],
    limitedBy: undefined,
    reachedHttp: true,
    interrupted: false,
    durationMs: 6_000,
    ...changes,
  };
}

interface Played {
  readonly rate: number;
  readonly atMs: number;
  readonly thresholds: unknown;
  readonly seed: number;
}

/** Plays each probe in six seconds; `resultOf` says what it came to. */
function staged(
  options: Partial<LoadSearchOptions> = {},
  resultOf: (plan: RunPlan) => Partial<LoadsResult> = () => ({}),
) {
  const clock = new FakeClock();
  const played: Played[] = [];
  const collectors = new Set<unknown>();
  const play: typeof playPlan = async (plan, { collector, thresholds, signal }) => {
    collectors.add(collector);
    played.push({ rate: rateOf(plan), atMs: clock.nowUs() / 1_000, thresholds, seed: plan.seed });
    collector.counter("ws_msgs_sent", {}).add(rateOf(plan));
    await clock.sleepUntilUs(clock.nowUs() + 6_000_000, signal).catch(() => undefined);
    return resultAt(plan, resultOf(plan));
  };
  const done = runSearch({ ...search, clock, play, ...options });
  return { clock, played, collectors, done };
}

test("every probe is a run of its own, with a pause between two, and watches the bound", async () => {
  const { clock, played, collectors, done } = staged();
  await clock.advanceMs(1_000_000);
  const result = await done;
  const thresholds = { flags: ["ws_msg_latency_corrected: p(99) < 50ms"], flagName: "--until" };
  expect(played).toEqual(
    [100, 200, 400, 800, 600, 400, 600].map((rate, index) => ({
      rate,
      // Six seconds of run, one of pause.
      atMs: index * 7_000,
      thresholds,
      seed: 7,
    })),
  );
  expect(collectors.size).toBe(7);
  expect(result).toMatchObject({
    answer: 400,
    isConfirmed: true,
    ended: { kind: "found", failing: 600 },
    unit: "us",
    bound: 50_000,
    reached: { last: true, any: true },
  });
  expect(result.shown).toMatchObject({ value: 400, metrics: [{ name: "ws_msgs_sent", count: 400 }] });
  expect(result.probes.map(({ purpose, observed }) => [purpose, observed])).toEqual([
    ["climb", 10_000],
    ["climb", 20_000],
    ["climb", 40_000],
    ["climb", 80_000],
    ["narrow", 60_000],
    ["confirm", 40_000],
    ["confirm", 60_000],
  ]);
});

test("tells each probe before it begins and when it has ended", async () => {
  const told: string[] = [];
  const { clock, done } = staged({
    high: 200,
    pauseMs: 0,
    onBegin: ({ number, value, purpose, plan }) => told.push(`${number} ${purpose} ${value} ${rateOf(plan)}`),
    onProbe: ({ value, holds }) => told.push(`${value} ${holds}`),
  });
  await clock.advanceMs(1_000_000);
  await done;
  expect(told).toEqual([
    "1 climb 100 100",
    "100 true",
    "2 climb 200 200",
    "200 true",
    "3 confirm 200 200",
    "200 true",
  ]);
});

test("an invalid run ends the climb: the generator is the limit, with the reason of the run", async () => {
  const message = "The generator sent late: p99 38 ms.";
  const { clock, done } = staged({}, (plan) =>
    rateOf(plan) >= 300 ? { invalid: [{ code: "generator-late", message }] } : {},
  );
  await clock.advanceMs(1_000_000);
  const result = await done;
  expect(result).toMatchObject({
    answer: 200,
    ended: { kind: "generator-limit", value: 300, reason: message },
  });
  expect(reportSearch(search, result)).toMatchObject({
    ended: "generator-limit",
    shown: 200,
    sentence:
      "The bound held up to 200 messages per second; at 300 the generator reached its own limit, not the target's: The generator sent late: p99 38 ms.",
  });
});

test("where nothing holds the run of the lowest value is shown", async () => {
  const { clock, done } = staged({ start: 400, low: 50 }, (plan) => ({
    thresholds: [{ metric: "x", expression: "y", ok: false, observed: rateOf(plan) }],
  }));
  await clock.advanceMs(1_000_000);
  const result = await done;
  expect(result.probes.map(({ value }) => value)).toEqual([400, 200, 100, 50, 50]);
  expect(result.answer).toBeUndefined();
  expect(result.shown?.value).toBe(50);
  expect(reportSearch(search, result)).not.toHaveProperty("answer");
});

describe("an abort", () => {
  test.each<[string, number, number]>([
    ["in a run", 9_000, 1],
    ["in the pause", 6_500, 1],
    ["in the first run", 3_000, 0],
  ])("%s keeps what was found before", async (_where, atMs, probes) => {
    const controller = new AbortController();
    const { clock, done } = staged({ signal: controller.signal });
    await clock.advanceMs(atMs);
    controller.abort();
    const result = await done;
    expect(result.ended).toEqual({ kind: "interrupted" });
    expect(result.probes).toHaveLength(probes);
    expect(result.shown?.value).toBe(probes === 0 ? undefined : 100);
  });
});

test("a target that is gone is told apart from one that never was there", async () => {
  const { clock, done } = staged({}, (plan) => ({ reachedHttp: rateOf(plan) < 600 }));
  await clock.advanceMs(1_000_000);
  expect((await done).reached).toEqual({ last: false, any: true });
});

describe("before anything is sent", () => {
  test("the plan of the lowest value is known, and the bound with its unit", () => {
    const { plan, unit, bound } = checkSearch({ ...search, until: "data_sent: count < 16KiB" });
    expect([rateOf(plan), unit, bound]).toEqual([100, "byte", 16_384]);
  });

  test.each<[string, Partial<LoadSearch>, RegExp]>([
    ["a range upside down", { low: 10, high: 1 }, /^high is 1; must be a whole number of at least low, 10$/],
    [
      "a bound without a unit",
      { until: "ws_msg_latency: p(99) < 50" },
      /^--until: the bound is "50"; must be a time/,
    ],
    ["a corrected latency of a closed loop", { vary: "connections" }, /^--until: .*ws_msg_latency_corrected/],
    ["a rate that no run can have", { high: 2_000_000 }, /ratePerSecond is 2000000/],
    [
      "more connections than this machine holds",
      { vary: "connections", until: "ws_errors: count == 0", high: 90_000_000 },
      /90,?000,?000/,
    ],
    ["a pause that is none", { pauseMs: -1 }, /^pauseMs is -1; must be a finite number, 0 or more$/],
  ])("%s is refused", async (_what, changes, message) => {
    let plays = 0;
    const play: typeof playPlan = async (plan) => {
      plays++;
      return resultAt(plan);
    };
    await expect(runSearch({ ...search, ...changes, play })).rejects.toThrow(message);
    expect(plays).toBe(0);
  });
});
