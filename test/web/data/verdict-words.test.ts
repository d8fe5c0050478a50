// What the first screen says, in words.

import { describe, expect, test } from "vitest";
import type { ReportMetric, RunReport, Tags } from "../../../src/metrics/run-report.js";
import { runFacts } from "../../../src/web/data/run-facts.js";
import { trendChoices } from "../../../src/web/data/trend-choices.js";
import { verdictHeadline, verdictSentences } from "../../../src/web/data/verdict-words.js";
import { plainSource } from "../report-source.js";
import { sampleCheck, sampleReport } from "../sample-report.js";

const bare = { checks: [], metrics: [], series: [], durationMs: 10_000 };
const held = { metric: "m", expression: "e", ok: true };
const missed = { ...held, ok: false };
const failedCheck = sampleCheck({ status: "fail" });

test.each<[Partial<RunReport>, string]>([
  [{}, "The run passed."],
  [{ checks: [sampleCheck()] }, "The check passed."],
  [{ checks: [sampleCheck(), sampleCheck()] }, "All 2 checks passed."],
  [{ checks: [sampleCheck()], thresholds: [held, held] }, "Everything held: 1 check and 2 thresholds."],
  [{ thresholds: [held] }, "The threshold held."],
  [{ verdict: "fail" }, "The run failed."],
  [{ verdict: "fail", checks: [failedCheck, sampleCheck()] }, "1 of 2 checks failed."],
  [
    { verdict: "fail", checks: [failedCheck, sampleCheck({ status: "notApplicable" })] },
    "1 of 1 check failed.",
  ],
  [{ verdict: "fail", thresholds: [missed, missed, held] }, "2 of 3 thresholds were missed."],
  [{ verdict: "invalid" }, "These numbers are not valid evidence."],
  [{ verdict: "interrupted" }, "The run was stopped before its end."],
])("%j is headed: %s", (changes, headline) => {
  const report = sampleReport({ ...bare, ...changes });
  expect(verdictHeadline(report, runFacts(plainSource(report)))).toBe(headline);
});

describe("the sentences", () => {
  const counter = (name: string, count: number, tags: Tags = {}): ReportMetric => ({
    name,
    tags: { ...tags },
    kind: "counter",
    unit: "1",
    count,
    ratePerSecond: 1,
  });
  const trend = (name: string, tags: Tags, p50: number, p99: number): ReportMetric => ({
    name,
    tags: { ...tags },
    kind: "trend",
    unit: "us",
    count: 10,
    p50,
    p99,
  });
  const said = (changes: Partial<RunReport>): string => {
    const report = sampleReport({ ...bare, ...changes });
    return verdictSentences(report, runFacts(plainSource(report))).join(" ");
  };
  const steady = { phase: "steady" };
  const load = [
    counter("ws_sessions", 1),
    counter("ws_msgs_received", 500, { phase: "warm-up" }),
    counter("ws_msgs_received", 1_000, steady),
    trend("ws_msg_latency", { phase: "warm-up" }, 9_000, 9_000),
    trend("ws_msg_latency", { scenario: "text" }, 8_000, 8_000),
    trend("ws_msg_latency", steady, 400, 1_500),
  ];

  test("say that nothing could be reached", () => {
    expect(said({})).toBe("No connection was opened in 10 s.");
  });

  test("leave out warm-up, and what checks measured beside a load", () => {
    expect(said({ metrics: load })).toBe(
      "In 10 s, 1 connection brought back 1,000 messages. Half of the answers came within 400 µs, 99% within 1.5 ms. No message was lost or late, and nothing went wrong on the way.",
    );
  });

  test("take the corrected latency where there is one", () => {
    const metrics = [...load, trend("ws_msg_latency_corrected", steady, 700, 2_500)];
    expect(said({ metrics })).toContain(
      "Half of the answers came within 700 µs, 99% within 2.5 ms, counted from the time each message was due.",
    );
  });

  test("count what went wrong", () => {
    const metrics = [
      ...load,
      counter("ws_errors", 2),
      counter("ws_msgs_lost", 1, steady),
      counter("ws_msgs_late", 3, steady),
    ];
    expect(said({ metrics })).toContain("Trouble on the way: 2 errors, 1 message lost, 3 messages late.");
  });

  test("count what was due and never sent, and say how late the generator was", () => {
    const metrics = [
      ...load,
      counter("ws_msgs_dropped", 4, steady),
      counter("dropped_iterations", 2, steady),
      { ...trend("generator_lateness", steady, 300, 1_200), max: 5_000 },
    ];
    expect(said({ metrics })).toContain(
      "99% of the messages left wsrig within 1.2 ms of their due time. Trouble on the way: 6 due and never sent.",
    );
  });

  test("of an invalid run quote no latency, and point to the reasons", () => {
    const lateness = trend("generator_lateness", steady, 9_000, 38_000);
    expect(said({ metrics: [...load, lateness], verdict: "invalid" })).toBe(
      "In 10 s, 1 connection brought back 1,000 messages. No message was lost or late, and nothing went wrong on the way. What it measured is shown below, but it must not be quoted or compared: the reasons, and what to change, are these.",
    );
  });

  test.each([
    ["generator", "wsrig itself set the pace, so the target may well be faster than these numbers."],
    ["target", "The target set the pace."],
  ] as const)("say that the %s was the limit", (limitedBy, sentence) => {
    expect(said({ metrics: load, limitedBy })).toContain(sentence);
  });

  test("the plots offer the load first, and what checks measured apart from it", () => {
    expect(
      trendChoices(plainSource(sampleReport({ ...bare, metrics: load }))).map(({ title }) => title),
    ).toEqual(["Message latency (service)", "Message latency (service), in checks"]);
  });
});
