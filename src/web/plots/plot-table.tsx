// The numbers behind a plot: for those who cannot see it, for a spreadsheet, for doubt.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { DataTable } from "../views/data-table.js";
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

/** Closed at first; its rows are made when it opens. */
export function PlotTable({ label, curves, x, y }: PlotTableProps): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details class="plot-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show the numbers</summary>
      {open && (
        <DataTable
          label={`Numbers of: ${label}`}
          rows={rowsOf(curves)}
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
      )}
    </details>
  );
}

function rowsOf(curves: readonly Curve[]): readonly PlotRow[] {
  return curves.flatMap((curve) =>
    curve.points.flatMap(([x, y]) => (y === undefined ? [] : [{ curve: curve.label, x, y }])),
  );
}
