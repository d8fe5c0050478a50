// The numbers behind a picture: for those who cannot see it, for a spreadsheet, for doubt.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";

/** What {@link NumbersTable} shows. */
export interface NumbersTableProps<Row> {
  /** Of the picture. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: () => readonly Row[];
}

/** Closed at first; its rows are made when it opens. */
export function NumbersTable<Row>({ label, columns, rows }: NumbersTableProps<Row>): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details class="plot-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{says.plots.numbers}</summary>
      {open && <DataTable label={says.plots.numbersOf(label)} rows={rows()} columns={columns} />}
    </details>
  );
}
