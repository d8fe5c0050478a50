import { expect, test } from "vitest";
import { type CheckFilter, groupChecks } from "../../../src/web/data/check-filter.js";
import { sampleCheck } from "../sample-report.js";

const checks = [
  sampleCheck({ scenario: "text", title: "echoes ASCII" }),
  sampleCheck({ scenario: "text", title: "echoes UTF-8", status: "fail", reason: "timed out" }),
  sampleCheck({ scenario: "ping", title: "answers a ping", tags: { driver: "frame" } }),
  sampleCheck({ scenario: "ping", title: "many pings", status: "notApplicable" }),
];

test.each<[string, CheckFilter, readonly string[]]>([
  [
    "everything, failed ones first in their scenario",
    { status: "all", search: "" },
    ["echoes UTF-8", "echoes ASCII", "answers a ping", "many pings"],
  ],
  ["only what failed", { status: "fail", search: "" }, ["echoes UTF-8"]],
  ["only what did not apply", { status: "notApplicable", search: "" }, ["many pings"]],
  ["all words, in any case and order", { status: "all", search: " ascii ECHOES " }, ["echoes ASCII"]],
  [
    "words of the scenario, of the reason and of tags",
    { status: "all", search: "timed text" },
    ["echoes UTF-8"],
  ],
  ["both together", { status: "fail", search: "frame" }, []],
])("a filter shows %s", (_what, filter, titles) => {
  expect(groupChecks(checks, filter).flatMap((group) => group.checks.map(({ title }) => title))).toEqual(
    titles,
  );
});

test("a group counts what it shows", () => {
  const counts = groupChecks(checks, { status: "all", search: "" }).map(
    ({ scenario, passed, failed, notApplicable }) => [scenario, passed, failed, notApplicable],
  );
  expect(counts).toEqual([
    ["text", 1, 1, 0],
    ["ping", 1, 0, 1],
  ]);
});
