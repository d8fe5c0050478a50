// What a search for the highest value found: observed over value with the bound, and every probe.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { observedText, type ProbeVerdict, probeVerdict, searchedWhat } from "../../figures/search-words.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { csvTitleOf } from "../data/csv.js";
import { type ProbeRow, probeRows, searchPlot } from "../data/search-curves.js";
import { Plot } from "../plots/plot.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { Icon, type IconName } from "./icon.js";
import { Section, type SectionViewProps } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

type ReportSearch = NonNullable<RunReport["search"]>;

/** See the file's first line. Nothing in a report without a search. */
export function Search({ source: { report } }: SectionViewProps): JSX.Element | null {
  const { search } = report;
  const plot = useMemo(() => search && searchPlot(search), [search]);
  if (search === undefined || plot === undefined) return null;
  const rows = probeRows(search);
  return (
    <Section id="search" title={says.search.title} note={note(search)}>
      {plot.curves.length > 1 && (
        <Plot
          label={says.search.label(plot.x.title)}
          made={madeOf(search)}
          curves={plot.curves}
          x={plot.x}
          y={plot.y}
          shades={plot.shades}
          height={300}
        />
      )}
      <DataTable label={says.search.table} rows={rows} columns={columnsFor(search, rows)} />
    </Section>
  );
}

function note(search: ReportSearch): string {
  const { shown, answer } = search;
  return [
    says.search.note,
    ...(answer === undefined ? [] : [says.search.shaded]),
    ...(shown === undefined ? [] : [says.search.rest(says.search.value(search.vary, shown))]),
  ].join(says.betweenSentences);
}

function madeOf({ probes, until }: ReportSearch): string {
  const some = probes.filter(({ observed }) => observed !== undefined).length;
  return says.search.made(until, some, probes.length);
}

function columnsFor(search: ReportSearch, rows: readonly ProbeRow[]): readonly Column<ProbeRow>[] {
  const isWrong = rows.some(({ probe }) => wrongOf(probe).length > 0);
  return [
    {
      title: says.search.values[search.vary],
      csvTitle: searchedWhat(search).replaceAll(" ", "_"),
      cell: ({ probe }) => (
        <span class="lane">
          <Icon name={icons[probeVerdict(probe)]} label={says.search.verdicts[probeVerdict(probe)]} />
          {formatCount(probe.value)}
          {probe.value === search.answer && <strong>{says.search.answer}</strong>}
        </span>
      ),
      csv: ({ probe }) => probe.value,
    },
    {
      title: says.search.probe,
      csvTitle: "probe",
      numeric: true,
      cell: ({ number }) => number,
      csv: ({ number }) => number,
    },
    {
      title: says.search.purpose,
      csvTitle: "purpose",
      cell: ({ probe }) => says.search.purposes[probe.purpose],
      csv: ({ probe }) => probe.purpose,
    },
    {
      title: says.search.observedTitle,
      csvTitle: csvTitleOf("observed", search.unit),
      numeric: true,
      cell: ({ probe }) =>
        probe.observed === undefined ? says.search.noSamples : observedText(search, probe),
      csv: ({ probe }) => probe.observed,
    },
    {
      title: says.search.verdict,
      csvTitle: "verdict",
      cell: ({ probe }) => says.search.verdicts[probeVerdict(probe)],
      csv: ({ probe }) => probeVerdict(probe),
    },
    ...(isWrong ? [wrongColumn] : []),
  ];
}

const wrongColumn: Column<ProbeRow> = {
  title: says.search.beside,
  csvTitle: "wrong",
  cell: ({ probe }) => <VisibleTitle text={wrongOf(probe).join("; ")} />,
  csv: ({ probe }) => wrongOf(probe).join("; "),
};

function wrongOf({ invalid, failures = [] }: ProbeRow["probe"]): readonly string[] {
  return invalid === undefined ? failures : [invalid, ...failures];
}

const icons: Readonly<Record<ProbeVerdict, IconName>> = { holds: "pass", fails: "fail", invalid: "warning" };
