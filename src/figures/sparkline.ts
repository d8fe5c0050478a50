// A row of numbers as a line of text.

const bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/**
 * A bar for each value, between the least and the largest of them; all in the middle where they are equal.
 *
 * @param most - Bars at most, >= 1; of more values each bar is the mean of neighbours.
 */
export function sparkline(values: readonly number[], most = 40): string {
  const means =
    values.length <= most ? values : Array.from({ length: most }, (_, index) => meanOf(values, index, most));
  const [low, high] = [Math.min(...means), Math.max(...means)];
  return means.map((value) => barOf(value, { low, high })).join("");
}

/** The bar of one value, between `low` and `high`; in the middle where these are equal. */
export function barOf(value: number, { low, high }: { readonly low: number; readonly high: number }): string {
  const step = high > low ? Math.round(((value - low) / (high - low)) * (bars.length - 1)) : 3;
  return bars[step] ?? "";
}

function meanOf(values: readonly number[], index: number, parts: number): number {
  const own = values.slice(
    Math.floor((index * values.length) / parts),
    Math.floor(((index + 1) * values.length) / parts),
  );
  return own.reduce((sum, value) => sum + value, 0) / own.length;
}
