// How well the generator kept up: figures and curves of each worker, and of the watched target beside it.

import { isMeasured } from "../../figures/tags.js";
import type { GaugeMetric, RunReport, SeriesPoint, TrendMetric } from "../../metrics/run-report.js";
import type { Curve } from "../plots/curve.js";
import { says } from "../words/report-words.js";
import { generatorLateness, isTrend } from "./measured-trends.js";
import type { ReportSource } from "./report-source.js";
import { gaugeOverTime, secondsCurve } from "./time-curves.js";

/** The figures of one worker; of the whole generator where the run had no workers, or the row says so. */
export interface WorkerRow {
  readonly label: string;
  readonly colour: number | undefined;
  /** Of the whole generator only: it is counted by load, not by worker. */
  readonly lateness: TrendMetric | undefined;
  readonly cpu: GaugeMetric | undefined;
  readonly eventLoopDelay: GaugeMetric | undefined;
  readonly gcPause: TrendMetric | undefined;
}

/** Names of the generator's and the target's own levels: they have a section of their own. */
export function isHealthMetric(name: string): boolean {
  return name.startsWith("generator_") || name.startsWith("target_");
}

/** Whether there is anything of the generator or a watched target to show. */
export function hasHealth({ metrics }: RunReport): boolean {
  return metrics.some(({ name }) => isHealthMetric(name));
}

/** One row per worker; with several, all together first. */
export function workerRows(source: ReportSource): readonly WorkerRow[] {
  const { metrics } = source.report;
  const own = metrics.filter(({ name }) => name.startsWith("generator_"));
  const workers = [...new Set(own.flatMap(({ tags }) => tags.worker ?? []))].sort(byNumber);
  const all = { label: says.all, colour: undefined, lateness: generatorLateness(source), ...nothing };
  if (own.length === 0) return [];
  if (workers.length < 2)
    return [{ ...all, label: says.generator.generator, ...levelsOf(source, workers[0]) }];
  const rows = workers.map((worker, index) => ({
    label: says.generator.worker(worker),
    colour: index,
    lateness: undefined,
    ...levelsOf(source, worker),
  }));
  return all.lateness === undefined ? rows : [all, ...rows];
}

/** Median, 99% and highest lateness of each second; where loads or phases share a second, of the latest one. */
export function latenessOverTime(series: readonly SeriesPoint[]): readonly Curve[] {
  const own = withTrend(series, "generator_lateness");
  if (own.length === 0) return [];
  return latenessStatistics.map(({ words, figure, ...looks }) => ({
    label: words,
    colour: 0,
    points: highestOf(own, "generator_lateness", figure),
    ...looks,
  }));
}

/** The longest garbage collection pause of each second, worker by worker. */
export function pausesOverTime(series: readonly SeriesPoint[]): readonly Curve[] {
  const own = withTrend(series, "generator_gc_pause");
  const workers = [...new Set(own.map(({ tags }) => tags.worker ?? ""))].sort(byNumber);
  return workers.map((worker, colour) => ({
    label: workers.length > 1 ? says.generator.worker(worker) : says.statistics.longest,
    colour,
    points: highestOf(
      own.filter(({ tags }) => (tags.worker ?? "") === worker),
      "generator_gc_pause",
      "max",
    ),
  }));
}

/** The gauges of generator and target that the run has, in a fixed order. */
export function healthGauges(report: RunReport): readonly {
  readonly name: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
}[] {
  return gaugeNames.flatMap((name) => {
    const unit = report.metrics.find((metric) => metric.kind === "gauge" && metric.name === name)?.unit;
    const curves = inWorkerOrder(gaugeOverTime(report, name));
    return unit === undefined || curves.length === 0 ? [] : [{ name, unit, curves }];
  });
}

/** Curves of workers are labelled with their number alone. */
function inWorkerOrder(curves: readonly Curve[]): readonly Curve[] {
  if (!curves.every(({ label }) => /^\d+$/.test(label))) return curves;
  return [...curves]
    .sort((a, b) => byNumber(a.label, b.label))
    .map((curve, colour) => ({ ...curve, colour, label: says.generator.worker(curve.label) }));
}

const gaugeNames = [
  "generator_cpu",
  "generator_event_loop_delay",
  "target_cpu",
  "target_memory",
  "target_open_files",
];
const nothing = { cpu: undefined, eventLoopDelay: undefined, gcPause: undefined };

const latenessStatistics = [
  { words: says.statistics.p50, figure: "p50" },
  { words: says.statistics.p99, figure: "p99", dash: [6, 4] },
  { words: says.statistics.latest, figure: "max", dash: [1.5, 3.5] },
] as const;

function withTrend(series: readonly SeriesPoint[], name: string): readonly SeriesPoint[] {
  return series.filter(({ trends }) => trends[name] !== undefined);
}

function highestOf(
  series: readonly SeriesPoint[],
  name: string,
  figure: "p50" | "p99" | "max",
): Curve["points"] {
  return secondsCurve(series, ({ trends }) => trends[name]?.[figure] ?? 0, Math.max);
}

function levelsOf(
  { report: { metrics } }: ReportSource,
  worker: string | undefined,
): Pick<WorkerRow, "cpu" | "eventLoopDelay" | "gcPause"> {
  const own = metrics.filter(({ tags }) => tags.worker === worker && isMeasured(tags));
  const gauge = (name: string): GaugeMetric | undefined =>
    own.filter((metric) => metric.kind === "gauge").find((metric) => metric.name === name);
  return {
    cpu: gauge("generator_cpu"),
    eventLoopDelay: gauge("generator_event_loop_delay"),
    gcPause: own.filter(isTrend).find(({ name }) => name === "generator_gc_pause"),
  };
}

function byNumber(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : 1);
}
