// An experiment that is simulated: blocks of two sides with the figures that wsrig would have reported.

import type { ComparedSide } from "../../src/compare/compare-sides.js";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import type { Random } from "../../src/random.js";
import type { World, WorldBlock } from "./worlds.js";

/** What is simulated. */
export interface SimulatedExperiment {
  readonly world: World;
  /** Of each side. */
  readonly blocks: number;
  /** Latencies of the candidate by those of the baseline, each one: so are its quantiles, and its throughput is 1 by it. */
  readonly ratio: number;
}

/** Messages of a block: 1,000 leave ten above p99, as few as anybody would judge it by. */
export const messagesPerBlock = 1_000;
/** Each with one message under way, so that throughput is what they do in the time that latencies leave. */
const connections = 10;

/** Baseline and candidate. */
export function simulateSides(
  { world, blocks, ratio }: SimulatedExperiment,
  random: Random,
): readonly [ComparedSide, ComparedSide] {
  const experiment = world.begin(random, blocks);
  const sides = [[], []] as [ReportBlock[], ReportBlock[]];
  const histogram = new LatencyHistogram();
  for (const side of experiment.order) {
    const block = blockOf(experiment.nextBlock(), side === 0 ? 1 : ratio, histogram);
    sides[side === 0 ? 0 : 1].push(block);
  }
  return [
    { name: "A", blocks: sides[0] },
    { name: "B", blocks: sides[1] },
  ];
}

/** Latencies in whole µs through the histogram of wsrig, and the figures that come out of it. */
function blockOf(block: WorldBlock, ratio: number, histogram: LatencyHistogram): ReportBlock {
  histogram.reset();
  let busyUs = 0;
  for (let message = 0; message < messagesPerBlock; message++) {
    const us = Math.max(1, Math.round(block.latencyUs() * ratio));
    histogram.record(us);
    busyUs += us;
  }
  return {
    variant: "simulated",
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: busyUs / connections / 1_000,
    figures: {
      p50: histogram.percentileUs(50) ?? 0,
      p99: histogram.percentileUs(99) ?? 0,
      throughput: (messagesPerBlock * connections * 1e6) / busyUs,
    },
  };
}
