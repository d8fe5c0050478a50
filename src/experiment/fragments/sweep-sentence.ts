// What a comparison of a sweep says, in words that need no knowledge of variants.

import type { ComparedRow, ReportComparison } from "../../metrics/comparison-report.js";
import type { SweepPoint } from "../../metrics/experiment-report.js";
import { formatCount, formatExactBytes } from "../../units.js";

/**
 * `At 4 KiB a message in 32 fragments of 128 B is 18% slower at p99 (12% to 25%) than whole, 10 blocks a side.`
 *
 * Told of the figures that gate: those that are worse or better, else what nobody can tell.
 */
export function sweepSentence(point: SweepPoint, comparison: ReportComparison): string {
  const { payloadBytes, fragmentBytes = payloadBytes, frames } = point;
  const subject = `At ${formatExactBytes(payloadBytes)} a message in ${formatCount(frames)} fragments of ${formatExactBytes(fragmentBytes)}`;
  return `${subject} ${claim(comparison)}, ${blocksText(comparison.blocks)}.`;
}

function claim({ rows, noise }: ReportComparison): string {
  const gating = rows.filter(({ gates }) => gates);
  const clear = gating.filter(({ verdict }) => verdict === "worse" || verdict === "better");
  if (clear.length > 0) return clear.map(clearPart).join(" and ");
  const unclear = gating.filter(({ verdict }) => verdict === "unclear");
  if (gating.length === 0) return "could not be compared with whole";
  if (unclear.length === 0) return `is like whole: ${titles(gating)} within ${percent(noise)}`;
  return `is not clearly different from whole: ${unclear.map(unclearPart).join(", ")}`;
}

/** `is 18% slower at p99 (12% to 25%) than whole`; throughput has no `at`: `has 4% less throughput`. */
function clearPart(row: ComparedRow): string {
  const { change, unit, figure } = row;
  if (change === undefined) return `is ${row.verdict} than whole in ${row.title}`;
  const { value, low, high, kind } = change;
  const isMore = value > (kind === "ratio" ? 1 : 0);
  const range = `(${amount(isMore ? low : high, kind)} to ${amount(isMore ? high : low, kind)})`;
  if (unit !== "us" || figure === "cpuPerMessage")
    return `has ${amount(value, kind)} ${isMore ? "more" : "less"} ${row.title} ${range} than whole`;
  const at = row.title.replace(/ latency$/, "");
  if (value >= 2)
    return `takes ${formatCount(value)} times as long at ${at} (${formatCount(low)} to ${formatCount(high)}) as whole`;
  return `is ${amount(value, kind)} ${isMore ? "slower" : "faster"} at ${at} ${range} than whole`;
}

function unclearPart({ title, change }: ComparedRow): string {
  if (change === undefined) return `${title} has no value`;
  return `${title} ${signed(change.low, change.kind)} to ${signed(change.high, change.kind)}`;
}

function titles(rows: readonly ComparedRow[]): string {
  return rows.map(({ title }) => title).join(" and ");
}

function amount(value: number, kind: "ratio" | "difference"): string {
  return percent(Math.abs(kind === "ratio" ? value - 1 : value));
}

function signed(value: number, kind: "ratio" | "difference"): string {
  const change = kind === "ratio" ? value - 1 : value;
  return `${change < 0 ? "-" : "+"}${amount(value, kind)}`;
}

function percent(share: number): string {
  return `${formatCount(Number((share * 100).toPrecision(share < 0.1 ? 2 : 3)))}%`;
}

function blocksText({ baseline, candidate }: ReportComparison["blocks"]): string {
  if (baseline !== candidate) return `${candidate} blocks against ${baseline}`;
  return `${baseline} ${baseline === 1 ? "block" : "blocks"} a side`;
}
