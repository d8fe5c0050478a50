// A search drawn with characters: what was observed over the value, and the bound as a line.

import { formatQuantity } from "../figures/quantity.js";
import { byValue, type Probe, probeVerdict, searchedWhat } from "../figures/search-words.js";
import type { ReportSearch } from "../metrics/run-report.js";
import { formatCount } from "../units.js";

/** A probe that had samples: the others have no place in the plot. */
type DrawnProbe = Probe & { readonly observed: number };

const columns = 56;
const rows = 11;
const signs = { holds: "o", fails: "x", invalid: "?" } as const;

/**
 * The plot as lines of about 70 characters; none where there are not two values with something observed.
 *
 * ```
 *   200 ms |                            x
 *          |                       x
 *    50 ms |- - - - - - - - - - - o - - - -
 *     2 ms | o   o      o
 *          +-------------------------------
 *            100                      3,200  messages per second
 *            o holds   x fails   - the bound
 * ```
 */
export function searchPlot(search: ReportSearch): readonly string[] {
  const probes = byValue(search.probes).flatMap(({ observed, ...probe }) =>
    observed === undefined ? [] : [{ ...probe, observed }],
  );
  const values = probes.map(({ value }) => value);
  if (new Set(values).size < 2) return [];
  const x = placesOf(values, columns);
  const y = placesOf([...probes.map(({ observed }) => observed), search.bound], rows);
  const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, () => " "));
  const boundRow = grid[y(search.bound)] ?? [];
  for (let column = 0; column < columns; column += 2) boundRow[column] = "-";
  for (const probe of probes) {
    const row = grid[y(probe.observed)];
    if (row !== undefined) row[x(probe.value)] = signs[probeVerdict(probe)];
  }
  return framed(search, grid, { boundRow: y(search.bound), probes });
}

function framed(
  search: ReportSearch,
  grid: readonly (readonly string[])[],
  { boundRow, probes }: { readonly boundRow: number; readonly probes: readonly DrawnProbe[] },
): readonly string[] {
  const observed = probes.map((probe) => probe.observed);
  const written = (figure: number): string => formatQuantity(figure, search.unit);
  const labels = new Map<number, string>([
    [0, written(Math.min(...observed, search.bound))],
    [rows - 1, written(Math.max(...observed, search.bound))],
    [boundRow, written(search.bound)],
  ]);
  const width = Math.max(...[...labels.values()].map(({ length }) => length));
  const lines = grid.map((row, index) => `${(labels.get(index) ?? "").padStart(width)} |${row.join("")}`);
  const indent = " ".repeat(width + 2);
  const values = probes.map(({ value }) => value);
  const [low, high] = [formatCount(Math.min(...values)), formatCount(Math.max(...values))];
  const shown = new Set(probes.map(probeVerdict));
  const legend = (["holds", "fails", "invalid"] as const)
    .filter((word) => shown.has(word))
    .map((word) => `${signs[word]} ${word}`);
  return [
    // The first row of the grid is the lowest.
    ...lines.reverse().map((line) => line.trimEnd()),
    `${" ".repeat(width)} +${"-".repeat(columns)}`,
    `${indent}${low}${high.padStart(columns - low.length)}  ${searchedWhat(search)}`,
    `${indent}${[...legend, "- the bound"].join("   ")}`,
  ];
}

/** Where a figure lies on `places` places from the least to the most: by ratio where they differ tenfold, else by distance. */
function placesOf(figures: readonly number[], places: number): (figure: number) => number {
  const [least, most] = [Math.min(...figures), Math.max(...figures)];
  const byRatio = least > 0 && most >= 10 * least;
  const along = byRatio ? Math.log : (figure: number): number => figure;
  const span = along(most) - along(least);
  return (figure) => (span === 0 ? 0 : Math.round(((along(figure) - along(least)) / span) * (places - 1)));
}
