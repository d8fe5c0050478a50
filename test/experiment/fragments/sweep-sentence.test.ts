import { expect, test } from "vitest";
import { sweepSentence } from "../../../src/experiment/fragments/sweep-sentence.js";
import type { ComparedRow, ReportComparison } from "../../../src/metrics/comparison-report.js";
import type { SweepPoint } from "../../../src/metrics/experiment-report.js";

const point: SweepPoint = {
  variant: "4 KiB in 128 B open",
  payloadBytes: 4_096,
  fragmentBytes: 128,
  frames: 32,
  model: "open",
};

function row(
  figure: "p50" | "p99" | "throughput",
  verdict: ComparedRow["verdict"],
  [value, low, high]: readonly [number, number, number],
): ComparedRow {
  const isTime = figure !== "throughput";
  return {
    figure,
    title: isTime ? `${figure} latency` : figure,
    unit: isTime ? "us" : "1/s",
    better: isTime ? "lower" : "higher",
    gates: true,
    change: { kind: "ratio", value, low, high },
    verdict,
  };
}

function comparison(rows: readonly ComparedRow[], blocks = [10, 10]): ReportComparison {
  const [baseline = 0, candidate = 0] = blocks;
  return {
    baseline: "4 KiB whole open",
    candidate: point.variant,
    blocks: { baseline, candidate, leftOut: 0 },
    noise: 0.03,
    level: 0.01,
    confidence: 0.95,
    rows: [...rows],
    verdict: "unclear",
    sentence: "",
    caveats: [],
  };
}

const subject = "At 4 KiB a message in 32 fragments of 128 B";
test.each([
  [
    [row("p50", "same", [1, 0.99, 1.01]), row("p99", "worse", [1.18, 1.12, 1.25])],
    [10, 10],
    `${subject} is 18% slower than whole at p99 (12% to 25%), 10 blocks a side.`,
  ],
  [
    [row("p50", "worse", [1.18, 1.12, 1.25]), row("p99", "worse", [3.14, 2.96, 3.31])],
    [10, 9],
    `${subject} is 18% slower than whole at p50 (12% to 25%) and takes 3.14 times as long at p99 (2.96 to 3.31), 9 blocks against 10.`,
  ],
  [
    [row("throughput", "worse", [0.8, 0.75, 0.85])],
    [5, 5],
    `${subject} has 20% less throughput than whole (15% to 25%), 5 blocks a side.`,
  ],
  [
    [row("p99", "better", [0.8, 0.75, 0.85])],
    [5, 5],
    `${subject} is 20% faster than whole at p99 (15% to 25%), 5 blocks a side.`,
  ],
  [
    [row("p50", "same", [1, 0.99, 1.01]), row("p99", "same", [1, 0.99, 1.01])],
    [10, 10],
    `${subject} is like whole: p50 latency and p99 latency within 3%, 10 blocks a side.`,
  ],
  [
    [row("p50", "same", [1, 0.99, 1.01]), row("p99", "unclear", [1.05, 0.98, 1.12])],
    [10, 10],
    `${subject} is not clearly different from whole: p99 latency -2% to +12%, 10 blocks a side.`,
  ],
  [
    [{ ...row("p99", "unclear", [1.3, 1.28, 1.31]), needs: { blocks: 1, effect: 0.3 } }],
    [5, 5],
    `${subject} is not clearly different from whole: p99 latency +28% to +31%; 1 more block a side would show a change of 30%, 5 blocks a side.`,
  ],
  [[], [0, 3], `${subject} could not be compared with whole, 3 blocks against 0.`],
])("%#: %3$s", (rows, blocks, sentence) => {
  expect(sweepSentence(point, comparison(rows, blocks))).toBe(sentence);
});
