// A linear axis: from values to places, with round numbers for its ticks.

/** From `from` at the place `start` to `to` at the place `end`. */
export interface LinearScale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** @param ends - Places of `from` and `to`, in pixels. */
export function linearScale(
  from: number,
  to: number,
  ends: readonly [start: number, end: number],
): LinearScale {
  const [start, end] = ends;
  return {
    ticks: ticksBetween(from, to),
    at: (value) => Math.round((start + ((value - from) / (to - from)) * (end - start)) * 10) / 10,
  };
}

/** Three to eight multiples of 1, 2 or 5 times a power of ten. */
export function ticksBetween(from: number, to: number): readonly number[] {
  const rough = (to - from) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // Rounded: a multiple of 0.1 is no round number in binary.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
