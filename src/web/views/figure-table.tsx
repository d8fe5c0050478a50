// A table of the figures of groups: loads, or the values of a tag.

import type { JSX } from "preact";
import { quantityOrDash } from "../../figures/quantity.js";
import { formatCount } from "../../units.js";
import type { GroupFigures } from "../data/figure-groups.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { LaneName } from "./trend-table.js";

/** What {@link FigureTable} shows. */
export interface FigureTableProps {
  readonly label: string;
  /** Of the first column. */
  readonly title: string;
  readonly csvTitle: string;
  readonly rows: readonly GroupFigures[];
}

/** See the file's first line. Columns that no group has a figure for are left out. */
export function FigureTable({ label, title, csvTitle, rows }: FigureTableProps): JSX.Element {
  const name: Column<GroupFigures> = {
    title,
    csvTitle,
    cell: ({ group }) => <LaneName lane={group} />,
    csv: ({ group }) => group.label,
  };
  const columns = figureColumns.filter(({ csv }) => rows.some((row) => csv(row) !== undefined));
  return <DataTable label={label} rows={rows} columns={[name, ...columns]} />;
}

type Percentile = "p50" | "p99";

const figureColumns: readonly Column<GroupFigures>[] = [
  rate(says.loads.sent, "sent_per_second", ({ sentPerSecond }) => sentPerSecond),
  rate(says.loads.received, "received_per_second", ({ receivedPerSecond }) => receivedPerSecond),
  latency(says.loads.correctedMedian, "corrected", "p50"),
  latency(says.loads.corrected99, "corrected", "p99"),
  latency(says.loads.serviceMedian, "service", "p50"),
  latency(says.loads.service99, "service", "p99"),
  count(says.loads.errors, "errors", ({ errors }) => errors),
  count(says.loads.lost, "lost", ({ lost }) => lost),
  count(says.loads.late, "late", ({ late }) => late),
  count(says.loads.dropped, "dropped", ({ dropped }) => dropped),
];

function rate(
  title: string,
  csvTitle: string,
  csv: (row: GroupFigures) => number | undefined,
): Column<GroupFigures> {
  const cell = (row: GroupFigures): string => {
    const perSecond = csv(row);
    return perSecond === undefined ? "–" : `${formatCount(perSecond)} /s`;
  };
  return { title, csvTitle, numeric: true, csv, cell };
}

function latency(title: string, kind: "corrected" | "service", percentile: Percentile): Column<GroupFigures> {
  const csv = (row: GroupFigures): number | undefined => row[kind]?.[percentile];
  const csvTitle = `${kind}_${percentile}_us`;
  return { title, csvTitle, numeric: true, csv, cell: (row) => quantityOrDash(csv(row), "us") };
}

function count(
  title: string,
  csvTitle: string,
  csv: (row: GroupFigures) => number | undefined,
): Column<GroupFigures> {
  return { title, csvTitle, numeric: true, csv, cell: (row) => quantityOrDash(csv(row), "1") };
}
