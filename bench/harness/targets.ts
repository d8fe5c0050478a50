// What the figures have to reach, and whether they do.

import type { ClientName } from "./clients.js";
import type { Samples } from "./rounds.js";
import { pairedRatio, type Spread } from "./statistics.js";

/** A bound on the cost per message of one client by that of another. */
export interface Target {
  readonly title: string;
  readonly workload: string;
  readonly above: ClientName;
  readonly below: ClientName;
  readonly bound: "at most" | "at least";
  readonly limit: number;
}

/** `void`: a ratio to a C client that did not prove itself. */
export type Verdict = "met" | "missed" | "void" | "not measured";

/** A target with what was measured, judged by the median. */
export interface JudgedTarget extends Target {
  readonly ratio?: Spread | undefined;
  readonly verdict: Verdict;
  readonly why?: string | undefined;
}

/** The C client is a floor only if it is far below a good client in Go; else the ratios to it are void. */
const floorTarget: Target = atMost(0.65, "100x32", "c", "go-coder");

const targets: readonly Target[] = [
  atMost(0.65, "100x32", "c", "go-gorilla"),
  atMost(1.5, "100x32", "wsrig", "c"),
  atMost(1.45, "1000x32", "wsrig", "c"),
  atMost(1.35, "100x64KiB", "wsrig", "c"),
  atMost(1.35, "100x32-pipelined", "wsrig", "c"),
  timesCheaper(1.5, "wsrig-ws"),
  atMost(1.1, "100x32", "wsrig-ws", "bare-ws"),
  // What is recorded, and the watch of itself, on against off.
  atMost(1.1, "100x32", "wsrig", "bare-frame"),
  timesCheaper(4, "k6-ws"),
  timesCheaper(4, "k6-websockets"),
  timesCheaper(6, "artillery"),
];

/** Judges every target; those with a side that was not measured say so. */
export function judgeTargets(samples: Samples): readonly JudgedTarget[] {
  const floor = judge(floorTarget, samples);
  const isFloor = floor.verdict === "met";
  return [
    floor,
    ...targets.map((target): JudgedTarget => {
      const judged = judge(target, samples);
      if (target.below !== "c" || judged.verdict === "not measured" || isFloor) return judged;
      const why =
        floor.ratio === undefined
          ? "C was not held against Go in this run"
          : "C cost too much of Go in this run";
      return { ...judged, verdict: "void", why };
    }),
  ];
}

function judge(target: Target, samples: Samples): JudgedTarget {
  const { workload, above, below, bound, limit } = target;
  const ratio = pairedRatio(costs(samples, workload, above), costs(samples, workload, below));
  if (ratio === undefined) return { ...target, verdict: "not measured" };
  const isMet = bound === "at most" ? ratio.median <= limit : ratio.median >= limit;
  return { ...target, ratio, verdict: isMet ? "met" : "missed" };
}

function costs(samples: Samples, workload: string, client: ClientName): readonly number[] {
  return samples.of(workload, client).map(({ cpuUs, messages }) => cpuUs / messages);
}

function atMost(limit: number, workload: string, above: ClientName, below: ClientName): Target {
  const title = `CPU per message, ${above} by ${below}, ${workload}`;
  return { title, workload, above, below, bound: "at most", limit };
}

/** Messages per CPU-second of wsrig by the other's is the other's CPU per message by that of wsrig. */
function timesCheaper(limit: number, other: ClientName): Target {
  const title = `messages per CPU-second, wsrig by ${other}, 100x32`;
  return { title, workload: "100x32", above: other, below: "wsrig", bound: "at least", limit };
}
