import { describe, expect, test } from "vitest";
import type { ReportAgent, ReportCase } from "../../src/metrics/conformance-report.js";
import { judgeRun } from "../../src/metrics/verdict.js";

function agent(name: string, cases: readonly Partial<ReportCase>[], missing: string[] = []): ReportAgent {
  const summary = { pass: 0, nonStrict: 0, informational: 0, unimplemented: 0, fail: 0, excluded: 0 };
  return {
    agent: name,
    role: "server",
    url: "ws://127.0.0.1/",
    summary: { ...summary, missing: missing.length },
    cases: cases.map((one, index) => ({
      id: `1.${index + 1}`,
      verdict: "pass",
      behavior: "OK",
      behaviorClose: "OK",
      durationMs: 1,
      reason: "Fine.",
      ...one,
    })),
    missing,
    excluded: [],
  };
}
const good = {};
const bad = { verdict: "fail", isRed: true } as const;

describe("the verdict on a conformance run", () => {
  test.each([
    { title: "all good: pass", agents: [agent("a", [good])], verdict: "pass", messages: [] },
    {
      title: "a lenient case that is not red: pass",
      agents: [agent("a", [{ verdict: "nonStrict" }])],
      verdict: "pass",
      messages: [],
    },
    {
      title: "a failed case: fail",
      agents: [agent("a", [good, bad])],
      verdict: "fail",
      messages: ["1 of 2 cases failed (1.2)."],
    },
    {
      title: "red by --fail-on: fail",
      agents: [agent("a", [{ verdict: "nonStrict", isRed: true }])],
      verdict: "fail",
      messages: ["1 of 1 case failed, by --fail-on (1.1)."],
    },
    {
      title: "many, of two peers: the first five, by name",
      agents: [agent("a", [bad, bad, bad]), agent("b", [bad, good, bad, bad])],
      verdict: "fail",
      messages: ["6 of 7 cases failed (a: 1.1, a: 1.2, a: 1.3, b: 1.1, b: 1.3 and 1 more)."],
    },
    {
      title: "missing: fail, for itself",
      agents: [agent("a", [good], ["2.1", "2.2"])],
      verdict: "fail",
      messages: ["2 cases should have been run and have no result (2.1, 2.2)."],
    },
    {
      title: "changed against a baseline: fail, better or worse; a failure as expected is none",
      agents: [
        agent("a", [
          { verdict: "fail", expected: "fail (FAILED / OK)" },
          { isRed: true, change: "better" },
          { isRed: true, change: "worse" },
          { isRed: true, change: "worse" },
          { change: "new" },
        ]),
      ],
      verdict: "fail",
      messages: ["3 cases ended otherwise than the baseline has it: 2 worse, 1 better (1.2, 1.3, 1.4)."],
    },
  ])("$title", ({ agents, verdict, messages }) => {
    const result = judgeRun({ agents });
    expect([result.verdict, result.reasons.map(({ message }) => message)]).toEqual([verdict, messages]);
  });

  test("says how to see more", () => {
    expect(judgeRun({ agents: [agent("a", [bad])] }).reasons[0]?.hint).toBe(
      "See what a case is about, and what to change: wsrig conform --explain 1.1.",
    );
  });
});
