// Figures of distributions side by side: one row a lane.

import type { JSX } from "preact";
import { quantityOrDash } from "../../figures/quantity.js";
import type { TrendMetric } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import type { Lane } from "../data/lanes.js";
import type { DrawnTrend } from "../data/trend-choices.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { Swatch } from "./swatch.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link TrendTable} shows. */
export interface TrendTableProps {
  readonly label: string;
  /** In the order of the rows. */
  readonly trends: readonly DrawnTrend[];
}

/** Words with the colour, and the dashes, of their curve. */
export interface NamedColour extends Pick<Lane, "label" | "colour"> {
  readonly dash?: readonly number[] | undefined;
}

/** See the file's first line. */
export function TrendTable({ label, trends }: TrendTableProps): JSX.Element {
  return <DataTable label={label} rows={trends} columns={[curveColumn, ...drawnColumns]} />;
}

/** The lane's colour and words. */
export function LaneName({ lane }: { readonly lane: NamedColour }): JSX.Element {
  return (
    <span class="lane">
      <Swatch colour={lane.colour} dash={lane.dash} />
      <VisibleTitle text={lane.label} />
    </span>
  );
}

type Figure = "min" | "mean" | "stdev" | "p50" | "p75" | "p90" | "p95" | "p99" | "p999" | "max";

const figures: readonly (readonly [Figure, string])[] = [
  ["min", says.tables.fastest],
  ["p50", says.tables.median],
  ["p75", "75%"],
  ["p90", "90%"],
  ["p95", "95%"],
  ["p99", "99%"],
  ["p999", "99.9%"],
  ["max", says.tables.slowest],
  ["mean", says.tables.mean],
  ["stdev", says.tables.stdev],
];

/** The columns of any table of distributions. */
export const trendColumns: readonly Column<TrendMetric>[] = [
  {
    title: says.tables.samples,
    csvTitle: "count",
    numeric: true,
    cell: (trend) => formatCount(trend.count),
    csv: (trend) => trend.count,
  },
  ...figures.map(
    ([figure, title]): Column<TrendMetric> => ({
      title,
      csvTitle: `${figure}_us`,
      numeric: true,
      cell: (trend) => quantityOrDash(trend[figure], trend.unit),
      csv: (trend) => trend[figure],
    }),
  ),
];

/** The same for rows that have a distribution among other things. */
export function trendColumnsOf<Row>(trendOf: (row: Row) => TrendMetric): readonly Column<Row>[] {
  return trendColumns.map(({ cell, csv, ...column }) => ({
    ...column,
    cell: (row) => cell?.(trendOf(row)),
    csv: (row) => csv(trendOf(row)),
  }));
}

const curveColumn: Column<DrawnTrend> = {
  title: says.plots.curve,
  csvTitle: "curve",
  cell: ({ label, lane: { colour }, dash }) => <LaneName lane={{ label, colour, dash }} />,
  csv: ({ label }) => label,
};

const drawnColumns = trendColumnsOf(({ trend }: DrawnTrend) => trend);
