import { describe, expect, test } from "vitest";
import {
  blocksText,
  changeText,
  comparedLines,
  needsText,
  noiseBand,
  rulesText,
} from "../../src/figures/compared-rows.js";
import type { ComparedRow } from "../../src/metrics/comparison-report.js";
import { someComparison } from "../report/sample-comparison.js";

describe("a comparison in words", () => {
  test.each([
    [1.182, "ratio", "+18.2%"],
    [0.95, "ratio", "-5.0%"],
    [1, "ratio", "0.0%"],
    [0.9999, "ratio", "0.0%"],
    [2.004, "ratio", "+100%"],
    [51, "ratio", "+5,000%"],
    [0, "ratio", "-100%"],
    [0.0012, "difference", "+0.12 points"],
    [-0.25, "difference", "-25.00 points"],
    [0, "difference", "0.00 points"],
    [-0.000001, "difference", "0.00 points"],
  ] as const)("a change of %d as a %s is %s", (value, kind, text) => {
    expect(changeText(value, kind)).toBe(text);
  });

  test.each([
    [{ baseline: 7, candidate: 7, leftOut: 0 }, "7 blocks a side"],
    [{ baseline: 1, candidate: 1, leftOut: 0 }, "1 block a side"],
    [{ baseline: 10, candidate: 1, leftOut: 2 }, "1 block against 10, 2 left out as invalid"],
  ])("%j is %s", (blocks, text) => {
    expect(blocksText(someComparison({ blocks }))).toBe(text);
  });

  test("says the rules and what is missing", () => {
    expect(rulesText(someComparison({ noise: 0.025 }))).toBe("noise threshold 2.5%, rank test at 1%");
    expect(needsText({ blocks: 1, effect: 0.06 })).toBe("1 more block a side would show an effect of 6%.");
  });

  test("a row without values has dashes", () => {
    const { baseline: _baseline, change: _change, ...rest } = firstRow();
    expect(comparedLines(someComparison({ rows: [rest] }))).toEqual([
      {
        figure: "p50",
        title: "p50 latency",
        gates: true,
        baseline: "–",
        candidate: "1.01 ms",
        change: "–",
        interval: "–",
        verdict: "same",
        note: "",
      },
    ]);
  });

  test.each([
    [{ needs: { blocks: 4, effect: 0.06 } }, "+1.0%", "4 more blocks a side would show an effect of 6%."],
    [{ needs: { blocks: 4, effect: 0.06 }, reason: "Too few." }, "+1.0%", "Too few."],
    [
      { needs: { blocks: 4, effect: 0.06 }, unit: "ratio", baseline: 0.1, candidate: 0.2 },
      "+10.00 points",
      undefined,
    ],
    [{ needs: { blocks: 4, effect: 0.06 }, baseline: 0 }, "–", undefined],
    [{ reason: "These cannot be compared." }, "–", "These cannot be compared."],
  ] as const)("too few blocks for an interval, %j, change by %s", (changes, change, note) => {
    const { change: _change, ...rest } = firstRow();
    const [line] = comparedLines(someComparison({ rows: [{ ...rest, ...changes, verdict: "unclear" }] }));
    expect([line?.change, line?.interval]).toEqual([change, "–"]);
    if (note !== undefined) expect(line?.note).toBe(note);
  });
});

test("a noise threshold of 25% reaches from 20% below to 25% above: it is the same with the sides swapped", () => {
  expect(noiseBand(0.25)).toEqual([0.8, 1.25]);
});

function firstRow(): ComparedRow {
  const [row] = someComparison().rows;
  if (row === undefined) throw new Error("the sample has rows");
  return row;
}
