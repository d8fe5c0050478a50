// At which rate all fragment sizes of a message size can be held against each other.

import { median } from "simple-statistics";
import type { ReportBlock } from "../../metrics/comparison-report.js";

/**
 * `share` of the lowest ceiling, which is the median throughput over the blocks of a variant, cut to two digits.
 * `undefined` where a variant has no throughput that is evidence: nobody knows what it bears.
 *
 * @param variants - Names of closed loops of one message size, one at least.
 * @param blocks - Theirs.
 * @param share - Above 0, at most 1.
 */
export function bearableRate(
  variants: readonly string[],
  blocks: readonly ReportBlock[],
  share: number,
): number | undefined {
  const ceilings = variants.map((variant) => ceilingOf(blocks.filter((block) => block.variant === variant)));
  const known = ceilings.flatMap((ceiling) => (ceiling !== undefined && ceiling > 0 ? [ceiling] : []));
  if (known.length < variants.length) return undefined;
  return cutToTwoDigits(Math.min(...known) * share);
}

function ceilingOf(blocks: readonly ReportBlock[]): number | undefined {
  const throughputs = blocks.flatMap(({ invalid, figures }) =>
    invalid === undefined ? (figures.throughput ?? []) : [],
  );
  return throughputs.length === 0 ? undefined : median(throughputs);
}

/** 1,234 as 1,200: a rate that people remember, and never above what was asked. */
function cutToTwoDigits(rate: number): number {
  const step = 10 ** (Math.floor(Math.log10(rate)) - 1);
  // 0.3 / 0.1 is 2.9999999999999996.
  return Number((Math.floor(rate / step + 1e-9) * step).toPrecision(2));
}
