// The large figures of a run under way, each with its last minute.

import type { SeriesPoint } from "../../../metrics/run-report.js";
import { formatCount, formatUs } from "../../../units.js";
import type { LiveRun } from "../state/live-run.js";

/** Which figure; its words are `words.live.figures[name]`. */
export type FigureName =
  | "rate"
  | "p50"
  | "p99"
  | "corrected"
  | "clients"
  | "open"
  | "errors"
  | "dropped"
  | "lateness"
  | "cpu";

/** One figure. */
export interface LiveFigure {
  readonly name: FigureName;
  /** With its unit; a dash where it is not known now. */
  readonly text: string;
  /** `bad`: errors, or what makes the run invalid if it stays so. */
  readonly tone?: "bad";
  /** Second by second, the newest last; empty where there is nothing to draw. */
  readonly recent: readonly number[];
}

/** From there on a run is invalid, where its plan does not say (engine/run's limits by default). */
const latestMs = 10;
const busiestCore = 0.9;

/** The figures that the run has, in reading order. */
export function liveFigures(run: LiveRun): readonly LiveFigure[] {
  const { figures } = run;
  const recent = recentSeconds(run.series.points);
  const of = (read: (second: RecentSecond) => number | undefined): readonly number[] =>
    recent.flatMap((second) => read(second) ?? []);
  const limits = limitsOf(run);
  const { messagesPerSecond, errors = 0, dropped = 0, latenessP99Us, generatorCpu } = figures;
  const all: readonly (Pick<LiveFigure, "name" | "recent" | "tone"> & {
    readonly value: number | undefined;
    readonly format: (value: number) => string;
  })[] = [
    { name: "rate", value: messagesPerSecond, format: perSecond, recent: of(({ received }) => received) },
    { name: "p50", value: figures.p50Us, format: formatUs, recent: of(({ latency }) => latency?.p50) },
    { name: "p99", value: figures.p99Us, format: formatUs, recent: of(({ latency }) => latency?.p99) },
    {
      name: "corrected",
      value: figures.correctedP99Us,
      format: formatUs,
      recent: of(({ corrected }) => corrected?.p99),
    },
    { name: "clients", value: figures.clients, format: formatCount, recent: of(({ clients }) => clients) },
    { name: "open", value: figures.open, format: formatCount, recent: of(({ open }) => open) },
    {
      name: "errors",
      value: figures.errors,
      format: formatCount,
      recent: of(({ troubles = 0 }) => troubles),
      ...bad(errors > 0),
    },
    {
      name: "dropped",
      value: figures.dropped,
      format: formatCount,
      recent: of(({ unsent = 0 }) => unsent),
      ...bad(dropped > 0),
    },
    {
      name: "lateness",
      value: latenessP99Us,
      format: formatUs,
      recent: of(({ lateness }) => lateness?.p99),
      ...bad((latenessP99Us ?? 0) > limits.latenessP99Ms * 1_000),
    },
    {
      name: "cpu",
      value: generatorCpu,
      format: (value) => `${formatCount(Math.round(value * 100))}%`,
      recent: of(({ cpu }) => cpu),
      ...bad((generatorCpu ?? 0) > limits.cpuShare),
    },
  ];
  return all.flatMap(({ value, format, ...figure }) => {
    // A figure that was there once keeps its place: nothing jumps while phases change. Clients are told only where they differ.
    const isKept = figure.name !== "clients" && figure.recent.some((one) => one > 0);
    if (value === undefined && !isKept) return [];
    return [{ ...figure, text: value === undefined ? "–" : format(value) }];
  });
}

/** As the plan of the run has them. */
function limitsOf({ began }: LiveRun): { readonly latenessP99Ms: number; readonly cpuShare: number } {
  const { latenessP99Ms, cpuShare } = (began?.run.plan.limits ?? {}) as Readonly<Record<string, unknown>>;
  return {
    latenessP99Ms: typeof latenessP99Ms === "number" ? latenessP99Ms : latestMs,
    cpuShare: typeof cpuShare === "number" ? cpuShare : busiestCore,
  };
}

/** What all tag sets did in one second. */
interface RecentSecond {
  received?: number;
  latency?: Trend;
  corrected?: Trend;
  lateness?: Trend;
  clients?: number;
  open?: number;
  troubles?: number;
  unsent?: number;
  cpu?: number;
}

type Trend = SeriesPoint["trends"][string];

const recentMs = 60_000;

/** The points of the last minute by their time, oldest first. */
function recentSeconds(points: readonly SeriesPoint[]): readonly RecentSecond[] {
  const latestMs = points.at(-1)?.atMs ?? 0;
  const byTime = new Map<number, RecentSecond>();
  for (let index = points.length - 1; index >= 0; index--) {
    const point = points[index];
    if (point === undefined || point.atMs <= latestMs - recentMs) break;
    const second = byTime.get(point.atMs) ?? {};
    byTime.set(point.atMs, second);
    addPoint(second, point);
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([, second]) => second);
}

function addPoint(second: RecentSecond, { counters, gauges, trends, spanMs = 1_000 }: SeriesPoint): void {
  const rate = (...names: readonly string[]): number | undefined => {
    const own = names.flatMap((name) => counters[name] ?? []);
    return own.length === 0 ? undefined : (own.reduce((sum, one) => sum + one, 0) * 1_000) / spanMs;
  };
  add(second, "received", rate("ws_msgs_received"));
  add(second, "troubles", rate("ws_errors", "ws_msgs_lost"));
  add(second, "unsent", rate("ws_msgs_dropped", "dropped_iterations"));
  add(second, "open", gauges.ws_open_connections);
  add(second, "clients", gauges.ws_clients);
  if (gauges.generator_cpu !== undefined) second.cpu = Math.max(second.cpu ?? 0, gauges.generator_cpu);
  keepLargest(second, "latency", trends.ws_msg_latency);
  keepLargest(second, "corrected", trends.ws_msg_latency_corrected);
  keepLargest(second, "lateness", trends.generator_lateness);
}

function add(
  second: RecentSecond,
  name: "received" | "troubles" | "unsent" | "open" | "clients",
  more: number | undefined,
): void {
  if (more !== undefined) second[name] = (second[name] ?? 0) + more;
}

/** As the figures of now: percentiles of several tag sets cannot be added, so those of the one with most samples stand. */
function keepLargest(
  second: RecentSecond,
  name: "latency" | "corrected" | "lateness",
  trend: Trend | undefined,
): void {
  if (trend !== undefined && trend.count > (second[name]?.count ?? 0)) second[name] = trend;
}

function perSecond(value: number): string {
  return `${formatCount(value)} /s`;
}

function bad(isBad: boolean): { readonly tone?: "bad" } {
  return isBad ? { tone: "bad" } : {};
}
