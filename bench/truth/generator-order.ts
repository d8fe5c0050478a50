// What one generator process of `npm run bench:truth` is asked to do, and what it tells.

import type { Driver } from "wsrig";

/** One load: 32 B text messages to a server that answers them. */
export interface GeneratorOrder {
  readonly url: string;
  readonly driver: Driver;
  readonly connections: number;
  /** Messages per second over all connections; left out for a closed loop, one under way on each. */
  readonly ratePerSecond?: number | undefined;
  readonly warmUpMs: number;
  readonly steadyMs: number;
  /** Answers are matched by an id in the payload; otherwise they must come in order. */
  readonly hasIds: boolean;
  /** How long the end waits for answers that may never come. */
  readonly gracefulStopMs: number;
  /** The steady phase begins about `offsetMs` after the clock (CLOCK_MONOTONIC) was a multiple of `everyMs`. */
  readonly beginAt?: { readonly everyMs: number; readonly offsetMs: number } | undefined;
}

/** Percentiles that are told of every latency. */
export const toldPercentiles = [
  50, 75, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 99.5, 99.9, 99.99, 100,
] as const;

/** A percentile that is told. */
export type ToldPercentile = (typeof toldPercentiles)[number];

/** Latencies in µs by percentile, as wsrig reports them. */
export type ReportedUs = Readonly<Record<ToldPercentile, number>>;

/** What wsrig reported of the load, without its warm-up. */
export interface GeneratorFigures {
  readonly serviceUs: ReportedUs;
  /** Only of an open model. */
  readonly correctedUs?: ReportedUs | undefined;
  /** Only of an open model: sent less due, p99. */
  readonly latenessP99Us?: number | undefined;
  readonly sent: number;
  readonly received: number;
  readonly answered: number;
  readonly late: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly dropped: number;
  readonly wrong: number;
  /** Why wsrig itself says that its figures cannot be trusted; empty when they can. */
  readonly invalid: readonly string[];
}

/** The corrected latency of an open model. @throws TypeError when there is none: service latency must not be judged for it. */
export function correctedUsOf({ correctedUs }: Pick<GeneratorFigures, "correctedUs">): ReportedUs {
  if (correctedUs === undefined) throw new TypeError("an open model has a corrected latency");
  return correctedUs;
}
