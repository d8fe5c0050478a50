// Latencies as an HDR histogram: bounded memory, three significant digits, mergeable without loss.

import { WsrigError } from "../errors.js";
import { bucketIndexOf, bucketsUpTo, highestUsOf, lowestUsOf } from "./bucket-layout.js";
import { type BucketCount, decodeBuckets, encodeBuckets, formatHgrm } from "./hdr-encoding.js";
import type { HistogramDelta } from "./metric-delta.js";

/** What the buckets cannot hold exactly, kept beside them in a report. */
export interface ExactFigures {
  readonly minUs?: number | undefined;
  readonly maxUs?: number | undefined;
  readonly meanUs?: number | undefined;
  readonly stdevUs?: number | undefined;
}

/** One point of a percentile plot: percentile 0..100 and the latency in µs that this share did not exceed. */
export type PercentilePoint = readonly [percentile: number, us: number];

/** The longest latency that can be recorded: 2^48 - 1 µs, 8.9 years. */
export const topUs = 2 ** 48 - 1;
// 96 KiB of counts for latencies below 2 s; grows when a longer one comes (an hour takes 184 KiB).
const initialTopUs = 2 ** 21 - 1;
const ticksPerHalfDistance = 5;

/**
 * A distribution of latencies in integer µs, 0 to 2^48 - 1.
 *
 * Percentiles are at most 1/1,024 above the true value (exact below 2,048 µs) and never outside the exact
 * minimum and maximum, which are kept beside the buckets, as are the sums for mean and standard deviation.
 *
 * The counts are our own array in the layout of HdrHistogram, which makes `record` about eight times
 * faster than the library (20 ns against 160 ns); the library reads and writes the common formats.
 */
export class LatencyHistogram {
  #counts = new Float64Array(bucketsUpTo(initialTopUs));
  #count = 0;
  #minUs = Number.POSITIVE_INFINITY;
  #maxUs = Number.NEGATIVE_INFINITY;
  #sumUs = 0;
  #sumOfSquares = 0;

