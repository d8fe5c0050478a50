// The seconds of a sliding window over latencies.

import type { BucketCount } from "../hdr-encoding.js";
import { LatencyHistogram } from "../histogram.js";
import type { Condition } from "./condition.js";
import { trendFigure } from "./trend-figure.js";
import type { WindowSamples } from "./window-samples.js";

/**
 * Each second as its used buckets, a few hundred numbers: as a histogram it would take 96 KiB.
 * They are added up again for every window, so that its percentiles and its extremes are those of one histogram.
 */
export class TrendSeconds implements WindowSamples {
  readonly #tap: LatencyHistogram;
  readonly #seconds: { readonly buckets: readonly BucketCount[]; readonly sumUs: number }[] = [];
  readonly #merged = new LatencyHistogram();
  #isMerged = true;

  /** @param tap - Gets what closed seconds bring; reset here. */
  constructor(tap: LatencyHistogram) {
    this.#tap = tap;
  }

  append(): void {
    this.#seconds.push({
      buckets: exactBuckets(this.#tap),
      sumUs: (this.#tap.meanUs ?? 0) * this.#tap.count,
    });
    this.#tap.reset();
    this.#isMerged = false;
  }

  dropOldest(): void {
    this.#seconds.shift();
    this.#isMerged = false;
  }

  clear(): void {
    this.#seconds.length = 0;
    this.#tap.reset();
    this.#isMerged = false;
  }

  figure({ aggregate }: Condition): number | undefined {
    if (!this.#isMerged) this.#merge();
    const merged = this.#merged;
    const sumUs = this.#seconds.reduce((sum, second) => sum + second.sumUs, 0);
    return trendFigure(merged, aggregate, merged.count === 0 ? undefined : sumUs / merged.count);
  }

  #merge(): void {
    this.#merged.reset();
    for (const { buckets } of this.#seconds)
      for (const { us, count } of buckets) this.#merged.recordBucket(us, count);
    this.#isMerged = true;
  }
}

/** The buckets with the exact minimum as one of its own; the maximum names the last one already. */
function exactBuckets(histogram: LatencyHistogram): readonly BucketCount[] {
  const [first, ...others] = histogram.buckets();
  const { minUs } = histogram;
  if (first === undefined || minUs === undefined) return [];
  const rest = { us: Math.max(first.us, minUs), count: first.count - 1 };
  return [{ us: minUs, count: 1 }, ...(rest.count > 0 ? [rest] : []), ...others];
}
