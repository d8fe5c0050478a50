// A small report with something of everything, and one in which the target and the user are hostile.

import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { trendMetric } from "../../src/metrics/metric-cells.js";
import type { ReportCheck, ReportMetric, RunReport } from "../../src/metrics/run-report.js";
import { someMachine } from "../some-machine.js";

/** A failed check run, as a user would see it. */
export function smallReport(changes: Partial<RunReport> = {}): RunReport {
  return {
    schemaVersion: 1,
    kind: "run",
    name: "check",
    tool: { name: "wsrig", version: "0.1.0" },
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 2_500,
    command: ["wsrig", "check", "ws://127.0.0.1:4000/", "--name", "two words"],
    target: { url: "ws://127.0.0.1:4000/" },
    plan: { seed: 7 },
    environment: someMachine,
    verdict: "fail",
    reasons: [
      {
        code: "checks-failed",
        message: "1 of 4 checks failed (text: an empty text comes back).",
        hint: "Compare what was expected and what was received in the failed checks.",
      },
    ],
    checks: [
      check({ scenario: "handshake", title: "a good handshake is accepted" }),
      check({ title: "ASCII comes back" }),
      check({
        title: "an empty text comes back",
        status: "fail",
        reason: "wrong reply",
        expected: '""',
        received: '"x"',
        passes: 7,
        fails: 3,
      }),
      check({
        scenario: "broadcast",
        title: "each receives once",
        status: "notApplicable",
        reason: "the target is no wsrig server",
      }),
      check({ title: "64 KiB come back", durationMs: 20 }),
    ],
    metrics: [
      trend("ws_msg_latency", { delivery: "whole" }, [100, 200, 300, 1_500]),
      trend("ws_ping", {}, [1_234_567]),
      counter("ws_msgs_sent", {}, "1", 12_345, 4_938),
      counter("data_sent", {}, "byte", 65_536, 26_214.4),
      counter("ws_msgs_lost", {}, "1", 0, 0),
      counter("ws_errors", { step: "tcp", code: "refused" }, "1", 2, 0.8),
      { name: "checks", tags: {}, kind: "rate", unit: "ratio", passes: 3, fails: 1, rate: 0.75 },
    ],
    series: [],
    thresholds: [{ metric: "ws_ping", expression: "p99 < 2s", ok: true, observed: 1_234_567 }],
    warnings: [
      {
        code: "shared-machine",
        message: "The target runs on this machine, so both share its cores.",
        hint: "Run the target on another machine.",
      },
    ],
    ...changes,
  };
}

/** Texts that break out of something when they are not escaped. */
export const hostileTexts = [
  "</script><img src=x onerror=alert(1)>",
  "<!--<script>",
  "\u001b[31mred\u001b[0m\u001b]0;title\u0007",
  "a|b\\|c`d``e`",
  "]]><x/>&amp;",
  "NUL\u0000 BEL\u0007 DEL\u007f CSI\u009b",
  "lone \ud800 and \udc00, pair \ud83d\ude00",
  "lines\u2028and\u2029and\r\nand\u0085",
  "bidi \u202e txt \u2066 zero\u200bwidth \ufeff \ufffe \uffff",
  "@everyone #1 **bold** _it_ [a](http://x) ~~no~~ $x$ ![i](y) https://z www.z",
  "$& $` $1 $$",
] as const;

/** Every text a stranger can influence is all of {@link hostileTexts}. */
export function hostileReport(): RunReport {
  const evil = hostileTexts.join(" ");
  const notice = { code: "evil", message: evil, hint: evil };
  const checks = (["pass", "fail", "notApplicable"] as const).map((status) =>
    check({
      scenario: evil,
      title: evil,
      status,
      reason: evil,
      expected: evil,
      received: evil,
      tags: { t: evil },
    }),
  );
  return smallReport({
    name: evil,
    target: { url: evil },
    command: ["wsrig", evil],
    plan: { evil },
    reasons: [notice],
    warnings: [notice],
    checks,
    metrics: [
      trend("own", { t: evil }, [1]),
      counter("ws_errors", { t: evil }, "1", 1, 1),
      counter("n", { t: evil }, "1", 1, 1),
      counter("ws_msgs_sent", { load: evil, phase: "steady" }, "1", 1, 1),
      counter("ws_msgs_answered", { load: evil, phase: "steady" }, "1", 1, 1),
    ],
    thresholds: [{ metric: evil, expression: evil, ok: false }],
    loads: [{ name: evil, description: evil, model: "closed", hasDueTimes: false }],
  });
}

export function check(changes: Partial<ReportCheck> = {}): ReportCheck {
  return {
    id: "text/x",
    title: "x",
    status: "pass",
    durationMs: 1.25,
    scenario: "text",
    tags: {},
    ...changes,
  };
}

function trend(name: string, tags: Record<string, string>, latenciesUs: readonly number[]): ReportMetric {
  const histogram = new LatencyHistogram();
  for (const us of latenciesUs) histogram.record(us);
  return trendMetric(name, tags, histogram);
}

function counter(
  name: string,
  tags: Record<string, string>,
  unit: "1" | "byte",
  count: number,
  ratePerSecond: number,
): ReportMetric {
  return { name, tags, kind: "counter", unit, count, ratePerSecond };
}
