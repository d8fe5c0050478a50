// Which tiles the first screen of an experiment or a comparison has.

import { comparedLines, dash } from "../../figures/compared-rows.js";
import { countVerdicts } from "../../figures/several-comparisons.js";
import type { ChangeVerdict, ComparedFigure, ReportComparison } from "../../metrics/comparison-report.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount, formatMs } from "../../units.js";
import { says } from "../words/report-words.js";

/** One number of a tile. */
export interface ChangeEntry {
  /** The change: `+18.3%`. */
  readonly text: string;
  readonly verdict?: ChangeVerdict;
  /** Its interval; what it is of. */
  readonly note?: string;
  /** Of the candidate, where a tile has several. */
  readonly variant?: { readonly name: string; readonly colour: number };
}

/** One tile. */
export interface ChangeTile {
  readonly label: string;
  readonly entries: readonly ChangeEntry[];
  readonly note?: string;
}

/** With more comparisons than this the tiles count verdicts; the tables below have the changes. */
const changesInTile = 4;

const tileFigures: readonly ComparedFigure[] = ["p50", "p99", "throughput"];

/** In reading order; those that were not measured are left out. */
export function comparisonTiles(report: RunReport): readonly ChangeTile[] {
  const { comparisons = [] } = report;
  const figures = tileFigures.flatMap((figure) =>
    comparisons.length > changesInTile ? countTile(figure, comparisons) : changeTile(figure, comparisons),
  );
  return [...figures, blocksTile(report)];
}

function changeTile(figure: ComparedFigure, comparisons: readonly ReportComparison[]): readonly ChangeTile[] {
  const lines = comparisons.flatMap((comparison, index) =>
    comparedLines(comparison)
      .filter((line) => line.figure === figure)
      .map((line) => ({ line, variant: { name: comparison.candidate, colour: index + 1 } })),
  );
  const [first] = lines;
  const better = comparisons.flatMap(({ rows }) => rows).find((row) => row.figure === figure)?.better;
  if (first === undefined) return [];
  const isShared = lines.length > 1;
  const entries = lines.map(
    ({ line: { change, interval, verdict }, variant }): ChangeEntry => ({
      text: change,
      verdict,
      ...(interval !== dash && { note: interval }),
      ...(isShared && { variant }),
    }),
  );
  const { baseline, candidate } = first.line;
  const values = isShared ? "" : `${baseline} → ${candidate}; `;
  return [
    {
      label: says.comparison.changeOf(says.comparison.figures[figure]),
      entries,
      note: `${values}${better === undefined ? "" : says.comparison.isBetter[better]}`,
    },
  ];
}

function countTile(figure: ComparedFigure, comparisons: readonly ReportComparison[]): readonly ChangeTile[] {
  const rows = comparisons.flatMap(({ rows }) => rows.filter((row) => row.figure === figure));
  if (rows.length === 0) return [];
  return [
    {
      label: says.comparison.changeOf(says.comparison.figures[figure]),
      entries: countVerdicts(rows).map(([verdict, count]) => ({ text: formatCount(count), verdict })),
      note: says.comparison.ofVariants(rows.length),
    },
  ];
}

function blocksTile({ comparisons = [], blocks = [] }: RunReport): ChangeTile {
  const sides = comparisons.flatMap(({ blocks: { baseline, candidate } }) => [baseline, candidate]);
  const [least, most] = [Math.min(...sides), Math.max(...sides)];
  const leftOut = blocks.filter(({ invalid }) => invalid !== undefined).length;
  const lengths = blocks.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const typical = lengths[lengths.length >> 1];
  return {
    label: says.comparison.blocksASide,
    entries: [{ text: least === most ? formatCount(least) : says.comparison.range(least, most) }],
    note: says.commas(
      [
        typical === undefined ? "" : says.comparison.measuredInEach(formatMs(typical)),
        says.comparison.leftOut(leftOut),
      ].filter((part) => part !== ""),
    ),
  };
}
