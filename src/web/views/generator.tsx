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
import { says } from "../words/report-words.js";
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
    <Section id="generator" title={says.generator.title} note={note(report)}>
      <PlotGrid report={report} plots={own} />
      {rows.length > 0 && <DataTable label={says.generator.title} rows={rows} columns={columnsFor(rows)} />}
      {hasTarget && (
        <>
          <h3 class="sub-heading">{says.generator.target}</h3>
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
    axis: timeAxis(true, says.generator.latenessAxis, "lateness_us"),
    made: madeOfWorst(report.series, "generator_lateness", says.generator.latenessFigures),
  };
  const pauses = {
    name: "generator_gc_pause",
    axis: timeAxis(false, says.generator.pausesAxis, "longest_pause_us"),
    made: madeOfWorst(report.series, "generator_gc_pause", says.generator.pauseFigures),
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
  return [says.generator.note, scheduled ? says.generator.latenessNote : "", says.generator.coreNote]
    .filter((sentence) => sentence !== "")
    .join(says.betweenSentences);
}

function targetNote(report: RunReport): string {
  const costs = targetCosts(report);
  const read = says.generator.targetNote;
  return costs.length === 0 ? read : [read, says.generator.costs(costs)].join(says.betweenSentences);
}

/** Columns that no worker has a figure for are left out. */
function columnsFor(rows: readonly WorkerRow[]): readonly Column<WorkerRow>[] {
  return [name, ...figures.filter(({ csv }) => rows.some((row) => csv(row) !== undefined))];
}

const name: Column<WorkerRow> = {
  title: says.generator.of,
  csvTitle: "of",
  cell: ({ label, colour }) => (colour === undefined ? label : <LaneName lane={{ label, colour }} />),
  csv: ({ label }) => label,
};

const figures: readonly Column<WorkerRow>[] = [
  time(says.generator.lateMedian, "lateness_p50_us", ({ lateness }) => lateness?.p50),
  time(says.generator.late99, "lateness_p99_us", ({ lateness }) => lateness?.p99),
  time(says.generator.lateMost, "lateness_max_us", ({ lateness }) => lateness?.max),
  {
    title: says.generator.cpu,
    csvTitle: "cpu_max_core",
    numeric: true,
    cell: ({ cpu }) => quantityOrDash(cpu?.max, "core"),
    csv: ({ cpu }) => cpu?.max,
  },
  time(says.generator.eventLoop, "event_loop_delay_max_us", ({ eventLoopDelay }) => eventLoopDelay?.max),
  {
    title: says.generator.pauses,
    csvTitle: "gc_pauses",
    numeric: true,
    cell: ({ gcPause }) => (gcPause === undefined ? "–" : formatCount(gcPause.count)),
    csv: ({ gcPause }) => gcPause?.count,
  },
  time(says.generator.longestPause, "gc_pause_max_us", ({ gcPause }) => gcPause?.max),
];

function time(
  title: string,
  csvTitle: string,
  csv: (row: WorkerRow) => number | undefined,
): Column<WorkerRow> {
  return { title, csvTitle, numeric: true, csv, cell: (row) => quantityOrDash(csv(row), "us") };
}
