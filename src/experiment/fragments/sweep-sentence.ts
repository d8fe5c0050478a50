// What a comparison of a sweep says, in words that need no knowledge of variants.

import type { ComparedRow, ReportComparison } from "../../metrics/comparison-report.js";
import type { SweepPoint } from "../../metrics/experiment-report.js";
import { formatCount, formatExactBytes } from "../../units.js";

/**
 * `At 4 KiB a message in 32 fragments of 128 B is 18% slower than whole at p99 (12% to 25%), 10 blocks a side.`
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
  if (clear.length > 0) return clearClaim(clear.map(clearPart));
  const unclear = gating.filter(({ verdict }) => verdict === "unclear");
  if (gating.length === 0) return "could not be compared with whole";
  if (unclear.length === 0) return `is like whole: ${titles(gating)} within ${percent(noise)}`;
  const [needs] = unclear.flatMap((row) => row.needs ?? []).sort((a, b) => b.blocks - a.blocks);
  const more =
    needs === undefined
      ? ""
      : `; ${formatCount(needs.blocks)} more ${needs.blocks === 1 ? "block" : "blocks"} a side would show a change of ${percent(needs.effect)}`;
  return `is not clearly different from whole: ${unclear.map(unclearPart).join(", ")}${more}`;
}

/** `is 18% slower than whole at p99 (12% to 25%)` in its parts. */
interface ClearPart {
  readonly verb: string;
  readonly amount: string;
  readonly than: string;
  readonly place: string;
}

/** Whole is named once, and a verb that stays the same is not said again. */
function clearClaim(parts: readonly ClearPart[]): string {
  return parts
    .map(({ verb, amount, than, place }, index) => {
      if (index === 0) return `${verb} ${amount} ${than}${place}`;
      return `${verb === parts[index - 1]?.verb ? "" : `${verb} `}${amount}${place}`;
    })
    .join(" and ");
}

/** Of a time how slow it is there; of anything else how much there is of it. */
function clearPart(row: ComparedRow): ClearPart {
  const { change, unit, figure, title, verdict } = row;
  if (change === undefined) return { verb: "is", amount: verdict, than: "than whole", place: ` in ${title}` };
  const { value, low, high, kind } = change;
  const isMore = value > (kind === "ratio" ? 1 : 0);
  const range = `(${amount(isMore ? low : high, kind)} to ${amount(isMore ? high : low, kind)})`;
  if (unit !== "us" || figure === "cpuPerMessage") {
    const much = `${amount(value, kind)} ${isMore ? "more" : "less"} ${title}`;
    return { verb: "has", amount: much, than: "than whole", place: ` ${range}` };
  }
  const at = ` at ${title.replace(/ latency$/, "")}`;
  if (value < 2) {
    const slow = `${amount(value, kind)} ${isMore ? "slower" : "faster"}`;
    return { verb: "is", amount: slow, than: "than whole", place: `${at} ${range}` };
  }
  const times = `${formatCount(value)} times as long`;
  const place = `${at} (${formatCount(low)} to ${formatCount(high)})`;
  return { verb: "takes", amount: times, than: "as whole", place };
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
