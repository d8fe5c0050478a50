// Histograms as the rest of the world reads them: HdrHistogram V2 and .hgrm, by hdr-histogram-js.

import {
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  Float64Histogram,
  JsHistogram,
} from "hdr-histogram-js";
import { WsrigError } from "../errors.js";

/** How often latencies around `us` occurred. */
export interface BucketCount {
  /** A latency of the bucket, integer µs. */
  readonly us: number;
  readonly count: number;
}

/** V2 compressed base64 of the buckets. */
export function encodeBuckets(buckets: Iterable<BucketCount>): string {
  return encodeIntoCompressedBase64(hdrOf(buckets));
}

/**
 * The buckets of a V2 compressed base64, by any HdrHistogram library.
 *
 * @throws WsrigError `usage-invalid-histogram`
 */
export function decodeBuckets(text: string): BucketCount[] {
  const hdr = decode(text);
  const buckets: BucketCount[] = [];
  for (let index = 0; index < hdr.countsArrayLength; index++) {
    const count = hdr.getCountAtIndex(index);
    if (count > 0) buckets.push({ us: hdr.valueFromIndex(index), count });
  }
  return buckets;
}

/** The `.hgrm` text of the buckets; `usPerUnit` is what one printed unit is. */
export function formatHgrm(
  buckets: Iterable<BucketCount>,
  ticksPerHalfDistance: number,
  usPerUnit: number,
): string {
  return hdrOf(buckets).outputPercentileDistribution(ticksPerHalfDistance, usPerUnit);
}

function hdrOf(buckets: Iterable<BucketCount>): Float64Histogram {
  // 64-bit counts: the 32-bit ones of the library wrap in silence after 2^31 latencies in one bucket.
  const hdr = new Float64Histogram(1, 2, 3);
  hdr.autoResize = true;
  for (const { us, count } of buckets) hdr.recordValueWithCount(us, count);
  return hdr;
}

function decode(text: string): JsHistogram {
  try {
    const hdr = decodeFromCompressedBase64(text, 64);
    if (hdr instanceof JsHistogram && Number.isSafeInteger(hdr.totalCount)) return hdr;
  } catch (cause) {
    throw invalidHistogram(text, cause);
  }
  throw invalidHistogram(text);
}

function invalidHistogram(text: string, cause?: unknown): WsrigError {
  const start = text.length > 20 ? `${text.slice(0, 20)}…` : text;
  return new WsrigError("usage-invalid-histogram", `"${start}" is no HdrHistogram in V2 compressed base64`, {
    cause,
  });
}
