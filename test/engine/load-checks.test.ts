import { describe, expect, test } from "vitest";
import { type LoadCheckFacts, loadChecks } from "../../src/engine/load-checks.js";
import { type MessageCounts, noCounts } from "../../src/engine/record/message-counts.js";
import type { LoadFacts } from "../../src/engine/run/load-facts.js";
import { factsOf } from "./some-load.js";

const handshakes = { attempted: 2, opened: 2, failures: {}, reachedHttp: true };
const allRight = factsOf({
  handshakes,
  counts: { steady: { ...noCounts, sent: 10, answered: 10, received: 10 } },
  steadyMs: 5_000,
});

function checksOf(facts: Partial<LoadFacts>, more: Partial<LoadCheckFacts> = {}) {
  return loadChecks({ facts: { ...allRight, ...facts }, work: "echo", durationMs: 5_000, tags: {}, ...more });
}

function statuses(facts: Partial<LoadFacts>): Record<string, string> {
  return Object.fromEntries(checksOf(facts).map(({ id, status }) => [id, status]));
}

function counts(changed: Partial<MessageCounts>): LoadFacts["counts"] {
  return { steady: { ...noCounts, sent: 10, answered: 10, ...changed } };
}

describe("the checks of a load", () => {
  const pass = {
    "load/connections-opened": "pass",
    "load/connections-held": "pass",
    "load/messages-answered": "pass",
    "load/messages-equal": "pass",
    "load/messages-sent": "pass",
  };
  test.each<[string, Partial<LoadFacts>, Record<string, string>]>([
    ["all pass when everything is answered", {}, {}],
    [
      "a refused connection fails one",
      { handshakes: { ...handshakes, opened: 1, failures: { refused: 1 } } },
      { "load/connections-opened": "fail" },
    ],
    ["a dropped connection fails one", { droppedBecause: { reset: 1 } }, { "load/connections-held": "fail" }],
    [
      "a lost message fails one",
      { counts: counts({ answered: 9, lost: 1 }) },
      { "load/messages-answered": "fail" },
    ],
    [
      "a late message fails one",
      { counts: counts({ answered: 9, late: 1 }) },
      { "load/messages-answered": "fail" },
    ],
    [
      "a message that is still in flight at the end fails one",
      { counts: counts({ answered: 9 }) },
      { "load/messages-answered": "fail" },
    ],
    ["a wrong answer fails one", { counts: counts({ wrong: 1 }) }, { "load/messages-equal": "fail" }],
    [
      "an answer without a question fails one",
      { counts: counts({ duplicated: 1 }) },
      { "load/messages-equal": "fail" },
    ],
    [
      "a message that was due and not sent fails one",
      { counts: counts({ dropped: 1 }) },
      { "load/messages-sent": "fail" },
    ],
    [
      "without a connection nothing about messages can be said",
      { handshakes: { ...handshakes, opened: 0, failures: { refused: 2 } }, counts: {} },
      {
        "load/connections-opened": "fail",
        "load/connections-held": "notApplicable",
        "load/messages-answered": "notApplicable",
        "load/messages-equal": "notApplicable",
        "load/messages-sent": "notApplicable",
      },
    ],
  ])("%s", (_sentence, facts, different) => {
    expect(statuses(facts)).toEqual({ ...pass, ...different });
  });

  test("a failed check says what was expected, what came and the most frequent reasons", () => {
    const failures = { "connection refused": 2, "no answer": 1 };
    const [opened] = checksOf({ handshakes: { attempted: 5, opened: 2, failures, reachedHttp: true } });
    expect(opened).toMatchObject({
      expected: "5 open",
      received: "2 open",
      reason: "2 x connection refused; no answer",
    });
  });

  test("an unanswered message is told with what became of all", () => {
    const answered = checksOf({ counts: counts({ sent: 10, answered: 6, late: 1, lost: 2 }) })[2];
    expect(answered).toMatchObject({
      expected: "10 answered",
      received: "6 answered, 1 late, 2 lost, 1 in flight at the end",
    });
  });

  test("the tags of a load are part of its checks' ids", () => {
    const [opened] = checksOf({}, { tags: { delivery: "whole" } });
    expect(opened).toMatchObject({ id: "load/whole/connections-opened", tags: { delivery: "whole" } });
  });

  test("traffics that expect no answers have no checks of answers, and a script has its own alone", () => {
    const idsOf = (work: LoadCheckFacts["work"]): readonly string[] =>
      checksOf({}, { work }).map(({ id }) => id);
    expect(idsOf("idle")).toEqual(["load/connections-opened", "load/connections-held"]);
    expect(idsOf("sink")).toEqual(["load/connections-opened", "load/connections-held", "load/messages-sent"]);
    expect(idsOf("script")).toEqual([]);
  });
});
