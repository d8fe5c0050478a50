import { expect, test } from "vitest";
import { correctedUsOf, type ReportedUs, toldPercentiles } from "../../../bench/truth/generator-order.js";

const reportedUs = Object.fromEntries(toldPercentiles.map((p) => [p, p])) as unknown as ReportedUs;

test("the corrected latency of an open model is what it reports", () => {
  expect(correctedUsOf({ correctedUs: reportedUs })).toBe(reportedUs);
});

test("without a corrected latency nothing is judged in its place", () => {
  expect(() => correctedUsOf({})).toThrow("an open model has a corrected latency");
});
