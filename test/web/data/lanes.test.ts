import { expect, test } from "vitest";
import { isMeasured } from "../../../src/figures/tags.js";
import type { Tags } from "../../../src/metrics/run-report.js";
import { describeTags, laneKey, lanesOf } from "../../../src/web/data/lanes.js";

const labels = (tagSets: readonly Tags[]): readonly string[] => lanesOf(tagSets).map(({ label }) => label);

test.each<[string, readonly Tags[], readonly string[]]>([
  ["one set of tags needs no name", [{ delivery: "whole" }], ["all"]],
  [
    "one tag that differs gives its value",
    [{ delivery: "whole" }, { delivery: "fragments" }],
    ["whole", "fragments"],
  ],
  [
    "a tag that all share is left out",
    [
      { driver: "ws", a: "1" },
      { driver: "ws", a: "2" },
    ],
    ["1", "2"],
  ],
  [
    "two tags that differ are named",
    [
      { a: "1", b: "x" },
      { a: "2", b: "y" },
    ],
    ["a 1, b x", "a 2, b y"],
  ],
  [
    "the load phase makes no lane of its own",
    [
      { a: "1", phase: "warm-up" },
      { a: "1", phase: "steady" },
    ],
    ["all"],
  ],
  ["no tags beside some are the others", [{}, { a: "1" }], ["other", "1"]],
  [
    "the name of a load says it all",
    [
      { load: "a", team: "x" },
      { load: "b", team: "y" },
    ],
    ["a", "b"],
  ],
  [
    "where it does not, the other tags are named too",
    [
      { load: "a", kind: "x" },
      { load: "a", kind: "y" },
      { load: "b", kind: "y" },
    ],
    ["load a, kind x", "load a, kind y", "load b, kind y"],
  ],
  ["nothing has no lane", [], []],
])("%s", (_what, tagSets, expected) => {
  expect(labels(tagSets)).toEqual(expected);
});

test("the order of tags makes no difference", () => {
  expect(laneKey({ a: "1", b: "2" })).toBe(laneKey({ b: "2", a: "1", phase: "steady" }));
});

test("values cannot be mistaken for other tags", () => {
  expect(laneKey({ a: '1","b":"2' })).not.toBe(laneKey({ a: "1", b: "2" }));
});

test("warm-up is not measured, everything else is", () => {
  const phases: readonly Tags[] = [{ phase: "warm-up" }, { phase: "steady" }, {}];
  expect(phases.map(isMeasured)).toEqual([false, true, true]);
});

test("tags read as name=value", () => {
  expect(describeTags({ a: "1", phase: "steady" })).toBe("a=1, phase=steady");
});
