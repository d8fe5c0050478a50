// Several tests at once: the correction of Holm (1979).

/**
 * Adjusted p of each: held against the level, it keeps the chance of even one false alarm among all of them below it, however
 * they hang together.
 *
 * @param ps - Each 0 to 1.
 * @returns in the order of `ps`, each >= its p and at most 1
 */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((_, index) => index).sort((i, j) => (ps[i] ?? 0) - (ps[j] ?? 0));
  const adjusted = new Array<number>(ps.length).fill(1);
  let least = 0;
  for (const [rank, index] of order.entries()) {
    least = Math.min(1, Math.max(least, (ps.length - rank) * (ps[index] ?? 1)));
    adjusted[index] = least;
  }
  return adjusted;
}
