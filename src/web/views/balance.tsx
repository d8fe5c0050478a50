// Where the messages of each load went, and whether the sum closes.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatCount } from "../../units.js";
import { type BalanceRow, balanceRows } from "../data/message-balance.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { Icon } from "./icon.js";
import { Section, type SectionViewProps } from "./section.js";
import { LaneName } from "./trend-table.js";

/** See the file's first line. */
export function Balance({ source }: SectionViewProps): JSX.Element {
  const rows = useMemo(() => balanceRows(source), [source]);
  return (
    <Section id="balance" title={says.balance.title} note={note(rows)}>
      <DataTable
        label={says.balance.title}
        rows={rows}
        columns={columns.filter(
          ({ csvTitle }) => csvTitle !== "one_way" || rows.some(({ oneWay }) => oneWay > 0),
        )}
      />
    </Section>
  );
}

function note(rows: readonly BalanceRow[]): string {
  return says.balance.note(rows.some(({ oneWay }) => oneWay > 0));
}

const columns: readonly Column<BalanceRow>[] = [
  {
    title: says.balance.load,
    csvTitle: "load",
    cell: ({ load, colour }) => <LaneName lane={{ label: load, colour }} />,
    csv: ({ load }) => load,
  },
  amount(says.balance.sent, "sent", ({ sent }) => sent),
  amount(says.balance.answered, "answered", ({ answered }) => answered),
  amount(says.balance.late, "late", ({ late }) => late),
  amount(says.balance.lost, "lost", ({ lost }) => lost),
  amount(says.balance.oneWay, "one_way", ({ oneWay }) => oneWay),
  amount(says.balance.inFlight, "in_flight", ({ inFlight }) => inFlight),
  {
    title: says.balance.balance,
    csvTitle: "unaccounted",
    cell: ({ unaccounted, isUnderWay }) =>
      isUnderWay ? (
        <span class="muted">{says.balance.underWay}</span>
      ) : (
        <span class="lane">
          <Icon name={unaccounted === 0 ? "pass" : "fail"} />
          {unaccounted === 0 ? says.balance.closes : offBy(unaccounted)}
        </span>
      ),
    csv: ({ unaccounted }) => unaccounted,
  },
];

function offBy(unaccounted: number): string {
  return unaccounted > 0 ? says.balance.unaccounted(unaccounted) : says.balance.tooMany(-unaccounted);
}

function amount(title: string, csvTitle: string, csv: (row: BalanceRow) => number): Column<BalanceRow> {
  return { title, csvTitle, numeric: true, csv, cell: (row) => formatCount(csv(row)) };
}
