// A small line of the last seconds.

/**
 * The line as the data of an SVG path in a box of 100 by 20, from 0 at the bottom to the largest value at the top; the
 * newest value is at the right.
 *
 * @param values - At least 2.
 */
export function sparkPath(values: readonly number[]): string {
  const most = Math.max(...values, Number.MIN_VALUE);
  const step = 100 / (values.length - 1);
  return values
    .map(
      (value, index) => `${index === 0 ? "M" : "L"}${round(index * step)} ${round(19 - (value / most) * 18)}`,
    )
    .join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
