// The cells of a heat map: how many samples of each second fell into each coarse bucket of time.

import { addHeat } from "../../figures/heat-text.js";
import { isLoad, isMeasured } from "../../figures/tags.js";
import type { RunReport, SeriesPoint } from "../../metrics/run-report.js";
import { says } from "../words/report-words.js";
import { belongs, type FigureGroup, loadGroups } from "./figure-groups.js";
import { pointSpanMs } from "./lane-seconds.js";

/** The trends whose seconds have heat, as the reader chooses among them. */
const heatTimes = (["ws_msg_latency_corrected", "ws_msg_latency", "generator_lateness"] as const).map(
  (name) => ({
    name,
    ...says.heat.times[name],
  }),
);

/** What is drawn. */
export interface HeatChoice {
  readonly name: string;
  /** Undefined for all loads together. */
  readonly load: FigureGroup | undefined;
  /** `measured`: all but warm-up. */
  readonly phase: "measured" | "all" | { readonly name: string };
}

/** One column: a second of the run, or several where there are too many to draw. */
export interface HeatColumn {
  /** Of the run. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Samples by bucket. */
  readonly counts: ReadonlyMap<number, number>;
}

/** All columns, and what the axes and colours go by. */
export interface HeatGrid {
  readonly columns: readonly HeatColumn[];
  readonly lowestBucket: number;
  readonly highestBucket: number;
  /** Samples of the fullest cell. */
  readonly most: number;
}

/** More columns than this would be thinner than a pixel. */
const maxColumns = 480;

/** The times that have heat in this report, and their loads and phases in order of appearance. */
export function heatOptions(report: RunReport): {
  readonly times: readonly (typeof heatTimes)[number][];
  readonly loads: readonly FigureGroup[];
  readonly phases: readonly string[];
} {
  const warm = report.series.filter(({ trends }) =>
    Object.values(trends).some(({ heat }) => heat !== undefined),
  );
  const loads = loadGroups(report).filter((load) => warm.some(({ tags }) => belongs(tags, load)));
  return {
    times: heatTimes.filter(({ name }) => warm.some(({ trends }) => trends[name]?.heat !== undefined)),
    loads: loads.length > 1 ? loads : [],
    phases: [...new Set(warm.flatMap(({ tags }) => tags.phase ?? []))],
  };
}

/** Adds up what was chosen; undefined where there is nothing. */
export function heatGrid(series: readonly SeriesPoint[], choice: HeatChoice): HeatGrid | undefined {
  const measured = series.filter(({ trends }) => trends[choice.name]?.heat !== undefined);
  // What checks measured by the way is no part of a load.
  const loads = measured.filter(({ tags }) => isLoad(tags));
  const seconds = new Map<number, HeatColumn & { readonly counts: Map<number, number> }>();
  for (const point of loads.length > 0 ? loads : measured) {
    const heat = point.trends[choice.name]?.heat;
    if (heat === undefined || !isChosen(point, choice)) continue;
    const known = seconds.get(point.atMs);
    const from = (point.atMs - pointSpanMs(point)) / 1_000;
    const column = known ?? { fromSeconds: from, toSeconds: point.atMs / 1_000, counts: new Map() };
    addHeat(column.counts, heat);
    seconds.set(point.atMs, column);
  }
  const columns = joinColumns([...seconds.values()].sort((a, b) => a.toSeconds - b.toSeconds));
  const buckets = columns.flatMap(({ counts }) => [...counts.keys()]);
  if (buckets.length === 0) return undefined;
  return {
    columns,
    lowestBucket: buckets.reduce((low, bucket) => Math.min(low, bucket)),
    highestBucket: buckets.reduce((high, bucket) => Math.max(high, bucket)),
    most: columns.reduce((most, { counts }) => Math.max(most, ...counts.values()), 0),
  };
}

function isChosen({ tags }: SeriesPoint, { load, phase }: HeatChoice): boolean {
  if (load !== undefined && !belongs(tags, load)) return false;
  if (phase === "all") return true;
  return phase === "measured" ? isMeasured(tags) : tags.phase === phase.name;
}

function joinColumns(columns: readonly HeatColumn[]): readonly HeatColumn[] {
  const each = Math.ceil(columns.length / maxColumns);
  if (each < 2) return columns;
  return Array.from({ length: Math.ceil(columns.length / each) }, (_, index) => {
    const own = columns.slice(index * each, (index + 1) * each);
    const counts = new Map<number, number>();
    for (const [bucket, count] of own.flatMap((one) => [...one.counts]))
      counts.set(bucket, (counts.get(bucket) ?? 0) + count);
    return { fromSeconds: own[0]?.fromSeconds ?? 0, toSeconds: own.at(-1)?.toSeconds ?? 0, counts };
  });
}
