// Values with their units, as people read them.

import { formatBytes, formatCount, formatUs } from "../units.js";

/** A value with its unit. `unit` is the report's: us, 1, byte, ratio, or a gauge's own. */
export function formatQuantity(value: number, unit: string): string {
  if (unit === "us") return formatUs(value);
  if (unit === "ms") return formatUs(value * 1_000);
  if (unit === "byte") return formatBytes(value);
  if (unit === "1") return formatCount(value);
  if (unit === "ratio") return `${formatCount(value * 100)}%`;
  return `${formatCount(value)} ${unit}`;
}

/** `formatQuantity`, or a dash where there is no value. */
export function quantityOrDash(value: number | undefined, unit: string): string {
  return value === undefined ? "–" : formatQuantity(value, unit);
}
