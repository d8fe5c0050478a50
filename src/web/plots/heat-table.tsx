// The cells of a heat map as a table.

import type { JSX } from "preact";
import { heatLowestUs } from "../../figures/heat-text.js";
import { formatCount, formatUs } from "../../units.js";
import type { HeatGrid } from "../data/heat-grid.js";
import type { Column } from "../views/data-table.js";
import { NumbersTable } from "../views/numbers-table.js";
import { says } from "../words/report-words.js";

/** What {@link HeatTable} shows. */
export interface HeatTableProps {
  readonly label: string;
  readonly grid: HeatGrid;
}

interface HeatRow {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly count: number;
}

/** See the file's first line. */
export function HeatTable({ label, grid }: HeatTableProps): JSX.Element {
  return <NumbersTable label={label} rows={() => rowsOf(grid)} columns={columns} />;
}

const columns: readonly Column<HeatRow>[] = [
  {
    title: says.heat.seconds,
    csvTitle: "from_s",
    cell: (row) => `${formatCount(row.fromSeconds)} – ${formatCount(row.toSeconds)} s`,
    csv: (row) => row.fromSeconds,
  },
  { title: says.heat.to, csvTitle: "to_s", csv: (row) => row.toSeconds },
  {
    title: says.heat.atLeast,
    csvTitle: "from_us",
    numeric: true,
    cell: (row) => formatUs(row.fromUs),
    csv: (row) => row.fromUs,
  },
  {
    title: says.heat.lessThan,
    csvTitle: "to_us",
    numeric: true,
    cell: (row) => formatUs(row.toUs),
    csv: (row) => row.toUs,
  },
  {
    title: says.heat.samples,
    csvTitle: "samples",
    numeric: true,
    cell: (row) => formatCount(row.count),
    csv: (row) => row.count,
  },
];

function rowsOf({ columns }: HeatGrid): readonly HeatRow[] {
  return columns.flatMap(({ fromSeconds, toSeconds, counts }) =>
    [...counts]
      .sort(([a], [b]) => a - b)
      .map(([bucket, count]) => ({
        fromSeconds,
        toSeconds,
        fromUs: heatLowestUs(bucket),
        toUs: heatLowestUs(bucket + 1),
        count,
      })),
  );
}
