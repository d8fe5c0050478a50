// Where the messages of each load went, and whether the sum closes.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatCount } from "../../units.js";
import { type BalanceRow, balanceRows } from "../data/message-balance.js";
import { counted } from "../data/metric-words.js";
import { type Column, DataTable } from "./data-table.js";
import { Icon } from "./icon.js";
import { Section, type SectionViewProps } from "./section.js";
import { LaneName } from "./trend-table.js";

/** See the file's first line. */
export function Balance({ source: { report } }: SectionViewProps): JSX.Element {
  const rows = useMemo(() => balanceRows(report), [report]);
  return (
    <Section id="balance" title="Balance of messages" note={note(rows)}>
      <DataTable
        label="Balance of messages"
        rows={rows}
        columns={columns.filter(
          ({ csvTitle }) => csvTitle !== "one_way" || rows.some(({ oneWay }) => oneWay > 0),
        )}
      />
    </Section>
  );
}

function note(rows: readonly BalanceRow[]): string {
  const oneWay = rows.some((row) => row.oneWay > 0);
  return (
    `Sent = answered in time + late + lost${oneWay ? " + one-way" : ""} + in flight at the end, over the whole run, warm-up included. ` +
    "Late: answered after the message timeout. Lost: unanswered when its connection ended or the run had drained. " +
    `${oneWay ? "One-way: no answer is expected. " : ""}Of a broadcast each delivery to an open receiver is one message.`
  );
}

const columns: readonly Column<BalanceRow>[] = [
  {
    title: "Load",
    csvTitle: "load",
    cell: ({ load, colour }) => <LaneName lane={{ label: load, colour }} />,
    csv: ({ load }) => load,
  },
  amount("Sent", "sent", ({ sent }) => sent),
  amount("= Answered", "answered", ({ answered }) => answered),
  amount("+ Late", "late", ({ late }) => late),
  amount("+ Lost", "lost", ({ lost }) => lost),
  amount("+ One-way", "one_way", ({ oneWay }) => oneWay),
  amount("+ In flight", "in_flight", ({ inFlight }) => inFlight),
  {
    title: "Balance",
    csvTitle: "unaccounted",
    cell: ({ unaccounted }) => (
      <span class="lane">
        <Icon name={unaccounted === 0 ? "pass" : "fail"} />
        {unaccounted === 0 ? "closes" : offBy(unaccounted)}
      </span>
    ),
    csv: ({ unaccounted }) => unaccounted,
  },
];

function offBy(unaccounted: number): string {
  const messages = counted(Math.abs(unaccounted), "message");
  return unaccounted > 0 ? `${messages} unaccounted for` : `${messages} too many`;
}

function amount(title: string, csvTitle: string, csv: (row: BalanceRow) => number): Column<BalanceRow> {
  return { title, csvTitle, numeric: true, csv, cell: (row) => formatCount(csv(row)) };
}
