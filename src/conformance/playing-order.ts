// In which order a runner that is free begins the cases.

import type { ConformanceCase } from "./case.js";

/**
 * Cases without a load first, in their order; then those with one, those with the same data side by side, the dearest
 * data first, so that no long case is left over when all others are done.
 */
export function inPlayingOrder(cases: readonly ConformanceCase[]): readonly ConformanceCase[] {
  const dearest = new Map<string, number>();
  for (const { load } of cases) {
    if (load !== undefined) dearest.set(load.data, Math.max(load.bytes, dearest.get(load.data) ?? 0));
  }
  const places = [...dearest.keys()].sort((a, b) => (dearest.get(b) ?? 0) - (dearest.get(a) ?? 0));
  const placeOf = ({ load }: ConformanceCase): number =>
    load === undefined ? -1 : places.indexOf(load.data);
  return [...cases].sort((a, b) => placeOf(a) - placeOf(b));
}
