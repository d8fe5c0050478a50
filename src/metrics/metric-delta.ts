// What changed in a collector since the last look: how metrics travel from a worker to the run.

import type { Tags } from "./run-report.js";

/** Buckets of a histogram that are in use, and the exact figures beside them. Plain data: it crosses processes. */
export interface HistogramDelta {
  /** Bucket numbers of the layout in bucket-layout.ts, ascending, and how many latencies each holds. */
  readonly indexes: Uint32Array;
  readonly counts: Float64Array;
  readonly minUs: number;
  readonly maxUs: number;
  readonly sumUs: number;
  readonly sumOfSquares: number;
}

/** The change of one metric. */
export type DeltaEntry = { readonly name: string; readonly tags: Tags } & (
  | { readonly kind: "trend"; readonly added: HistogramDelta }
  | { readonly kind: "counter"; readonly added: number }
  | { readonly kind: "rate"; readonly passes: number; readonly fails: number }
  | { readonly kind: "gauge"; readonly unit: string; readonly level: number }
);

/** All changes since the last one. A counter that was made and has not counted is in it with 0, for "none" is a finding. */
export type MetricDelta = readonly DeltaEntry[];

/** Samples of every trend and counter of a collector, by name and tags. */
export type MetricTotals = readonly { readonly key: string; readonly count: number }[];
