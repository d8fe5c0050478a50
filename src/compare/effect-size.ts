// What counts as a change of a figure: sizes of changes, and the threshold below which they mean nothing.

import type { Change } from "./bootstrap.js";

/** Threshold of a difference of shares: 0.1 percentage points. */
export const shareThreshold = 0.001;

// 1.03 times a median is no exact double: a change as large as the threshold is not over it.
const rounding = 1e-9;

/** Size of a change, 0 for none and turned round with the sides: the logarithm of a ratio, or the difference itself. */
export function sizeOf(kind: Change["kind"], value: number): number {
  return kind === "ratio" ? Math.log(value) : value;
}

/**
 * The threshold in the terms of {@link sizeOf}: the larger side is by `noise` above the smaller one, whichever that is, so that a
 * verdict turns round with the sides.
 */
export function thresholdOf(kind: Change["kind"], noise: number): number {
  return kind === "ratio" ? Math.log1p(noise) : shareThreshold;
}

/** Whether the change itself is over the threshold. */
export function passesThreshold({ kind, value }: Change, noise: number): boolean {
  return Math.abs(sizeOf(kind, value)) > thresholdOf(kind, noise) + rounding;
}

/** Whether no change lies outside the interval. */
export function excludesNoChange({ kind, low, high }: Change): boolean {
  return sizeOf(kind, low) > 0 || sizeOf(kind, high) < 0;
}

/** Whether the whole interval lies within the threshold. */
export function isWithinThreshold({ kind, low, high }: Change, noise: number): boolean {
  const most = thresholdOf(kind, noise) + rounding;
  return sizeOf(kind, low) >= -most && sizeOf(kind, high) <= most;
}
