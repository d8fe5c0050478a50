// Failed cases are run once more, and the second result counts.

import { expect, test } from "vitest";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import { type CaseResult, unreachedResult } from "../../../src/conformance/case-result.js";
import { allCases } from "../../../src/conformance/catalogue.js";
import type { Verdict } from "../../../src/conformance/verdict.js";
import type { PeerRunOptions } from "./run-server-peer.js";
import { runTwice } from "./run-twice.js";

const cases = allCases.slice(0, 4);
const options: PeerRunOptions = { cases, jobs: 4, waitMs: 1_000, caseTimeoutMs: 30_000 };
const resultOf = (testCase: ConformanceCase, verdict: Verdict): CaseResult => ({
  ...unreachedResult(testCase, "no answer"),
  verdict,
});

test("of three failed cases the deadly one is left alone, and one that then passes is called unsteady", async () => {
  const asked: [ids: readonly string[], jobs: number][] = [];
  const verdicts: Verdict[][] = [
    ["pass", "fail", "fail", "fail"],
    ["pass", "fail"],
  ];
  const { results, deaths, unsteady } = await runTwice(async ({ cases: some, jobs }) => {
    asked.push([some.map(({ id }) => id), jobs]);
    const now = verdicts.shift() ?? [];
    const died = now.length === 4 ? [{ caseId: "1.1.4", how: "exit code 1" }] : [];
    return {
      results: some.map((each, index) => resultOf(each, now[index] ?? "fail")),
      deaths: died,
      gaveUp: undefined,
    };
  }, options);

  expect(asked).toEqual([
    [["1.1.1", "1.1.2", "1.1.3", "1.1.4"], 4],
    [["1.1.2", "1.1.3"], 2],
  ]);
  expect(results.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    "1.1.1 pass",
    "1.1.2 pass",
    "1.1.3 fail",
    "1.1.4 fail",
  ]);
  expect(deaths).toEqual([{ caseId: "1.1.4", how: "exit code 1" }]);
  expect(unsteady).toEqual(["1.1.2"]);
});

test("where all pass nothing is run again", async () => {
  let runs = 0;
  const outcome = await runTwice(async ({ cases: some }) => {
    runs++;
    return { results: some.map((each) => resultOf(each, "pass")), deaths: [] };
  }, options);
  expect(runs).toBe(1);
  expect(outcome.unsteady).toEqual([]);
});
