// The points of all curves of a plot as a table.

import type { JSX } from "preact";
import type { Column } from "../views/data-table.js";
import { NumbersTable } from "../views/numbers-table.js";
import { VisibleTitle } from "../views/visible-text.js";
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
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** See the file's first line. */
export function PlotTable({ label, curves, x, y }: PlotTableProps): JSX.Element {
  return (
    <NumbersTable
      label={label}
      rows={() => rowsOf(curves)}
      columns={[
        {
          title: "Curve",
          csvTitle: "curve",
          cell: (row) => <VisibleTitle text={row.curve} />,
          csv: (row) => row.curve,
        },
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
        ...(curves.some(({ band }) => band !== undefined)
          ? [bandColumn("low", y), bandColumn("high", y)]
          : []),
      ]}
    />
  );
}

function bandColumn(end: "low" | "high", y: PlotAxis): Column<PlotRow> {
  return {
    title: end === "low" ? "Band from" : "Band to",
    csvTitle: `${y.title}, ${end} end of the band`,
    numeric: true,
    cell: ({ [end]: value }) => (value === undefined ? "–" : y.format(value)),
    csv: ({ [end]: value }) => value,
  };
}

function rowsOf(curves: readonly Curve[]): readonly PlotRow[] {
  return curves.flatMap((curve) =>
    curve.points.flatMap(([x, y], index) => {
      if (y === undefined) return [];
      const [, low, high] = curve.band?.[index] ?? [];
      return [{ curve: curve.label, x, y, low, high }];
    }),
  );
}
