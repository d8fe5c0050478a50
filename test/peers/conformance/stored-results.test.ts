// What is kept when a part of the cases is run again.

import { expect, test } from "vitest";
import { type CaseResult, unreachedResult } from "../../../src/conformance/case-result.js";
import { allCases } from "../../../src/conformance/catalogue.js";
import { mergedPeer, type StoredPeer } from "./stored-results.js";

function result(id: string): CaseResult {
  const testCase = allCases.find((each) => each.id === id);
  if (testCase === undefined) throw new Error(`no case ${id}`);
  return unreachedResult(testCase, "no answer");
}

const before: StoredPeer = {
  name: "lib",
  library: "lib",
  version: "1.2.3",
  role: "server",
  ranAt: "2026-11-25T22:00:00.000Z",
  messages: 50,
  results: ["1.1.1", "2.1", "12.1.1", "12.1.2"].map(result),
  deaths: [{ caseId: "2.1", how: "exit code 1" }, { how: "exit code 1" }],
  unsteady: ["1.1.1", "12.1.2"],
};
const run = (ids: readonly string[], messages: number): StoredPeer => ({
  ...before,
  ranAt: "2026-11-25T23:00:00.000Z",
  messages,
  results: ids.map(result),
  deaths: [],
  unsteady: [],
});
const idsOf = ({ results }: StoredPeer): readonly string[] => results.map(({ id }) => id);

test("cases that were not run again stay, with their messages", () => {
  const merged = mergedPeer(before, run(["1.1.1"], 1_000));
  expect(idsOf(merged)).toEqual(["2.1", "12.1.1", "12.1.2", "1.1.1"]);
  expect(merged.messages).toBe(50);
  expect(merged.deaths).toEqual([{ caseId: "2.1", how: "exit code 1" }]);
  expect(merged.unsteady).toEqual(["12.1.2"]);
  expect(merged.ranAt).toBe("2026-11-25T23:00:00.000Z");
});

test("deflate cases of another length are not mixed", () => {
  const merged = mergedPeer(before, run(["12.1.1"], 1_000));
  expect(idsOf(merged)).toEqual(["1.1.1", "2.1", "12.1.1"]);
  expect(merged.messages).toBe(1_000);
  expect(merged.unsteady).toEqual(["1.1.1"]);
});

test("without an earlier run of this version everything is that of the run", () => {
  expect(idsOf(mergedPeer(undefined, run(["1.1.1"], 7)))).toEqual(["1.1.1"]);
});
