// Whether a trend has enough runs to see a change, in words.

import type { HistoryTrend } from "../metrics/history.js";
import { formatCount } from "../units.js";

/** `12 runs; a change can be seen from 13 on.`; undefined where there are enough. */
export function fewRunsWords({
  evidence,
  needs,
  points,
}: Pick<HistoryTrend, "evidence" | "needs" | "points">): string | undefined {
  if (evidence >= needs) return undefined;
  const runs = `${evidence < points.length ? "valid " : ""}${evidence === 1 ? "run" : "runs"}`;
  return `${formatCount(evidence)} ${runs}; a change can be seen from ${needs} on.`;
}
