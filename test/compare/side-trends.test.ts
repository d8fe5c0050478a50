import { expect, test } from "vitest";
import type { InputSide } from "../../src/compare/compared-input.js";
import { sideTrends } from "../../src/compare/side-trends.js";
import { madeMetrics, madeRun } from "./made-runs.js";

function sideOf(...versions: readonly string[]): InputSide {
  const members = versions.map((version, index) => {
    const metrics = madeMetrics(1_000 * (index + 1), { version, place: "here" });
    return { report: madeRun({ metrics }), source: version, fields: {}, url: "ws://127.0.0.1:4000/echo" };
  });
  return { name: "old", members, blocks: [] };
}

test("runs of a side are one, whatever tags tell them apart; what they share stays", () => {
  const trends = sideTrends(sideOf("1.0.1", "1.0.2"));
  expect(trends.map(({ name, tags, count }) => ({ name, tags, count }))).toEqual([
    {
      name: "ws_msg_latency_corrected",
      tags: { phase: "steady", place: "here", variant: "old" },
      count: 400,
    },
  ]);
});
