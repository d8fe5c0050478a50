import { describe, expect, test } from "vitest";
import { parseBaseline, renderBaseline } from "../../../src/conformance/report/baseline.js";
import { changeBetween, isOutcome, outcomeOf } from "../../../src/conformance/report/outcome.js";
import { reportAgents } from "../../../src/conformance/report/report-agents.js";
import { sampleResult, sampleRun } from "./sample-runs.js";

describe("an outcome", () => {
  test.each([
    [{ verdict: "pass", behavior: "OK", behaviorClose: "OK" }, "pass"],
    [{ verdict: "nonStrict", behavior: "NON-STRICT", behaviorClose: "OK" }, "nonStrict"],
    [{ verdict: "fail", behavior: "OK", behaviorClose: "FAILED BY CLIENT" }, "fail (OK / FAILED BY CLIENT)"],
    [{ verdict: "fail", behavior: "NON-STRICT", behaviorClose: "OK" }, "fail (NON-STRICT / OK)"],
  ] as const)("%j is %s", (judged, outcome) => {
    expect(outcomeOf(judged)).toBe(outcome);
    expect(isOutcome(outcome)).toBe(true);
  });

  test.each(["", "passed", "fail", "fail (x / y)"])("%j is none", (text) => {
    expect(isOutcome(text)).toBe(false);
  });

  test.each([
    ["pass", "pass", undefined],
    ["pass", "informational", "worse"],
    ["informational", "nonStrict", "worse"],
    ["nonStrict", "unimplemented", "worse"],
    ["unimplemented", "fail (FAILED / OK)", "worse"],
    ["fail (FAILED / OK)", "pass", "better"],
    ["fail (FAILED / OK)", "fail (OK / UNCLEAN)", "other"],
  ] as const)("from %s to %s: %s", (before, after, change) => {
    expect(changeBetween(before, after)).toBe(change);
  });
});

describe("a baseline", () => {
  const agents = reportAgents([sampleRun()]);

  test("has a line a case, in the order of the catalogue, and reads back", () => {
    const text = renderBaseline(agents);
    expect(text).toBe(`\
{
  "kind": "conformance-baseline",
  "schemaVersion": 1,
  "agents": {
    "ws 8": {
      "1.1.1": "pass",
      "2.10": "fail (FAILED / WRONG CODE)",
      "6.4.1": "nonStrict",
      "12.1.1": "unimplemented"
    }
  }
}
`);
    expect(renderBaseline(agents, parseBaseline(text, "b.json"))).toBe(text);
  });

  test("keeps cases that were not run, and the name that its one peer has there", () => {
    const before = { agents: { "ws 7": { "H.1.1": "pass", "1.1.1": "fail (FAILED / OK)" } } };
    const after = JSON.parse(renderBaseline(agents, before));
    expect(after.agents).toEqual({
      "ws 7": {
        "1.1.1": "pass",
        "2.10": "fail (FAILED / WRONG CODE)",
        "6.4.1": "nonStrict",
        "12.1.1": "unimplemented",
        "H.1.1": "pass",
      },
    });
    expect(Object.keys(after.agents["ws 7"])).toEqual(["1.1.1", "2.10", "6.4.1", "12.1.1", "H.1.1"]);
  });

  test("keeps peers of other names apart, whatever they are called", () => {
    const runs = ["z", "__proto__"].map((agent) => sampleRun({ agent, results: [sampleResult("1.1.1")] }));
    const text = renderBaseline(reportAgents(runs), { agents: { "ws 7": { "1.1.1": "pass" } } });
    expect(text.match(/^ {4}"(.+)": \{/gm)).toEqual(['    "__proto__": {', '    "ws 7": {', '    "z": {']);
  });

  test.each([
    ["nothing", "b.json is no baseline: it is not JSON: "],
    ["{}", "b.json is no baseline: kind: "],
    [
      '{"kind":"conformance-baseline","schemaVersion":1,"agents":{"a":{"1.1.1":"good"}}}',
      "b.json is no baseline: agents.a.1.1.1: must be an outcome such as pass or fail (FAILED / OK)",
    ],
  ])("%s is refused", (text, message) => {
    expect(() => parseBaseline(text, "b.json")).toThrow(
      expect.objectContaining({
        code: "usage-invalid-baseline",
        hint: "Write it with --update-baseline.",
        message: expect.stringContaining(message),
      }),
    );
  });
});
