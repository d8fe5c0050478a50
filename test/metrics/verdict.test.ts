import { describe, expect, test } from "vitest";
import type { ReportCheck } from "../../src/metrics/run-report.js";
import { judgeRun } from "../../src/metrics/verdict.js";

function check(title: string, status: ReportCheck["status"]): ReportCheck {
  return { id: `text/${title}`, title, status, durationMs: 1, scenario: "text", tags: {} };
}
const passed = check("good", "pass");
const failed = check("bad", "fail");
const notApplicable = check("other", "notApplicable");
const held = { metric: "ws_ping", expression: "p99 < 5ms", ok: true, observed: 1_000 };
const broken = { metric: "ws_ping", expression: "p99 < 5ms", ok: false, observed: 81_200 };
const late = { code: "generator-late", message: "Generator lag p99 is 38 ms.", hint: "Add --workers." };

describe("the verdict", () => {
  test.each([
    {
      title: "nothing wrong: pass",
      input: { checks: [passed], thresholds: [held] },
      verdict: "pass",
      codes: [],
    },
    { title: "nothing done: pass", input: {}, verdict: "pass", codes: [] },
    {
      title: "only checks that do not apply: pass",
      input: { checks: [notApplicable] },
      verdict: "pass",
      codes: [],
    },
    {
      title: "a failed check: fail",
      input: { checks: [passed, failed] },
      verdict: "fail",
      codes: ["checks-failed"],
    },
    {
      title: "a failed threshold: fail",
      input: { checks: [passed], thresholds: [held, broken] },
      verdict: "fail",
      codes: ["threshold-failed"],
    },
    {
      title: "untrustworthy numbers: invalid",
      input: { checks: [passed], invalid: [late] },
      verdict: "invalid",
      codes: ["generator-late"],
    },
    {
      title: "invalid and failed: invalid, both said",
      input: { checks: [failed], thresholds: [broken], invalid: [late] },
      verdict: "invalid",
      codes: ["generator-late", "threshold-failed", "checks-failed"],
    },
    {
      title: "never reached: fail, before invalid",
      input: { checks: [failed], reachedHttp: false, invalid: [late] },
      verdict: "fail",
      codes: ["target-unreachable", "generator-late", "checks-failed"],
    },
    {
      title: "interrupted: before all others",
      input: { checks: [failed], interrupted: true, reachedHttp: false },
      verdict: "interrupted",
      codes: ["interrupted", "target-unreachable", "checks-failed"],
    },
    {
      title: "reached: nothing to say",
      input: { checks: [passed], reachedHttp: true, interrupted: false },
      verdict: "pass",
      codes: [],
    },
  ])("$title", ({ input, verdict, codes }) => {
    const result = judgeRun(input);
    expect([result.verdict, result.reasons.map(({ code }) => code)]).toEqual([verdict, codes]);
  });
});

describe("the reason", () => {
  test("of failed checks names the first three of them", () => {
    const checks = [
      passed,
      notApplicable,
      ...["one", "two", "three", "four", "five"].map((title) => check(title, "fail")),
    ];
    expect(judgeRun({ checks }).reasons).toEqual([
      {
        code: "checks-failed",
        message: "5 of 6 checks failed (text: one; text: two; text: three; and 2 more).",
        hint: "Compare what was expected and what was received in the failed checks.",
      },
    ]);
  });

  test("of thresholds says what was observed, or that nothing was", () => {
    const unseen = { metric: "ws_ping", expression: "p99 < 5ms", ok: false };
    expect(judgeRun({ thresholds: [broken, unseen] }).reasons.map(({ message }) => message)).toEqual([
      "Threshold ws_ping: p99 < 5ms does not hold; observed 81.2ms.",
      "Threshold ws_ping: p99 < 5ms does not hold; the metric has no samples.",
    ]);
  });
});
