// What the variants of a sweep are called.

import { formatExactBytes } from "../../units.js";

/** What tells a variant of a sweep from the others. */
export interface SweepVariantKey {
  readonly payloadBytes: number;
  /** Absent for whole messages. */
  readonly fragmentBytes?: number | undefined;
  readonly model: "open" | "closed";
}

/** `4 KiB in 128 B open`, `4 KiB whole closed`. */
export function sweepVariantName({ payloadBytes, fragmentBytes, model }: SweepVariantKey): string {
  const cut = fragmentBytes === undefined ? "whole" : `in ${formatExactBytes(fragmentBytes)}`;
  return `${formatExactBytes(payloadBytes)} ${cut} ${model}`;
}
