// The points of all curves of a plot as a table, with low and high of their bands.

import type { JSX } from "preact";
import type { Column } from "../views/data-table.js";
import { NumbersTable } from "../views/numbers-table.js";
import { VisibleTitle } from "../views/visible-text.js";
import { says } from "../words/report-words.js";
import { type Curve, type CurveRow, curveRows } from "./curve.js";
import type { PlotAxis } from "./plot-options.js";

/** What {@link PlotTable} shows. */
export interface PlotTableProps {
  readonly label: string;
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
}

/** See the file's first line. */
export function PlotTable({ label, curves, x, y }: PlotTableProps): JSX.Element {
  const bands = curves.some(({ band }) => band !== undefined)
    ? [
        numberColumn(says.plots.low, `${y.csvTitle}_low`, y, ({ low }) => low),
        numberColumn(says.plots.high, `${y.csvTitle}_high`, y, ({ high }) => high),
      ]
    : [];
  return (
    <NumbersTable
      label={label}
      rows={() => curves.flatMap(curveRows)}
      columns={[
        {
          title: says.plots.curve,
          csvTitle: "curve",
          cell: (row) => <VisibleTitle text={row.curve} />,
          csv: (row) => row.curve,
        },
        numberColumn(x.title, x.csvTitle, x, (row) => row.x),
        numberColumn(y.title, y.csvTitle, y, (row) => row.y),
        ...bands,
      ]}
    />
  );
}

function numberColumn(
  title: string,
  csvTitle: string,
  axis: PlotAxis,
  numberOf: (row: CurveRow) => number | undefined,
): Column<CurveRow> {
  const { format, csv = (value: number) => value } = axis;
  const shown = (row: CurveRow, write: (value: number) => string | number): string | number | undefined => {
    const value = numberOf(row);
    return value === undefined ? undefined : write(value);
  };
  return {
    title,
    csvTitle,
    numeric: true,
    cell: (row) => shown(row, format) ?? "–",
    csv: (row) => shown(row, csv),
  };
}
