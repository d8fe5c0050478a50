// A figure of a run with its unit, as people read it.

import type { HistoryTrend } from "../metrics/history.js";
import { formatBytes, formatCount, formatUs } from "../units.js";

/** `4_120` µs as `4.12 ms`, 812 a second as `812 /s`, a share of 0.0125 as `1.25%`. */
export function formatFigure(value: number, unit: HistoryTrend["unit"]): string {
  if (unit === "us") return formatUs(value);
  if (unit === "byte") return formatBytes(value);
  if (unit === "ratio") return `${formatCount(value * 100)}%`;
  return unit === "1/s" ? `${formatCount(value)} /s` : formatCount(value);
}

/** `1.124` as `+12%`: below 10% with a decimal. */
export function formatChange(
  { kind, value }: { readonly kind: "ratio" | "difference"; readonly value: number },
  unit: HistoryTrend["unit"],
): string {
  const sign = kind === "ratio" ? value >= 1 : value >= 0;
  const size = kind === "ratio" ? formatShare(Math.abs(value - 1)) : formatFigure(Math.abs(value), unit);
  return `${sign ? "+" : "−"}${size}`;
}

/** `0.1236` as `12%`, `0.0316` as `3.2%`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent).toLocaleString("en-US")}%`;
}
