import { describe, expect, test } from "vitest";
import { compareSides } from "../../src/compare/compare-sides.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { around, sideOf } from "./sides.js";

function comparedWith(answers: number, gates: readonly ("p50" | "p99" | "p999" | "throughput")[]) {
  const histogram = new LatencyHistogram();
  for (let answer = 0; answer < answers; answer++) histogram.record(1_000);
  const latency = { metric: "ws_msg_latency", count: answers, min: 1_000, max: 1_000 } as const;
  const side = (name: string) =>
    sideOf(
      name,
      { p50: around(1_000, 6), p99: around(2_000, 6), p999: around(3_000, 6), throughput: around(50, 6) },
      { latency: { ...latency, hdr: histogram.toBase64() } },
    );
  return compareSides(side("a"), side("b"), { gates }).caveats;
}

describe("a high percentile of blocks with few answers", () => {
  test("is said to be the slowest of them", () => {
    expect(comparedWith(7, ["p50", "p99"])).toEqual([
      "A block has about 7 answers, so that p99 latency is its slowest one: it takes 100 or more (--duration, --rate).",
    ]);
    expect(comparedWith(999, ["p999"])).toEqual([
      "A block has about 999 answers, so that p99.9 latency is its slowest one: it takes 1,000 or more (--duration, --rate).",
    ]);
  });

  test("is fine with more, or where it decides nothing", () => {
    expect(comparedWith(100, ["p50", "p99"])).toEqual([]);
    expect(comparedWith(7, ["p50", "throughput"])).toEqual([]);
  });
});