  /**
   * Counts one latency. Allocates nothing, but when the latency is longer than any before and passes 2 s.
   *
   * @throws WsrigError `metric-invalid-sample` for anything but an integer from 0 to {@link topUs}: NaN or a
   * fraction is a mistake in the caller's arithmetic and must not go into the numbers in silence.
   */
  record(us: number): void {
    if (!Number.isInteger(us) || us < 0 || us > topUs) throw invalidSample(us);
    const index = bucketIndexOf(us);
    if (index >= this.#counts.length) this.#growTo(us);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#count++;
    if (us < this.#minUs) this.#minUs = us;
    if (us > this.#maxUs) this.#maxUs = us;
    this.#sumUs += us;
    this.#sumOfSquares += us * us;
  }

  /** Adds every latency of `other`, bucket for bucket as if recorded here. `other` stays as it is. */
  merge(other: LatencyHistogram): void {
    if (other.#count === 0) return;
    if (bucketIndexOf(other.#maxUs) >= this.#counts.length) this.#growTo(other.#maxUs);
    const counts = this.#counts;
    const added = other.#counts;
    const [first, last] = other.#usedIndexes();
    for (let index = first; index <= last; index++)
      counts[index] = (counts[index] ?? 0) + (added[index] ?? 0);
    this.#count += other.#count;
    this.#minUs = Math.min(this.#minUs, other.#minUs);
    this.#maxUs = Math.max(this.#maxUs, other.#maxUs);
    this.#sumUs += other.#sumUs;
    this.#sumOfSquares += other.#sumOfSquares;
  }

  /** What is in it, as plain data; `undefined` when empty. */
  toDelta(): HistogramDelta | undefined {
    if (this.#count === 0) return undefined;
    const [first, last] = this.#usedIndexes();
    const used: number[] = [];
    for (let index = first; index <= last; index++) if ((this.#counts[index] ?? 0) > 0) used.push(index);
    return {
      indexes: Uint32Array.from(used),
      counts: Float64Array.from(used, (index) => this.#counts[index] ?? 0),
      minUs: this.#minUs,
      maxUs: this.#maxUs,
      sumUs: this.#sumUs,
      sumOfSquares: this.#sumOfSquares,
    };
  }

  /** Adds what another histogram gave as {@link toDelta}: bucket for bucket as if recorded here. */
  addDelta(delta: HistogramDelta): void {
    if (bucketIndexOf(delta.maxUs) >= this.#counts.length) this.#growTo(delta.maxUs);
    this.#addCounts(delta, 1);
    this.#minUs = Math.min(this.#minUs, delta.minUs);
    this.#maxUs = Math.max(this.#maxUs, delta.maxUs);
  }

  /**
   * Takes away what {@link addDelta} added.
   *
   * @param left - All that was added and stays: only they still know the exact minimum and maximum.
   */
  subtractDelta(delta: HistogramDelta, left: Iterable<HistogramDelta>): void {
    this.#addCounts(delta, -1);
    this.#minUs = Number.POSITIVE_INFINITY;
    this.#maxUs = Number.NEGATIVE_INFINITY;
    for (const { minUs, maxUs } of left) {
      if (minUs < this.#minUs) this.#minUs = minUs;
      if (maxUs > this.#maxUs) this.#maxUs = maxUs;
    }
  }

  /** Forgets everything and keeps the memory. */
  reset(): void {
    if (this.#count === 0) return;
    const [first, last] = this.#usedIndexes();
    this.#counts.fill(0, first, last + 1);
    this.#count = 0;
    this.#minUs = Number.POSITIVE_INFINITY;
    this.#maxUs = Number.NEGATIVE_INFINITY;
    this.#sumUs = 0;
    this.#sumOfSquares = 0;
  }

  get count(): number {
    return this.#count;
  }

  /** Exact; undefined when empty. */
  get minUs(): number | undefined {
    return this.#count === 0 ? undefined : this.#minUs;
  }

  /** Exact; undefined when empty. */
  get maxUs(): number | undefined {
    return this.#count === 0 ? undefined : this.#maxUs;
  }

  /** Of the latencies themselves, not of the buckets; undefined when empty. */
  get meanUs(): number | undefined {
    return this.#count === 0 ? undefined : this.#sumUs / this.#count;
  }

  /** Standard deviation of the latencies themselves (divided by n); undefined when empty. */
  get stdevUs(): number | undefined {
    if (this.#count === 0) return undefined;
    const mean = this.#sumUs / this.#count;
    return Math.sqrt(Math.max(0, this.#sumOfSquares / this.#count - mean * mean));
  }

  /**
   * The smallest latency that at least `percentile` % of all did not exceed, in µs; undefined when empty.
   *
   * @param percentile - 0 to 100; 0 gives the minimum, 100 the maximum, both exact.
   */
  percentileUs(percentile: number): number | undefined {
    if (!(percentile >= 0 && percentile <= 100)) {
      throw new WsrigError("metric-invalid-percentile", `percentile is ${percentile}; must be 0 to 100`);
    }
    if (this.#count === 0) return undefined;
    if (percentile === 0) return this.#minUs;
    const exactRank = (percentile * this.#count) / 100;
    // 99.9 % of 1,000 is computed as 999.0000000000001; rounding that up would skip a latency.
    const rank = Math.ceil(exactRank - exactRank * Number.EPSILON);
    const counts = this.#counts;
    const [first, last] = this.#usedIndexes();
    let seen = 0;
    for (let index = first; index < last; index++) {
      seen += counts[index] ?? 0;
      if (seen >= rank) return Math.min(this.#maxUs, highestUsOf(index));
    }
    return this.#maxUs;
  }

  /**
   * The curve of latency over percentile, for an axis that is logarithmic in 1 / (1 - percentile).
   *
   * Five points per halving of the distance to 100 %, as far as the count gives a point at least one latency,
   * and at last the maximum at 100. Percentiles rise strictly; latencies never fall. Empty when empty.
   */
  percentileCurve(): PercentilePoint[] {
    if (this.#count === 0) return [];
    const points: PercentilePoint[] = [];
    for (let distance = 1; distance >= 1 / this.#count; distance /= 2) {
      for (let tick = 0; tick < ticksPerHalfDistance; tick++) {
        // Each product is exact in binary, so that the points are 55 and 77.5, not 55.00000000000001.
        const percentile = 100 - distance * (100 - (50 / ticksPerHalfDistance) * tick);
        points.push([percentile, this.percentileUs(percentile) ?? this.#minUs]);
      }
    }
    points.push([100, this.#maxUs]);
    return points;
  }

  /**
   * How many latencies are in the buckets from that of `fromUs` up to, not including, that of `toUs`. Exact where
   * both are the lowest value of a bucket, as every power of two and quarter of one is.
   */
  countBetween(fromUs: number, toUs: number): number {
    const counts = this.#counts;
    const end = Math.min(counts.length, bucketIndexOf(toUs));
    let count = 0;
    for (let index = bucketIndexOf(fromUs); index < end; index++) count += counts[index] ?? 0;
    return count;
  }

  /** The buckets in use, shortest latency first. Each is named by its lowest latency, the last one by the maximum. */
  *buckets(): Generator<BucketCount, void, undefined> {
    if (this.#count === 0) return;
    const [first, last] = this.#usedIndexes();
    for (let index = first; index < last; index++) {
      const count = this.#counts[index] ?? 0;
      if (count > 0) yield { us: lowestUsOf(index), count };
    }
    yield { us: this.#maxUs, count: this.#counts[last] ?? 0 };
  }

  /** The buckets in the HdrHistogram V2 compressed encoding, base64, integer µs. Exact figures go beside it. */
  toBase64(): string {
    return encodeBuckets(this.buckets());
  }

  /**
   * Reads what {@link toBase64} or any other HdrHistogram library wrote.
   *
   * @param exact - The figures kept beside; those missing are taken from the buckets, so within 0.1 %.
   * @throws WsrigError `usage-invalid-histogram`
   */
  static fromBase64(text: string, exact: ExactFigures = {}): LatencyHistogram {
    const histogram = new LatencyHistogram();
    for (const { us, count } of decodeBuckets(text)) histogram.#add(us, count);
    if (histogram.#count === 0) return histogram;
    const { minUs = histogram.#minUs, maxUs = highestUsOf(bucketIndexOf(histogram.#maxUs)) } = exact;
    const { meanUs = histogram.#sumUs / histogram.#count, stdevUs = histogram.stdevUs ?? 0 } = exact;
    histogram.#minUs = minUs;
    histogram.#maxUs = maxUs;
    histogram.#sumUs = meanUs * histogram.#count;
    histogram.#sumOfSquares = (stdevUs * stdevUs + meanUs * meanUs) * histogram.#count;
    return histogram;
  }

  /**
   * The percentile distribution as the text that HdrHistogram tools read and plot (`.hgrm`).
   *
   * @param usPerUnit - What one printed unit is, in µs: 1,000 prints milliseconds.
   */
  toHgrm(usPerUnit = 1): string {
    return formatHgrm(this.buckets(), ticksPerHalfDistance, usPerUnit);
  }

  #add(us: number, count: number): void {
    if (us > topUs) throw invalidSample(us);
    const index = bucketIndexOf(us);
    if (index >= this.#counts.length) this.#growTo(us);
    this.#counts[index] = (this.#counts[index] ?? 0) + count;
    this.#count += count;
    this.#minUs = Math.min(this.#minUs, us);
    this.#maxUs = Math.max(this.#maxUs, us);
    this.#sumUs += us * count;
    this.#sumOfSquares += us * us * count;
  }

  #addCounts({ indexes, counts, sumUs, sumOfSquares }: HistogramDelta, sign: 1 | -1): void {
    const own = this.#counts;
    for (let at = 0; at < indexes.length; at++) {
      const index = indexes[at] ?? 0;
      const added = sign * (counts[at] ?? 0);
      own[index] = (own[index] ?? 0) + added;
      this.#count += added;
    }
    this.#sumUs += sign * sumUs;
    this.#sumOfSquares += sign * sumOfSquares;
  }

  /** First and last bucket in use; the histogram is not empty. */
  #usedIndexes(): readonly [number, number] {
    return [bucketIndexOf(this.#minUs), bucketIndexOf(this.#maxUs)];
  }

  #growTo(us: number): void {
    const counts = new Float64Array(bucketsUpTo(us));
    counts.set(this.#counts);
    this.#counts = counts;
  }
}

function invalidSample(us: unknown): WsrigError {
  return new WsrigError(
    "metric-invalid-sample",
    `latency is ${String(us)}; must be an integer in µs, 0 to 2^48 - 1`,
  );
}
