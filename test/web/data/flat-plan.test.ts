// The plan as people read it.

import { expect, test } from "vitest";
import { flatPlan } from "../../../src/web/data/flat-plan.js";
import { unbroken } from "../../../src/web/data/metric-words.js";

test("every leaf has a label in words, and its value a unit", () => {
  const plan = {
    executor: "closed-loop",
    warmUpMs: 500,
    payload: { kind: "text", bytes: 32 },
    load: { fragmentBytes: 4_096, inFlight: 1, blocks: ["whole", "fragments"] },
    phases: [{ durationMs: 60_000 }, { durationMs: 1_000 }],
    headers: [],
    tags: { buildMs: 7, myTag: "a" },
    empty: {},
  };
  expect(flatPlan(plan)).toEqual([
    ["executor", "closed-loop"],
    ["warm up", "500 ms"],
    ["payload, kind", "text"],
    ["payload, bytes", "32 B"],
    ["load, fragment", "4 KiB"],
    ["load, in flight", "1"],
    ["load, blocks", "whole, fragments"],
    ["phases 1, duration", "1m 0s"],
    ["phases 2, duration", "1 s"],
    ["headers", "none"],
    ["tags, buildMs", "7"],
    ["tags, myTag", "a"],
    ["empty", "none"],
  ]);
});

test.each([
  ["within 1 ms, or 12 µs", "within 1\u00a0ms, or 12\u00a0µs"],
  ["1m 30s at 90 /s", "1m\u00a030s at 90\u00a0/s"],
  ["4 scenarios, 64 KiB", "4 scenarios, 64\u00a0KiB"],
])("%s never breaks between number and unit", (text, kept) => {
  expect(unbroken(text)).toBe(kept);
});
