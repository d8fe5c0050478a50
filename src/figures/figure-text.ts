// A figure of a run, and its change, with their units.

import type { HistoryTrend } from "../metrics/history.js";
import { formatCount } from "../units.js";
import { formatQuantity } from "./quantity.js";

type Unit = HistoryTrend["unit"];

/** `4_120` µs as `4.12 ms`, 812 a second as `812 msg/s`, a share of 0.0125 as `1.25%`, bytes as `68 B`, a count as it is. */
export function formatFigure(value: number, unit: Unit): string {
  return unit === "1/s" ? `${formatCount(value)} msg/s` : formatQuantity(value, unit);
}

/** A ratio of `1.124` as `+12%`, a difference of shares of `0.0051` as `+0.51 percentage points`, of counts as `+2`. */
export function formatChange(
  { kind, value }: { readonly kind: "ratio" | "difference"; readonly value: number },
  unit: Unit,
): string {
  const size = kind === "ratio" ? value - 1 : value;
  return `${size < 0 ? "−" : "+"}${formatSize(Math.abs(size), kind, unit)}`;
}

/** `0.1236` as `12%`, `0.0316` as `3.2%`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent).toLocaleString("en-US")}%`;
}

function formatSize(size: number, kind: "ratio" | "difference", unit: Unit): string {
  if (kind === "ratio") return formatShare(size);
  return unit === "ratio" ? `${formatCount(size * 100)} percentage points` : formatFigure(size, unit);
}
