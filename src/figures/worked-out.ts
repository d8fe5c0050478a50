// What the page is given besides the report: worked out from its histograms, which the page cannot decode.

import type { PercentilePoint } from "../metrics/histogram.js";
import type { TrendMetric } from "../metrics/run-report.js";

/** The percentile curve of one trend. */
export interface PercentileCurve {
  /** Index in the report's `metrics`. */
  readonly metricIndex: number;
  /** Percentile 0..100 and µs, rising; the last is [100, maximum]. */
  readonly points: readonly PercentilePoint[];
  /** µs at 0%, 1%, ... 100%. */
  readonly hundredths: readonly number[];
}

/** Several trends of one name as one, merged from their histograms. */
export interface MergedTrend {
  /** The tag they share; absent where they are the measured phases of one load. */
  readonly by?: string;
  /** Without its histogram; the tags are what the parts were put together by. */
  readonly trend: Omit<TrendMetric, "hdr">;
  /** As in a {@link PercentileCurve}; absent where `by` is given: those stand in tables only. */
  readonly points?: PercentileCurve["points"];
  /** Beside the points. */
  readonly hundredths?: PercentileCurve["hundredths"];
}

/** Percentile 0..100, then µs: the lower end of the interval, the median over blocks, the upper end. */
export type VariantPoint = readonly [percentile: number, low: number, median: number, high: number];

/** Latency by percentile of one variant: of each percentile the median over its blocks, with an interval for the median. */
export interface VariantCurve {
  readonly variant: string;
  readonly metric: "ws_msg_latency" | "ws_msg_latency_corrected";
  /** How many it is over. */
  readonly blocks: number;
  /** Rising; as far as every block has messages. */
  readonly points: readonly VariantPoint[];
}

/** Trends that are put together by the values of a tag. */
export const groupedTrends: readonly string[] = ["ws_msg_latency", "ws_msg_latency_corrected"];

/** A tag of more values tells no kinds of things apart but numbers that count up: nothing is put together by it. */
export const mostValues = 50;
