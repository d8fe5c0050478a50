// What one load did, as plain data that add up over workers. Times of messages are in the collector.

import type { ReportCheck } from "../../metrics/run-report.js";
import { addCounts, type MessageCounts, noCounts } from "../record/message-counts.js";
import { addTexts, type TextCounts } from "../record/text-counts.js";
import type { HandshakeFacts } from "../traffic/connection-opener.js";

/** A stretch of a load's time as it really was. */
export interface PhaseFacts {
  readonly name: string;
  /** What it really took. */
  readonly spentMs: number;
}

/** One load in one worker, or in all. */
export interface LoadFacts {
  readonly name: string;
  readonly handshakes: HandshakeFacts;
  /** Why connections ended that the load did not end. */
  readonly droppedBecause: TextCounts;
  /** By phase. */
  readonly counts: Readonly<Record<string, MessageCounts>>;
  readonly phases: readonly PhaseFacts[];
  /** Iterations that ended by themselves, and arrivals that found no free client. */
  readonly iterations: number;
  readonly droppedIterations: number;
  /** Sent and not answered yet when the executor's time was over; what became of them is in `counts`. */
  readonly unansweredAtEnd: number;
  /** Of a script. */
  readonly checks: readonly ReportCheck[];
  /** From the end of the warm-up until the executor's time was over. */
  readonly steadyMs: number;
  /** CPU time of the worker's process in it, user and system, µs. */
  readonly cpuUs: number;
  /** Share of a core in it, 1 is all of one; of several workers that of the busiest. 0 where the worker had no client of the load. */
  readonly busiestShare: number;
}

/** One load of two workers together. CPU adds up; times are the longer ones. */
export function addLoadFacts(a: LoadFacts, b: LoadFacts): LoadFacts {
  return {
    name: a.name,
    handshakes: addHandshakes(a.handshakes, b.handshakes),
    droppedBecause: addTexts(a.droppedBecause, b.droppedBecause),
    counts: addByPhase(a.counts, b.counts),
    phases: a.phases.map((phase, index) => ({
      name: phase.name,
      spentMs: Math.max(phase.spentMs, b.phases[index]?.spentMs ?? 0),
    })),
    iterations: a.iterations + b.iterations,
    droppedIterations: a.droppedIterations + b.droppedIterations,
    unansweredAtEnd: a.unansweredAtEnd + b.unansweredAtEnd,
    checks: [...a.checks, ...b.checks],
    steadyMs: Math.max(a.steadyMs, b.steadyMs),
    cpuUs: a.cpuUs + b.cpuUs,
    busiestShare: Math.max(a.busiestShare, b.busiestShare),
  };
}

/** All phases together. */
export function totalCounts({ counts }: Pick<LoadFacts, "counts">): MessageCounts {
  return Object.values(counts).reduce(addCounts, noCounts);
}

/** All phases but the warm-up. */
export function measuredCounts({ counts }: Pick<LoadFacts, "counts">): MessageCounts {
  return Object.entries(counts)
    .filter(([phase]) => phase !== "warm-up")
    .map(([, count]) => count)
    .reduce(addCounts, noCounts);
}

function addHandshakes(a: HandshakeFacts, b: HandshakeFacts): HandshakeFacts {
  return {
    attempted: a.attempted + b.attempted,
    opened: a.opened + b.opened,
    failures: addTexts(a.failures, b.failures),
    reachedHttp: a.reachedHttp || b.reachedHttp,
  };
}

function addByPhase(a: LoadFacts["counts"], b: LoadFacts["counts"]): LoadFacts["counts"] {
  const phases = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...phases].map((name) => [name, addCounts(a[name] ?? noCounts, b[name] ?? noCounts)]),
  );
}
