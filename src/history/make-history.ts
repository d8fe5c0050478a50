// From the entries of all runs to the one document.

import { defaultLevel, defaultNoise } from "../compare/compared-figure.js";
import {
  type HistoryFigure,
  type HistoryRun,
  type HistorySeries,
  type HistoryTrend,
  historySchemaVersion,
  type RunHistory,
} from "../metrics/history.js";
import type { HistoryEntry } from "./history-entry.js";
import { headlineOf, historySentences, type PlacedChange } from "./history-words.js";
import { toldFirst } from "./trend-figures.js";
import { seriesTrends } from "./trends.js";

/** Options of {@link makeHistory}. */
export interface HistoryOptions {
  /** As the user wrote it. */
  readonly folder: string;
  readonly madeAt: Date;
  readonly toolVersion: string;
  readonly skipped?: RunHistory["skipped"];
  /** Tag that names the build. Default: version, commit, build or release, the first that a run has. */
  readonly buildTag?: string | undefined;
  /** Default: all, and the usual ones told first. */
  readonly figures?: readonly HistoryFigure[] | undefined;
  /** Default {@link defaultNoise}. */
  readonly noise?: number | undefined;
  /** See `pagesAt` of the document. */
  readonly pagesAt?: string | undefined;
}

const buildTags = ["version", "commit", "build", "release"];

/** The history of runs. Pure: the same entries in any order give the same document. @param entries - At least one. */
export function makeHistory(entries: readonly HistoryEntry[], options: HistoryOptions): RunHistory {
  const sorted = [...entries].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  const buildTag = options.buildTag ?? buildTags.find((tag) => sorted.some(({ run }) => tag in run.tags));
  const { series, seriesOf } = groupSeries(sorted);
  const runs = sorted.map(({ run }, index): HistoryRun => {
    const build = buildTag === undefined ? undefined : run.tags[buildTag];
    return { ...run, ...(build !== undefined && { build }), series: seriesOf[index] ?? 0 };
  });
  const shared = {
    runs,
    gates: options.figures ?? toldFirst,
    isGatesOnly: options.figures !== undefined,
    noise: options.noise ?? defaultNoise,
    level: defaultLevel,
    buildTag,
  };
  const trends = series.flatMap((one, index) =>
    seriesTrends({ ...shared, series: index, runIndexes: one.runs }),
  );
  const skipped = [...(options.skipped ?? [])];
  const changes = placedChanges(trends);
  return {
    schemaVersion: historySchemaVersion,
    kind: "history",
    tool: { name: "wsrig", version: options.toolVersion },
    madeAt: options.madeAt.toISOString(),
    folder: options.folder,
    ...(options.pagesAt !== undefined && { pagesAt: options.pagesAt }),
    ...(buildTag !== undefined && { buildTag }),
    noise: shared.noise,
    level: defaultLevel,
    headline: headlineOf({ runs, series, trends }, changes[0]),
    sentences: [...historySentences({ runs, series, skipped }, changes)],
    runs,
    skipped,
    series,
    trends: [...trends],
  };
}

/**
 * Changes for the worse of figures that are told first, which no later change of the same figure took back, and which at most
 * `lastRuns` runs of their series followed.
 */
export function freshRegressions({ trends, runs }: RunHistory, lastRuns = 10): readonly PlacedChange[] {
  return placedChanges(trends).filter(({ trend, change }) => {
    const since = trend.points.filter(
      ({ run }) => run >= change.after && runs[run]?.leftOut === undefined,
    ).length;
    return trend.gates && change.isLast && change.verdict === "worse" && since <= lastRuns;
  });
}

/** All changes: of figures told first before others, the newest first, of one moment the worse ones first. */
function placedChanges(trends: readonly HistoryTrend[]): readonly PlacedChange[] {
  return trends
    .flatMap((trend) => trend.changes.map((change) => ({ trend, change })))
    .sort(
      (a, b) =>
        Number(b.trend.gates) - Number(a.trend.gates) ||
        b.change.after - a.change.after ||
        b.change.verdict.localeCompare(a.change.verdict),
    );
}

interface Grouped {
  readonly series: HistorySeries[];
  /** By index of the run. */
  readonly seriesOf: readonly number[];
}

function groupSeries(sorted: readonly HistoryEntry[]): Grouped {
  const byKey = new Map<string, HistorySeries>();
  for (const [index, { run, plan, machine }] of sorted.entries()) {
    const key = JSON.stringify([run.name, run.kind, plan, machine]);
    const found = byKey.get(key) ?? { name: run.name, kind: run.kind, plan, machine, runs: [] };
    found.runs.push(index);
    byKey.set(key, found);
  }
  const newest = ({ runs }: HistorySeries): number => runs.at(-1) ?? 0;
  const series = [...byKey.values()].sort((a, b) => newest(b) - newest(a));
  const seriesOf: number[] = [];
  for (const [index, { runs }] of series.entries()) for (const run of runs) seriesOf[run] = index;
  return { series, seriesOf };
}

function isBefore({ run: a }: HistoryEntry, { run: b }: HistoryEntry): boolean {
  const [from, to] = [Date.parse(a.startedAt), Date.parse(b.startedAt)];
  return from === to ? a.folder < b.folder : from < to;
}
