import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { benchFile } from "../../bench/harness/commands.js";
import { withPart } from "../../bench/harness/page.js";
import { readRecorded } from "../../bench/harness/recorded.js";
import type { MeasuredRun } from "../../bench/watch/one-run.js";
import { judgeWatch, type WatchResults, type WatchRound } from "../../bench/watch/results.js";
import { renderWatch } from "../../bench/watch/summary.js";

function runOf(tabs: number, cpuMsPerSecond: number, isTrue = true): MeasuredRun {
  const told = { toldMessages: 40 * tabs, toldBytes: 20_480 * tabs };
  return { tabs, cpuMsPerSecond, messagesPerSecond: 2_000.4, exitCode: 0, ...told, isTrue };
}

function rounds(...costs: readonly number[]): readonly WatchRound[] {
  return costs.map((cost, n) => ({
    without: runOf(0, 100),
    watched: runOf(2, 100 + cost),
    watchedFirst: n % 2 === 1,
  }));
}

function verdicts(all: readonly WatchRound[]): readonly string[] {
  return judgeWatch(all).map(({ verdict }) => verdict);
}

describe("the goals of bench:watch", () => {
  test.each<[string, readonly WatchRound[], readonly string[]]>([
    [
      "a median of 20 is within the bound, whatever single rounds cost",
      rounds(1, 20, 90, 2, 80),
      ["met", "met"],
    ],
    ["a median above it is not", rounds(1, 20.1, 90, 2, 80), ["missed", "met"]],
    ["watching that seems to save CPU is no fault", rounds(-30, -25, 5), ["met", "met"]],
    ["no round shows nothing", [], ["missed", "met"]],
    [
      "one tab that was told something else is one too many",
      [...rounds(1, 2), { without: runOf(0, 100), watched: runOf(2, 101, false), watchedFirst: false }],
      ["met", "missed"],
    ],
  ])("%s", (_title, all, expected) => {
    expect(verdicts(all)).toEqual(expected);
  });

  test("say their figures in words", () => {
    expect(judgeWatch(rounds(3, 5.5, 4)).map(({ measured, bound }) => [measured, bound])).toEqual([
      ["4 ms of CPU per second", "at most 20"],
      ["3 of 3", "at least 3"],
    ]);
  });
});

test("every round is a row of the table", () => {
  const all = rounds(3, -1);
  const results: WatchResults = {
    date: "2026-01-02",
    commit: "abc",
    machine: "a CPU, 2 cores, 8 GiB",
    kernel: "6.1",
    node: "v20.20.0",
    tools: {},
    pinned: true,
    loadAverage: 0.5,
    tookSeconds: 90,
    load: ["--rate", "2000"],
    steadyMs: 10_000,
    rounds: all,
    goals: judgeWatch(all),
  };
  const lines = renderWatch(results).split("\n");
  expect(lines).toContain(
    "load average 0.5 at the start; 1.5 minutes. Each run: `wsrig load --rate 2000`, 10 s measured.",
  );
  expect(lines.slice(-2)).toEqual([
    "| 1 | not watched | 100.0 | 103.0 | 3.0 | 2,000 | 80, 40 KiB | 0, 0 |",
    "| 2 | watched | 100.0 | 99.0 | -1.0 | 2,000 | 80, 40 KiB | 0, 0 |",
  ]);
});

test.runIf(existsSync(benchFile("watch.json")))("the recorded run, its goals and its page agree", () => {
  const recorded = readRecorded("watch.json");
  expect(recorded.goals).toEqual(judgeWatch(recorded.rounds));
  const readme = readFileSync(benchFile("README.md"), "utf8");
  expect(readme, "run npm run bench:render").toBe(withPart(readme, "bench:watch", renderWatch(recorded)));
});
