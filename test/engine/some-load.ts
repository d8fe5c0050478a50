// What a load did, made up for tests of what is said about it.

import { noCounts } from "../../src/engine/record/message-counts.js";
import type { LoadFacts } from "../../src/engine/run/load-facts.js";

/** A machine that bounds nothing which a test plans. */
export const machine = { openFiles: 1_024, portsPerAddress: 28_232, cores: 2 };

/** Facts of a load of one second that opened a connection and did nothing on it, but for the changes. */
export function factsOf(changes: Partial<LoadFacts> = {}): LoadFacts {
  return {
    name: "load",
    handshakes: { attempted: 1, opened: 1, failures: {}, reachedHttp: true },
    droppedBecause: {},
    counts: { steady: noCounts },
    phases: [{ name: "steady", spentMs: 1_000 }],
    iterations: 0,
    droppedIterations: 0,
    unansweredAtEnd: 0,
    checks: [],
    steadyMs: 1_000,
    cpuUs: 0,
    busiestShare: 0,
    ...changes,
  };
}
