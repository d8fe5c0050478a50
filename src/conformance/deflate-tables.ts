// Numbers of DEFLATE that reading and writing share: RFC 1951 §3.2.5 and §3.2.6.

/** The base of a code's values, and how many extra bits follow it. */
export interface CodeRange {
  readonly base: number;
  readonly extraBits: number;
}

/** Lengths of the symbols 257-285. */
export const lengthRanges: readonly CodeRange[] = [
  ...rangesOf({ from: 3, codes: 28, codesPerStep: 4, direct: 8 }),
  { base: 258, extraBits: 0 },
];

/** Distances of the codes 0-29. */
export const distanceRanges: readonly CodeRange[] = rangesOf({
  from: 1,
  codes: 30,
  codesPerStep: 2,
  direct: 4,
});

/** Bits of each literal and length symbol, 0-287, in the fixed code. */
export const fixedLiteralBits: readonly number[] = Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
);

/** The order in which the bits of the code for code lengths are written, §3.2.7. */
export const codeLengthOrder: readonly number[] = [
  16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

/** The first `direct` codes stand for one value each; then every `codesPerStep` codes take one extra bit more. */
function rangesOf(table: {
  readonly from: number;
  readonly codes: number;
  readonly codesPerStep: number;
  readonly direct: number;
}): CodeRange[] {
  const ranges: CodeRange[] = [];
  let base = table.from;
  for (let code = 0; code < table.codes; code++) {
    const extraBits = code < table.direct ? 0 : Math.floor((code - table.direct) / table.codesPerStep) + 1;
    ranges.push({ base, extraBits });
    base += 1 << extraBits;
  }
  return ranges;
}
