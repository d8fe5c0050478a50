// Whether the generator itself can be trusted: how late it sent, and how busy it was; and the watched target beside it.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatQuantity, quantityOrDash } from "../../figures/quantity.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { csvTitleOf } from "../data/csv.js";
import {
  healthGauges,
  latenessOverTime,
  pausesOverTime,
  type WorkerRow,
  workerRows,
} from "../data/generator-health.js";
import { madeOfGauges, madeOfWorst } from "../data/made-words.js";
import { metricTitle } from "../data/metric-words.js";
import { timeAxis } from "../data/percentile-curves.js";
import { targetCosts } from "../data/target-costs.js";
import { PlotGrid, type SmallPlot } from "../plots/plot-grid.js";
import { type Column, DataTable } from "./data-table.js";
import { Section, type SectionViewProps } from "./section.js";
import { LaneName } from "./trend-table.js";

/** See the file's first line */
export function Generator({ source }: SectionViewProps): JSX.Element {
  const { report } = source;
  const rows = useMemo(() => workerRows(source), [source]);
  const plots = useMemo(() => healthPlots(report), [report]);
  const own = plots.filter(({ name }) => !name.startsWith("target_"));
  const target = plots.filter(({ name }) => name.startsWith("target_"));
  const hasTarget = target.length > 0 || targetCosts(report).length > 0;
  return (
    <Section id="generator" title="Generator health" note={note(report)}>
      <PlotGrid report={report} plots={own} />
      {rows.length > 0 && <DataTable label="Generator health" rows={rows} columns={columnsFor(rows)} />}
      {hasTarget && (
        <>
          <h3 class="sub-heading">The target beside it</h3>
          <p class="note">{targetNote(report)}</p>
          <PlotGrid report={report} plots={target} />
        </>
      )}
    </Section>
  );
}

interface HealthPlot extends SmallPlot {
  /** Of the metric. */
  readonly name: string;
}

function healthPlots(report: RunReport): readonly HealthPlot[] {
  const lateness = {
    name: "generator_lateness",
    axis: timeAxis(true, "Lateness: from due to sent, log scale", "lateness_us"),
    made: madeOfWorst(report.series, "generator_lateness", "median, 99% and latest"),
  };
  const pauses = {
    name: "generator_gc_pause",
    axis: timeAxis(false, "Garbage collection: the longest pause of each second", "longest_pause_us"),
    made: madeOfWorst(report.series, "generator_gc_pause", "the longest pause"),
  };
  const gauges = healthGauges(report).map(({ name, unit, curves }) => {
    const axis = {
      title: metricTitle(name),
      csvTitle: csvTitleOf(name, unit),
      format: (value: number) => formatQuantity(value, unit),
      ...(unit === "byte" ? { increments: binarySteps } : {}),
    };
    return { name, axis, curves, made: madeOfGauges(report.series, [name]) };
  });
  return [
    { ...lateness, curves: latenessOverTime(report.series) },
    ...gauges,
    { ...pauses, curves: pausesOverTime(report.series) },
  ].filter(({ curves }) => curves.length > 0);
}

/** 1 B to 1 TiB, doubling: ticks at whole KiB and MiB. */
const binarySteps = Array.from({ length: 41 }, (_, power) => 2 ** power);

function note({ metrics }: RunReport): string {
  const scheduled = metrics.some(({ name }) => name === "generator_lateness");
  return [
    "wsrig measures itself: what is here is part of what it measured of the target.",
    scheduled
      ? "Lateness is the time from a message being due to its being sent; corrected latency holds it, service latency does not."
      : "",
    "A process of wsrig uses one core at most; near that it can send no faster.",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function targetNote(report: RunReport): string {
  const costs = targetCosts(report);
  const read = "Read once a second from the system for the process that was watched.";
  return costs.length === 0 ? read : `${read} It took ${costs.join(" and ")}.`;
}

/** Columns that no worker has a figure for are left out. */
function columnsFor(rows: readonly WorkerRow[]): readonly Column<WorkerRow>[] {
  return [name, ...figures.filter(({ csv }) => rows.some((row) => csv(row) !== undefined))];
}

const name: Column<WorkerRow> = {
  title: "Of",
  csvTitle: "of",
  cell: ({ label, colour }) => (colour === undefined ? label : <LaneName lane={{ label, colour }} />),
  csv: ({ label }) => label,
};

const figures: readonly Column<WorkerRow>[] = [
  time("Late, median", "lateness_p50_us", ({ lateness }) => lateness?.p50),
  time("Late, 99%", "lateness_p99_us", ({ lateness }) => lateness?.p99),
  time("Late, most", "lateness_max_us", ({ lateness }) => lateness?.max),
  {
    title: "CPU, most",
    csvTitle: "cpu_max_core",
    numeric: true,
    cell: ({ cpu }) => quantityOrDash(cpu?.max, "core"),
    csv: ({ cpu }) => cpu?.max,
  },
  time("Event loop held up", "event_loop_delay_max_us", ({ eventLoopDelay }) => eventLoopDelay?.max),
  {
    title: "GC pauses",
    csvTitle: "gc_pauses",
    numeric: true,
    cell: ({ gcPause }) => (gcPause === undefined ? "–" : formatCount(gcPause.count)),
    csv: ({ gcPause }) => gcPause?.count,
  },
  time("GC, longest", "gc_pause_max_us", ({ gcPause }) => gcPause?.max),
];

function time(
  title: string,
  csvTitle: string,
  csv: (row: WorkerRow) => number | undefined,
): Column<WorkerRow> {
  return { title, csvTitle, numeric: true, csv, cell: (row) => quantityOrDash(csv(row), "us") };
}
