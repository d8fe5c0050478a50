// What a reader of a sweep must know of its numbers.

import type { Notice } from "../../metrics/run-report.js";
import { formatCount, formatExactBytes } from "../../units.js";
import type { SweepSize } from "./sweep-plan.js";

/** That latencies of a message size were not measured. */
export function noRate({ payloadBytes }: SweepSize): Notice {
  return {
    code: "sweep-no-rate",
    message: `Latencies at ${formatExactBytes(payloadBytes)} were not measured: not every fragment size has a ceiling, so no rate is known that all of them bear.`,
    hint: "Give one with --rate, or run longer blocks with --duration.",
  };
}

/**
 * That a percentile of a block is its slowest message, where a block has too few of them; nothing where it has enough.
 *
 * @param messages - Of a block of the open model.
 */
export function fewMessages({ payloadBytes }: SweepSize, messages: number): readonly Notice[] {
  if (messages >= 1_000) return [];
  const figures = messages < 100 ? "p99 and p99.9 of a block are" : "p99.9 of a block is";
  return [
    {
      code: "sweep-few-messages",
      message: `At ${formatExactBytes(payloadBytes)} a block has about ${formatCount(messages)} messages, so ${figures} its slowest message.`,
      hint: "Run longer blocks with --duration.",
    },
  ];
}

/** That under compression nobody knows how many frames a message has. */
export const compressedFragments: Notice = {
  code: "sweep-compressed",
  message:
    "Messages are compressed first and cut then (RFC 7692 §6.1): they have fewer frames than their size says, one that shrinks below a fragment only one. What a fragment costs is not worked out.",
  hint: "Leave out --compression to learn what fragments cost.",
};
