// The goals of recorded figures: what a run would have been told by the judges as they are now.

import { judgeDrivers } from "./drivers.js";
import { judgeFaults } from "./faults.js";
import { judgeHolds } from "./holds.js";
import type { TruthParts } from "./results.js";
import { judgeStalls } from "./stalls.js";

/** The same figures, judged anew. */
export function judgeAgain({ a, b, c, d }: TruthParts): TruthParts {
  return {
    a: a && judgeHolds(a.rounds, a.samples),
    b: b && { ...b, goals: judgeStalls(b) },
    c: c && { ...c, goals: judgeFaults(c.server, c.wsrig) },
    d: d && { ...d, goals: judgeDrivers(d.p50Us) },
  };
}
