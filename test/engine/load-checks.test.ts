import { describe, expect, test } from "vitest";
import { type LoadFacts, loadChecks } from "../../src/engine/load-checks.js";

const allRight: LoadFacts = {
  connections: 2,
  opened: 2,
  failures: [],
  droppedBecause: [],
  counts: { sent: 10, answered: 10, late: 0, lost: 0, wrong: 0 },
  unexpected: 0,
  durationMs: 5_000,
  tags: {},
};

function statuses(facts: Partial<LoadFacts>): Record<string, string> {
  return Object.fromEntries(loadChecks({ ...allRight, ...facts }).map(({ id, status }) => [id, status]));
}

const refused = { step: "tcp", code: "refused", message: "connection refused" } as const;

describe("the checks of a load", () => {
  const pass = {
    "load/connections-opened": "pass",
    "load/connections-held": "pass",
    "load/messages-answered": "pass",
    "load/messages-equal": "pass",
  };
  test.each<[string, Partial<LoadFacts>, Record<string, string>]>([
    ["all pass when everything is answered", {}, {}],
    [
      "a refused connection fails one",
      { opened: 1, failures: [refused] },
      { "load/connections-opened": "fail" },
    ],
    ["a dropped connection fails one", { droppedBecause: ["reset"] }, { "load/connections-held": "fail" }],
    [
      "a lost message fails one",
      { counts: { sent: 10, answered: 9, late: 0, lost: 1, wrong: 0 } },
      { "load/messages-answered": "fail" },
    ],
    [
      "a late message fails one",
      { counts: { sent: 10, answered: 9, late: 1, lost: 0, wrong: 0 } },
      { "load/messages-answered": "fail" },
    ],
    [
      "a wrong answer fails one",
      { counts: { sent: 10, answered: 10, late: 0, lost: 0, wrong: 1 } },
      { "load/messages-equal": "fail" },
    ],
    ["an answer without a question fails one", { unexpected: 1 }, { "load/messages-equal": "fail" }],
    [
      "without a connection nothing about messages can be said",
      {
        opened: 0,
        failures: [refused, refused],
        counts: { sent: 0, answered: 0, late: 0, lost: 0, wrong: 0 },
      },
      {
        "load/connections-opened": "fail",
        "load/connections-held": "notApplicable",
        "load/messages-answered": "notApplicable",
        "load/messages-equal": "notApplicable",
      },
    ],
  ])("%s", (_sentence, facts, different) => {
    expect(statuses(facts)).toEqual({ ...pass, ...different });
  });

  test("a failed check says what was expected, what came and the most frequent reasons", () => {
    const timeout = { step: "upgrade", code: "timeout", message: "no answer" } as const;
    const [opened] = loadChecks({ ...allRight, connections: 5, failures: [refused, timeout, refused] });
    expect(opened).toMatchObject({
      expected: "5 open",
      received: "2 open",
      reason: "2 x connection refused; no answer",
    });
  });

  test("the tags of a load are part of its checks' ids", () => {
    const [opened] = loadChecks({ ...allRight, tags: { delivery: "whole" } });
    expect(opened).toMatchObject({ id: "load/whole/connections-opened", tags: { delivery: "whole" } });
  });
});
