import { expect, test } from "vitest";
import { foldNotRun } from "../../src/report/not-run.js";
import { renderText } from "../../src/report/text.js";
import { check, smallReport } from "./small-report.js";

const failed = (scenario: string, title: string, reason: string) =>
  check({ scenario, title, status: "fail", reason });
const checks = [
  failed("text", "connects", "404"),
  failed("text", "a", "not run: no connection"),
  failed("ping", "b", "not run: no connection"),
  failed("text", "c", "not run: no connection"),
  failed("text", "d", "not run: a step timed out"),
];

test("checks not run are told once per scenario and reason, where the first of them stood", () => {
  expect(foldNotRun(checks).map((folded) => [folded.check.title, folded.count])).toEqual([
    ["connects", 1],
    ["a", 2],
    ["b", 1],
    ["d", 1],
  ]);
});

test("the summary has one line for them", () => {
  expect(renderText(smallReport({ checks }))).toContain("\n  ✗ text: 2 checks not run: no connection\n");
});
