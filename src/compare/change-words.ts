// Changes of figures in words.

import type { ComparedFigure, ComparedRow } from "../metrics/comparison-report.js";
import { formatBytes, formatCount, formatUs } from "../units.js";
import type { Change } from "./bootstrap.js";
import { sizeOf } from "./effect-size.js";

/** `18% slower`, without the interval. */
export function sizeWords(figure: ComparedFigure, { kind, value }: Change): string {
  return endWords(figure, kind, value);
}

/** `(12% to 25%)`, `(16% lower to 3% higher)`; empty where the interval is a point. */
export function intervalSuffix(figure: ComparedFigure, change: Change): string {
  const { kind, value, low, high } = change;
  if (low === high) return "";
  const [least, most] = [sizeOf(kind, low), sizeOf(kind, high)];
  if (least < 0 && most > 0) return `(${endWords(figure, kind, low)} to ${endWords(figure, kind, high)})`;
  const [near, far] = sizeOf(kind, value) < 0 ? [high, low] : [low, high];
  const unit = kind === "ratio" ? "%" : "";
  return `(${amountOf(kind, near)}${unit} to ${amountOf(kind, far)}${unit})`;
}

/** `between 3% and 9% slower`, `between 4% faster and 9% slower`: where the change may lie. */
export function intervalWords(figure: ComparedFigure, { kind, low, high }: Change): string {
  if (low === high) return endWords(figure, kind, low);
  const [least, most] = [sizeOf(kind, low), sizeOf(kind, high)];
  if (least < 0 && most > 0)
    return `between ${endWords(figure, kind, low)} and ${endWords(figure, kind, high)}`;
  const [near, far] = most <= 0 ? [high, low] : [low, high];
  return `between ${amountOf(kind, near)}${kind === "ratio" ? "%" : ""} and ${endWords(figure, kind, far)}`;
}

/** `3%` of a ratio's distance from 1, `0.1 percentage points` of a difference of shares. @param effect - >= 0. */
export function effectWords(kind: Change["kind"], effect: number): string {
  return kind === "ratio" ? `${digits(effect * 100)}%` : points(digits(effect * 100));
}

/** A value of a figure with its unit: `1.2 ms`, `4,012/s`, `0.3%`, `66 B`. */
export function valueWords(unit: ComparedRow["unit"], value: number): string {
  switch (unit) {
    case "us":
      return formatUs(value);
    case "1/s":
      return `${formatCount(value)}/s`;
    case "ratio":
      return `${digits(value * 100)}%`;
    case "byte":
      return formatBytes(value);
    default:
      return unit satisfies never;
  }
}

function endWords(figure: ComparedFigure, kind: Change["kind"], value: number): string {
  const amount = amountOf(kind, value);
  if (amount === "0") return "unchanged";
  return `${kind === "ratio" ? `${amount}%` : points(amount)} ${comparative(figure, sizeOf(kind, value) > 0)}`;
}

/** In percent or percentage points, without its sign. */
function amountOf(kind: Change["kind"], value: number): string {
  return digits(Math.abs(kind === "ratio" ? value - 1 : value) * 100);
}

/** Two digits say all that an interval over blocks can bear; whole numbers above. */
function digits(amount: number): string {
  if (amount < 0.005) return "0";
  return (amount >= 10 ? Math.round(amount) : Number(amount.toPrecision(2))).toLocaleString("en-US");
}

function points(amount: string): string {
  return `${amount} percentage point${amount === "1" ? "" : "s"}`;
}

/** More of a time is slower; more of anything else is higher. */
export function comparative(
  figure: ComparedFigure,
  isMore: boolean,
): "slower" | "faster" | "higher" | "lower" {
  switch (figure) {
    case "p50":
    case "p90":
    case "p99":
    case "p999":
    case "handshake":
      return isMore ? "slower" : "faster";
    case "throughput":
    case "errorRate":
    case "cpuPerMessage":
    case "bytesPerMessage":
      return isMore ? "higher" : "lower";
    default:
      return figure satisfies never;
  }
}
