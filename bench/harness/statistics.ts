// Medians with ranges, and ratios taken round by round.

/** The middle of a few values, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Rounded to three significant digits. @param values - At least one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: significant(middleOf(sorted)),
    min: significant(sorted[0] ?? Number.NaN),
    max: significant(sorted.at(-1) ?? Number.NaN),
  };
}

/**
 * The ratio of every round's pair: both sides of a pair saw the same machine. A round that lacks a side is left out.
 *
 * @returns nothing when no round has both.
 */
export function pairedRatio(
  above: readonly (number | undefined)[],
  below: readonly (number | undefined)[],
): Spread | undefined {
  const ratios = above.flatMap((value, round) => {
    const other = below[round];
    return value === undefined || other === undefined ? [] : [value / other];
  });
  return ratios.length === 0 ? undefined : spreadOf(ratios);
}

function middleOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function significant(value: number): number {
  return Number(value.toPrecision(value >= 1_000 ? 6 : 3));
}
