// The points of all curves of a plot as a table.

import type { JSX } from "preact";
import { NumbersTable } from "../views/numbers-table.js";
import type { Curve } from "./curve.js";
import type { PlotAxis } from "./plot-options.js";

/** What {@link PlotTable} shows. */
export interface PlotTableProps {
  readonly label: string;
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
}

interface PlotRow {
  readonly curve: string;
  readonly x: number;
  readonly y: number;
}

/** See the file's first line. */
export function PlotTable({ label, curves, x, y }: PlotTableProps): JSX.Element {
  return (
    <NumbersTable
      label={label}
      rows={() => rowsOf(curves)}
      columns={[
        { title: "Curve", csvTitle: "curve", cell: (row) => row.curve, csv: (row) => row.curve },
        {
          title: x.title,
          csvTitle: x.title,
          numeric: true,
          cell: (row) => x.format(row.x),
          csv: (row) => row.x,
        },
        {
          title: y.title,
          csvTitle: y.title,
          numeric: true,
          cell: (row) => y.format(row.y),
          csv: (row) => row.y,
        },
      ]}
    />
  );
}

function rowsOf(curves: readonly Curve[]): readonly PlotRow[] {
  return curves.flatMap((curve) =>
    curve.points.flatMap(([x, y]) => (y === undefined ? [] : [{ curve: curve.label, x, y }])),
  );
}
