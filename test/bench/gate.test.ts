import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type GateRun, saidIn } from "../../bench/gate/gate-run.js";
import { type GateResults, judgeGate } from "../../bench/gate/results.js";
import { renderGate } from "../../bench/gate/summary.js";
import { benchFile } from "../../bench/harness/commands.js";
import { withPart } from "../../bench/harness/page.js";
import { readRecorded } from "../../bench/harness/recorded.js";
import { gateReport } from "../report/small-comparison.js";

const said = saidIn(gateReport({ isRed: true }, { verdict: "fail" }));
const runOf = (kind: GateRun["kind"], exitCode: number): GateRun => ({
  kind,
  baseline: "/slow?delay=20ms",
  candidate: kind === "slower" ? "/slow?delay=22ms" : "/slow?delay=20ms",
  exitCode,
  ...said,
  tookSeconds: 30.25,
});
const runs = (slower: number, ...alike: readonly number[]): readonly GateRun[] => [
  runOf("slower", slower),
  ...alike.map((code) => runOf("alike", code)),
];
const tenAlike = (red: number): readonly number[] => Array.from({ length: 10 }, (_, n) => (n < red ? 4 : 0));

describe("the goals of bench:gate", () => {
  test.each<[string, readonly GateRun[], readonly string[]]>([
    ["red where it must be, all others green", runs(4, ...tenAlike(0)), ["met", "met"]],
    ["one false alarm in ten", runs(4, ...tenAlike(1)), ["met", "met"]],
    ["two false alarms in ten", runs(4, ...tenAlike(2)), ["met", "missed"]],
    ["a slower build that is not found", runs(0, ...tenAlike(0)), ["missed", "met"]],
    ["a run that says nothing is not green", runs(5, 5, 5), ["missed", "missed"]],
    ["of two runs both must be green", runs(4, 0, 4), ["met", "missed"]],
  ])("%s", (_, all, verdicts) => {
    expect(judgeGate(all).map(({ verdict }) => verdict)).toEqual(verdicts);
  });

  test("count in their words", () => {
    const [red, green] = judgeGate(runs(4, ...tenAlike(2)));
    expect(red).toMatchObject({ measured: "1 of 1", bound: "at least 1" });
    expect(green).toMatchObject({ measured: "8 of 10", bound: "at least 9" });
  });
});

test("a report becomes a run with the change of each figure that gates in %", () => {
  expect(said).toEqual({
    verdict: "worse",
    sentence: "new makes p50 latency 10% slower (9% to 11%), 5 blocks a side.",
    blocks: { evidence: 10, leftOut: 0 },
    gates: [{ figure: "p50", verdict: "worse", percent: [10, 9, 11] }],
  });
  const reasons = [{ code: "x", message: "why" }];
  expect(saidIn(gateReport({}, { verdict: "invalid", comparisons: [], reasons }))).toMatchObject({
    verdict: "invalid",
    sentence: "why",
  });
});

test("an invalid run tells why, whatever its comparison would have been", () => {
  const reasons = [{ code: "too-few-blocks", message: "Only 2 of 11 blocks can be trusted" }];
  expect(saidIn(gateReport({ verdict: "better" }, { verdict: "invalid", reasons }))).toMatchObject({
    verdict: "invalid",
    sentence: "Only 2 of 11 blocks can be trusted",
  });
});

test("every run is a row of the table", () => {
  const all = runs(4, 0);
  const results: GateResults = {
    date: "2026-01-02",
    commit: "abc",
    machine: "a CPU, 2 cores, 8 GiB",
    kernel: "6.1",
    node: "v20.20.0",
    tools: {},
    pinned: true,
    loadAverage: 0.5,
    tookSeconds: 90,
    load: ["--rate", "400"],
    runs: all,
    goals: judgeGate(all),
  };
  const lines = renderGate(results).split("\n");
  expect(lines).toContain("load average 0.5 at the start; 1.5 minutes. Each run: `wsrig gate --rate 400`.");
  expect(lines).toContain(
    "| runs against a faster build that are red (exit code 4) | 1 of 1 | at least 1 | met |",
  );
  expect(lines.slice(-2)).toEqual([
    "| `/slow?delay=20ms` | `/slow?delay=22ms` | 4 | worse | +10.0% (+9.0 to +11.0) worse |  |  | 10 | 30.3 |",
    "| `/slow?delay=20ms` | `/slow?delay=20ms` | 0 | worse | +10.0% (+9.0 to +11.0) worse |  |  | 10 | 30.3 |",
  ]);
});

test.runIf(existsSync(benchFile("gate.json")))("the recorded run, its goals and its page agree", () => {
  const recorded = readRecorded("gate.json");
  expect(recorded.goals).toEqual(judgeGate(recorded.runs));
  const readme = readFileSync(benchFile("README.md"), "utf8");
  expect(readme, "run npm run bench:render").toBe(withPart(readme, "bench:gate", renderGate(recorded)));
});
