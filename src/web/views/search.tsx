// What a search for the highest value found: observed over value with the bound, and every probe.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import {
  observedText,
  type ProbeVerdict,
  probeVerdict,
  searchedValue,
  searchedWhat,
} from "../../figures/search-words.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { csvTitleOf } from "../data/csv.js";
import { type ProbeRow, probeRows, searchPlot } from "../data/search-curves.js";
import { Plot } from "../plots/plot.js";
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
    <Section id="search" title="Search" note={note(search)}>
      {plot.curves.length > 1 && (
        <Plot
          label={`Observed over ${plot.x.title.toLowerCase()}, with the bound and the answer. The table below has every probe.`}
          made={madeOf(search)}
          curves={plot.curves}
          x={plot.x}
          y={plot.y}
          shades={plot.shades}
          height={300}
        />
      )}
      <DataTable label="Probes by value" rows={rows} columns={columnsFor(search, rows)} />
    </Section>
  );
}

function note(search: ReportSearch): string {
  const { shown, answer } = search;
  const repeated =
    "Each point is a run of its own; of a value that was tried more than once the last one is drawn.";
  const shaded = answer === undefined ? "" : " Shaded: where the bound holds.";
  const rest =
    shown === undefined ? "" : ` All other sections are of the last run at ${searchedValue(search, shown)}.`;
  return `${repeated}${shaded}${rest}`;
}

function madeOf({ probes, until }: ReportSearch): string {
  const counted = probes.filter(({ observed }) => observed !== undefined).length;
  return `From the figure of ${until} that each probe observed, as its threshold was judged; ${formatCount(counted)} of ${formatCount(probes.length)} probes had one. The lines between probes are drawn for the eye.`;
}

function columnsFor(search: ReportSearch, rows: readonly ProbeRow[]): readonly Column<ProbeRow>[] {
  const isWrong = rows.some(({ probe }) => wrongOf(probe).length > 0);
  return [
    {
      title: search.vary === "rate" ? "Messages per second" : "Connections",
      csvTitle: searchedWhat(search).replaceAll(" ", "_"),
      cell: ({ probe }) => (
        <span class="lane">
          <Icon name={icons[probeVerdict(probe)]} label={probeVerdict(probe)} />
          {formatCount(probe.value)}
          {probe.value === search.answer && <strong>the answer</strong>}
        </span>
      ),
      csv: ({ probe }) => probe.value,
    },
    {
      title: "Probe",
      csvTitle: "probe",
      numeric: true,
      cell: ({ number }) => number,
      csv: ({ number }) => number,
    },
    {
      title: "Purpose",
      csvTitle: "purpose",
      cell: ({ probe }) => probe.purpose,
      csv: ({ probe }) => probe.purpose,
    },
    {
      title: "Observed",
      csvTitle: csvTitleOf("observed", search.unit),
      numeric: true,
      cell: ({ probe }) => observedText(search, probe),
      csv: ({ probe }) => probe.observed,
    },
    {
      title: "Verdict",
      csvTitle: "verdict",
      cell: ({ probe }) => probeVerdict(probe),
      csv: ({ probe }) => probeVerdict(probe),
    },
    ...(isWrong ? [wrongColumn] : []),
  ];
}

const wrongColumn: Column<ProbeRow> = {
  title: "Beside the bound",
  csvTitle: "wrong",
  cell: ({ probe }) => <VisibleTitle text={wrongOf(probe).join("; ")} />,
  csv: ({ probe }) => wrongOf(probe).join("; "),
};

function wrongOf({ invalid, failures = [] }: ProbeRow["probe"]): readonly string[] {
  return invalid === undefined ? failures : [invalid, ...failures];
}

const icons: Readonly<Record<ProbeVerdict, IconName>> = { holds: "pass", fails: "fail", invalid: "warning" };
