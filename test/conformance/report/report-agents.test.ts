import { describe, expect, test } from "vitest";
import { parseBaseline } from "../../../src/conformance/report/baseline.js";
import { reportAgents } from "../../../src/conformance/report/report-agents.js";
import { reportAgentSchema } from "../../../src/metrics/conformance-report.js";
import { sampleResult, sampleRun } from "./sample-runs.js";

describe("the agents of a report", () => {
  test("have a summary, the cases in the order of the catalogue, what is missing and what was excluded", () => {
    const run = sampleRun();
    const [agent] = reportAgents([{ ...run, results: run.results.toReversed() }]);
    expect(agent).toEqual({
      agent: "ws 8",
      role: "server",
      url: "ws://127.0.0.1:4000/echo",
      summary: {
        pass: 1,
        nonStrict: 1,
        informational: 0,
        unimplemented: 1,
        fail: 1,
        missing: 1,
        excluded: 1,
      },
      cases: [
        {
          id: "1.1.1",
          verdict: "pass",
          behavior: "OK",
          behaviorClose: "OK",
          durationMs: 4,
          remoteCloseCode: 1000,
          reason: "The peer did exactly what was expected.",
          section: "RFC 6455 §5.4",
        },
        {
          id: "2.10",
          verdict: "fail",
          behavior: "FAILED",
          behaviorClose: "WRONG CODE",
          durationMs: 1_003,
          remoteCloseCode: 1011,
          reason: 'Expected a text message "hi"; received nothing.',
          section: "RFC 6455 §5.4",
          fix: "Mend 2.10.",
          isRed: true,
        },
        {
          id: "6.4.1",
          verdict: "nonStrict",
          behavior: "NON-STRICT",
          behaviorClose: "OK",
          durationMs: 4,
          remoteCloseCode: 1000,
          reason: "The peer did what is allowed, but not what is best.",
          section: "RFC 6455 §5.4",
          fix: "Mend 6.4.1.",
        },
        {
          id: "12.1.1",
          verdict: "unimplemented",
          behavior: "UNIMPLEMENTED",
          behaviorClose: "OK",
          durationMs: 4,
          reason: "The peer does not speak permessage-deflate.",
          section: "RFC 6455 §5.4",
          fix: "Mend 12.1.1.",
        },
      ],
      missing: ["H.1.1"],
      excluded: [{ id: "L.1.1", why: "hostile" }],
    });
    expect(reportAgentSchema.parse(agent)).toEqual(agent);
  });

  test("have more red cases where --fail-on says so", () => {
    const redOf = (failOn: "nonStrict" | "unimplemented"): readonly string[] =>
      reportAgents([sampleRun()], { failOn: [failOn] }).flatMap(({ cases }) =>
        cases.filter(({ isRed }) => isRed).map(({ id }) => id),
      );
    expect(redOf("nonStrict")).toEqual(["2.10", "6.4.1"]);
    expect(redOf("unimplemented")).toEqual(["2.10", "12.1.1"]);
  });

  test("are red with a baseline where the outcome changed, better or worse, or is new and failed", () => {
    const outcomes = {
      "1.1.1": "fail (FAILED / OK)",
      "6.4.1": "pass",
      "12.1.1": "unimplemented",
    };
    const baseline = parseBaseline(
      JSON.stringify({ kind: "conformance-baseline", schemaVersion: 1, agents: { ws: outcomes } }),
      "b.json",
    );
    const [agent] = reportAgents([sampleRun()], { baseline, failOn: ["unimplemented"] });
    expect(
      agent?.cases.map(({ id, isRed, expected, change }) => [id, isRed ?? false, expected, change]),
    ).toEqual([
      ["1.1.1", true, "fail (FAILED / OK)", "better"],
      ["2.10", true, undefined, "new"],
      ["6.4.1", true, "pass", "worse"],
      ["12.1.1", false, "unimplemented", undefined],
    ]);
  });

  test("are green where a case fails in the way the baseline knows", () => {
    const agents = { any: { "2.10": "fail (FAILED / WRONG CODE)", "1.1.1": "pass" } };
    const [agent] = reportAgents([sampleRun({ results: sampleRun().results.slice(0, 2) })], {
      baseline: { agents },
    });
    expect(agent?.cases.filter(({ isRed }) => isRed)).toEqual([]);
  });

  test("of two peers are held against the outcomes of their own names", () => {
    const runs = ["a", "b"].map((agent) => sampleRun({ agent, results: [sampleResult("1.1.1")] }));
    const baseline = { agents: { a: { "1.1.1": "pass" } } };
    expect(reportAgents(runs, { baseline }).map(({ cases }) => cases.map(({ change }) => change))).toEqual([
      [undefined],
      ["new"],
    ]);
  });
});
