// Counts over simulated comparisons of one kind.

import type { ChangeVerdict, ReportComparison } from "../../src/metrics/comparison-report.js";

/** What comparisons of one world, number of blocks and ratio came to. */
export interface SimulationTally {
  readonly comparisons: number;
  /** In which any gating figure was called better or worse: between equal sides each is a false alarm. */
  readonly alarms: number;
  /** Intervals of gating figures. */
  readonly intervals: number;
  /** Those that the true ratio was in. */
  readonly covering: number;
  /** Verdicts on p50. */
  readonly p50: Readonly<Record<ChangeVerdict, number>>;
}

/** Nothing counted yet. */
export const emptyTally: SimulationTally = {
  comparisons: 0,
  alarms: 0,
  intervals: 0,
  covering: 0,
  p50: { better: 0, worse: 0, same: 0, unclear: 0 },
};

/** With one comparison more. @param ratio - True one of the latencies. */
export function withComparison(
  tally: SimulationTally,
  { rows }: ReportComparison,
  ratio: number,
): SimulationTally {
  const changes = rows.flatMap(({ figure, gates, change }) =>
    gates && change !== undefined ? [{ ...change, truth: figure === "throughput" ? 1 / ratio : ratio }] : [],
  );
  const verdict = rows.find(({ figure }) => figure === "p50")?.verdict ?? "unclear";
  return {
    comparisons: tally.comparisons + 1,
    alarms:
      tally.alarms +
      (rows.some(({ gates, verdict }) => gates && (verdict === "better" || verdict === "worse")) ? 1 : 0),
    intervals: tally.intervals + changes.length,
    // True ratios such as 1.1 are no exact doubles, and neither are ratios of medians.
    covering:
      tally.covering +
      changes.filter(({ low, high, truth }) => low <= truth + 1e-12 && truth <= high + 1e-12).length,
    p50: { ...tally.p50, [verdict]: tally.p50[verdict] + 1 },
  };
}

/** Both together. */
export function addTallies(a: SimulationTally, b: SimulationTally): SimulationTally {
  return {
    comparisons: a.comparisons + b.comparisons,
    alarms: a.alarms + b.alarms,
    intervals: a.intervals + b.intervals,
    covering: a.covering + b.covering,
    p50: {
      better: a.p50.better + b.p50.better,
      worse: a.p50.worse + b.p50.worse,
      same: a.p50.same + b.p50.same,
      unclear: a.p50.unclear + b.p50.unclear,
    },
  };
}
