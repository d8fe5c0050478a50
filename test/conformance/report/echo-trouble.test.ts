// Peers that are no echo, told from peers that echo some things wrongly.

import { expect, test } from "vitest";
import type { AgentRun } from "../../../src/conformance/agent-run.js";
import { text } from "../../../src/conformance/case-event.js";
import { type CaseResult, reportedEvent } from "../../../src/conformance/case-result.js";
import { echoTroubleOf } from "../../../src/conformance/report/echo-trouble.js";
import { sampleCase, sampleResult } from "./sample-runs.js";

const ids = Array.from({ length: 10 }, (_, index) => `1.1.${index + 1}`);
const cases = [...ids.map((id) => sampleCase(id)), sampleCase("6.4.1", { outcomes: { ok: [] } })];

/** What comes back where "hi" should. */
function failing(...received: readonly string[]): Partial<CaseResult> {
  return { verdict: "fail", received: received.map((one) => reportedEvent(text(one))) };
}

/** The first results differ, the others are right. */
function runOf(...different: readonly Partial<CaseResult>[]): AgentRun {
  const results = cases.map(({ id }, index) => sampleResult(id, different[index]));
  const selection = { selected: cases, excluded: [] };
  return { agent: "peer", role: "server", url: "ws://127.0.0.1:1", selection, results };
}

const times = (count: number, one: Partial<CaseResult>): readonly Partial<CaseResult>[] =>
  Array.from({ length: count }, () => one);

test.each([
  ["an echo", runOf(), undefined],
  ["a message first, and the echo behind it", runOf(...times(10, failing("hello", "hi"))), "greets"],
  ["nothing at all", runOf(...times(10, failing())), "silent"],
  ["other messages", runOf(...times(10, failing("HI"))), "other"],
  ["nothing in nine of ten cases", runOf(...times(9, failing())), "silent"],
  ["nothing in eight of ten cases", runOf(...times(8, failing())), undefined],
  ["nothing, as no connection was open", runOf(...times(10, { ...failing(), isOpened: false })), undefined],
  [
    "nothing in all of the two that were open",
    runOf(...times(2, failing()), ...times(8, { ...failing(), isOpened: false })),
    undefined,
  ],
  [
    "nothing in all of the three that were open",
    runOf(...times(3, failing()), ...times(7, { ...failing(), isOpened: false })),
    "silent",
  ],
  ["the echo, and one more behind it", runOf(...times(10, failing("hi", "hi"))), undefined],
])("%s", (_, run, trouble) => {
  expect(echoTroubleOf(run)).toBe(trouble);
});
