// A run of bench:stats as it should come out, made of round numbers.

import {
  candidateDelaysMs,
  experimentsOfEach,
  type RealExperiment,
  type RealPart,
} from "../../../bench/stats/real.js";
import { judgeReal } from "../../../bench/stats/real-goals.js";
import type { StatsResults } from "../../../bench/stats/results.js";
import { type SimulationCell, type SimulationPart, simulationPlan } from "../../../bench/stats/simulation.js";
import { judgeSimulation } from "../../../bench/stats/simulation-goals.js";
import { worldNames } from "../../../bench/stats/worlds.js";
import type { ChangeVerdict } from "../../../src/metrics/comparison-report.js";

const made = {
  date: "2026-01-02",
  commit: "abcdef0",
  machine: "a machine, 2 cores, 8 GiB",
  kernel: "6.1",
  node: "v20.20.0",
  tools: {},
  tookSeconds: 60,
  loadAverage: 0.1,
};

/** Results with both parts. */
export function sampleResults(): Required<StatsResults> {
  const simulated = { seed: 5, cells: sampleCells() } satisfies SimulationPart;
  const real = samplePart();
  return {
    simulated: { made, goals: judgeSimulation(simulated), ...simulated },
    real: { made, goals: judgeReal(real), ...real },
  };
}

/** Every cell of the plan: one alarm in a hundred between equal sides, 95% covered. */
export function sampleCells(): readonly SimulationCell[] {
  return worldNames.flatMap((world) =>
    simulationPlan.map(({ blocks, ratio, comparisons }) => ({
      world,
      blocks,
      ratio,
      tally: {
        comparisons,
        alarms: ratio === 1 ? Math.floor(comparisons / 100) : comparisons,
        intervals: 100 * comparisons,
        covering: 95 * comparisons,
        p50: {
          better: 0,
          worse: ratio === 1 ? 0 : comparisons,
          same: ratio === 1 ? comparisons : 0,
          unclear: 0,
        },
      },
    })),
  );
}

/** Twenty of each kind, equal sides the same, delays found. */
export function samplePart(): RealPart {
  const twenty = (verdict: ChangeVerdict, ratio: number): RealExperiment[] =>
    Array.from({ length: experimentsOfEach }, () => experiment(verdict, ratio));
  return {
    loads: { equal: "a rate", slow: "a closed loop" },
    equal: { experiments: twenty("same", 1) },
    slow: candidateDelaysMs.map((delayMs) => ({ delayMs, experiments: twenty("worse", delayMs / 20) })),
  };
}

/** One experiment with a p50 of that ratio. */
export function experiment(verdict: ChangeVerdict, ratio: number): RealExperiment {
  const change = { kind: "ratio", value: ratio, low: ratio * 0.99, high: ratio * 1.01 } as const;
  return {
    verdict,
    sentence: `B is ${verdict}.`,
    blocks: [10, 10],
    leftOut: 0,
    gates: [{ figure: "p50", verdict, change, pAdjusted: 0.001 }],
  };
}
