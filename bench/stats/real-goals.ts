// What the real experiments have to reach.

import { type Goal, judge } from "../harness/goals.js";
import { baselineDelayMs, type RealExperiment, type RealKind, type RealPart } from "./real.js";

/** Of twenty; a fourth one is a failure. */
const mostAlarms = 3;
const leastFoundPercent = 95;
/** Experiments whose blocks were mostly no evidence prove nothing: no false alarm was possible in them. */
const leastJudgedPercent = 95;
/** Of three gates; see docs/comparing.md. */
const fewestBlocks = 6;
/** Effects from here on have to be found; of smaller ones it is told how often they are. */
const sureDelayMs = 22;

/** The goals of the part. */
export function judgeReal({ equal, slow }: Pick<RealPart, "equal" | "slow">): readonly Goal[] {
  return [
    judge({
      goal: `false alarms in ${equal.experiments.length} experiments with equal sides, each block with a process of its own`,
      measured: equal.experiments.filter(isAlarm).length,
      bound: { kind: "at most", limit: mostAlarms },
      unit: "experiments",
    }),
    judge({
      goal: `experiments with equal sides that had blocks enough for a false alarm, ${fewestBlocks} a side`,
      measured: judgedPercent(equal),
      bound: { kind: "at least", limit: leastJudgedPercent },
      unit: "%",
    }),
    ...slow
      .filter(({ delayMs = 0 }) => delayMs >= sureDelayMs)
      .map((kind) =>
        judge({
          goal: `a delay of ${kind.delayMs} ms found against one of ${baselineDelayMs} ms, ${kind.experiments.length} experiments`,
          measured: foundPercent(kind),
          bound: { kind: "at least", limit: leastFoundPercent },
          unit: "%",
        }),
      ),
  ];
}

/** How many of the experiments could have called equal sides different, in percent. */
function judgedPercent({ experiments }: RealKind): number {
  const judged = experiments.filter(({ blocks }) => Math.min(...blocks) >= fewestBlocks).length;
  return (judged / experiments.length) * 100;
}

/** Whether any gating figure was called better or worse. */
export function isAlarm({ gates }: RealExperiment): boolean {
  return gates.some(({ verdict }) => verdict === "better" || verdict === "worse");
}

/** How many of the experiments say that the longer delay is worse, in percent. */
export function foundPercent({ experiments }: RealKind): number {
  return (experiments.filter(({ verdict }) => verdict === "worse").length / experiments.length) * 100;
}
