// A table of plain data: right-aligned numbers, a way to copy it as CSV, its own sideways scroll on a phone.

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { type Cell, toCsv } from "../data/csv.js";
import { says } from "../words/report-words.js";
import { CopyButton } from "./copy-button.js";

/** One column: how a row is shown, and the bare value that CSV gets. */
export interface Column<Row> {
  /** Unique in its table. */
  readonly title: string;
  /** Heading in CSV; names the unit, as `p50_us`. */
  readonly csvTitle: string;
  readonly numeric?: boolean;
  /** Absent for a column that only CSV has, because the page says it in another. */
  readonly cell?: (row: Row) => ComponentChildren;
  readonly csv: (row: Row) => Cell;
}

/** What {@link DataTable} shows. */
export interface DataTableProps<Row> {
  /** Read aloud as the table's name. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** Long tables begin with these; the rest comes at the press of a button, and CSV always has all. */
const rowsAtFirst = 12;
/** More at once would make the page stand still: the seconds of an hour of many loads are some ten thousand rows. */
const rowsPerStep = 1_000;

/** See the file's first line. The first column heads its row. */
export function DataTable<Row>({ label, columns, rows }: DataTableProps<Row>): JSX.Element {
  const csv = (): string =>
    toCsv(
      columns.map((column) => column.csvTitle),
      rows.map((row) => columns.map((column) => column.csv(row))),
    );
  const [wanted, setWanted] = useState(rowsAtFirst);
  // A few rows more than the limit are shown at once: a button would take as much room.
  const cut = rows.length > wanted + 3;
  const shown = columns.filter((column) => column.cell !== undefined);
  return (
    <div class="table-block">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={label}>
        <table>
          <caption class="visually-hidden">{label}</caption>
          <thead>
            <tr>
              {shown.map((column) => (
                <th key={column.title} scope="col" class={column.numeric ? "numeric" : undefined}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(cut ? rows.slice(0, wanted) : rows).map((row, rowIndex) => (
              // Rows are plain data that never move.
              <tr key={rowIndex}>
                {shown.map((column, index) =>
                  index === 0 ? (
                    <th key={column.title} scope="row">
                      {column.cell?.(row)}
                    </th>
                  ) : (
                    <td key={column.title} class={column.numeric ? "numeric" : undefined}>
                      {column.cell?.(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {cut && <p class="paper-only">{says.tables.firstRows(wanted, rows.length)}</p>}
      <div class="table-actions">
        {cut && (
          <button type="button" class="button" onClick={() => setWanted(wanted + rowsPerStep)}>
            {rows.length - wanted <= rowsPerStep
              ? says.tables.showAll(rows.length)
              : says.tables.showMore(rowsPerStep, rows.length)}
          </button>
        )}
        <CopyButton label={says.tables.copy} text={csv} />
      </div>
    </div>
  );
}
