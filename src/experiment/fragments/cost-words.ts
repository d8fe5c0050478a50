// What a fragment costs, in words.

import type { SweepCost } from "../../metrics/experiment-report.js";
import { formatCount, formatExactBytes, formatUs } from "../../units.js";

/** Of which quantity, as `adds 2 µs to ...`. */
const added: Readonly<Record<Exclude<SweepCost["figure"], "bytesPerMessage">, string>> = {
  p50: "to the median latency",
  p99: "to the p99 latency",
  p999: "to the p99.9 latency",
  throughput: "to the time from one answer to the next at the ceiling",
  cpuPerMessage: "to the CPU time that a message takes of the target",
};

/** A cost that was measured. */
type MeasuredCost = Omit<SweepCost, "sentence" | "figure"> & { readonly figure: keyof typeof added };

/**
 * `At 4 KiB each further fragment adds 2 µs (1.8 µs to 2.2 µs) to the median latency.`
 *
 * @param options.isClear - Whether a fragment size is clearly different from whole in that figure: without that no cost is claimed.
 */
export function costSentence(cost: MeasuredCost, { isClear }: { readonly isClear: boolean }): string {
  const { figure, payloadBytes, perFragment, low, high } = cost;
  const at = `At ${formatExactBytes(payloadBytes)}`;
  const interval = `(${signedUs(low)} to ${signedUs(high)})`;
  if (low <= 0 && high >= 0)
    return `${at} what a further fragment adds ${added[figure]} cannot be told from chance ${interval}.`;
  if (!isClear)
    return `${at} what a further fragment adds ${added[figure]} is not clear ${interval}: no fragment size is clearly different from whole.`;
  const verb = perFragment < 0 ? "takes" : "adds";
  const preposition = perFragment < 0 ? added[figure].replace(/^to/, "off") : added[figure];
  return `${at} each further fragment ${verb} ${formatUs(Math.abs(perFragment))} ${interval} ${preposition}.`;
}

/**
 * `At 4 KiB each further fragment takes 6 to 8 B more on the way to the target ...`
 *
 * @param answerFrames - Frames of the answer to a message in 4 fragments, where that is known.
 */
export function wireSentence(
  { payloadBytes, low, high }: Omit<SweepCost, "sentence">,
  answerFrames: number | undefined,
): string {
  const range = `${formatCount(low)}${high - low < 0.005 ? "" : ` to ${formatCount(high)}`} B`;
  return `At ${formatExactBytes(payloadBytes)} each further fragment takes ${range} more on the way to the target, for its header and its mask key; ${answerPart(answerFrames)}.`;
}

function answerPart(answerFrames: number | undefined): string {
  if (answerFrames === undefined) return "how the answers are cut is not known";
  if (answerFrames === 1) return "answers come in 1 frame and cost nothing more";
  return "answers are cut too, and each of their frames has a header of its own";
}

function signedUs(us: number): string {
  return us < 0 ? `-${formatUs(-us)}` : formatUs(us);
}
