// A run as its events tell it: enough for the report's own sections to draw it while it goes on.

import type { LiveEvent, LiveFigures } from "../../../link/live-event.js";
import type { ReportBlock } from "../../../metrics/comparison-report.js";
import type { ReportCheck, ReportMetric, RunReport } from "../../../metrics/run-report.js";
import { ratesSoFar } from "../data/live-rates.js";
import { type LiveSeries, noSeries, seriesAfter } from "../data/live-series.js";

type Told<Kind extends LiveEvent["kind"]> = Extract<LiveEvent, { readonly kind: Kind }>;

/** See the file's first line. Lists are bounded, however long the run is. */
export interface LiveRun {
  /** Absent until it is told what runs. */
  readonly began?: Told<"began">;
  readonly activity?: Told<"activity">;
  readonly figures: LiveFigures;
  readonly series: LiveSeries;
  readonly metrics: readonly ReportMetric[];
  /** Of the run so far. */
  readonly durationMs: number;
  readonly thresholds: RunReport["thresholds"];
  /** Of all checks so far. */
  readonly checkCounts: Readonly<Record<ReportCheck["status"], number>>;
  /** The first {@link keptChecks} that were told. */
  readonly checks: readonly ReportCheck[];
  /** Of conformance cases, by peer. */
  readonly agents: Told<"cases">["agents"];
  readonly blocks: readonly ReportBlock[];
  /** How many blocks there will be; 0 without any. */
  readonly blocksOf: number;
  /** The last {@link keptNotes}. */
  readonly notes: readonly string[];
  readonly ended?: Told<"ended">;
  readonly failed?: Told<"failed">;
}

/** More checks than these would be no reading matter. */
export const keptChecks = 1_000;
/** Likewise of notes: the last ones. */
export const keptNotes = 50;
const keptBlocks = 2_000;

const nothingTold: LiveRun = {
  figures: {},
  series: noSeries,
  metrics: [],
  durationMs: 0,
  thresholds: [],
  checkCounts: { pass: 0, fail: 0, notApplicable: 0 },
  checks: [],
  agents: [],
  blocks: [],
  blocksOf: 0,
  notes: [],
};

/** The run after more events; one that begins takes the place of the one before. */
export function liveAfter(before: LiveRun | undefined, events: readonly LiveEvent[]): LiveRun {
  return events.reduce(afterOne, before ?? nothingTold);
}

/** The same for all states of one run, another one for the next run. */
export function runKey({ began }: LiveRun): string {
  return began === undefined ? "" : `${began.run.startedAt} ${began.run.command.join(" ")}`;
}

/** Whether it goes on. */
export function isUnderWay({ ended, failed }: LiveRun): boolean {
  return ended === undefined && failed === undefined;
}

/**
 * What is known so far as a report, for the views that draw reports; `undefined` before the run is known. Its verdict says
 * nothing until the run has ended.
 */
export function liveReport(run: LiveRun): RunReport | undefined {
  if (run.began === undefined) return undefined;
  const { kind, name, command, startedAt, plan, environment, target } = run.began.run;
  return {
    schemaVersion: 1,
    kind,
    name,
    tool: { name: "wsrig", version: "" },
    startedAt,
    durationMs: run.durationMs,
    command: [...command],
    target,
    plan,
    environment,
    verdict: run.ended?.verdict ?? "interrupted",
    reasons: [],
    checks: [...run.checks],
    metrics: [...(isUnderWay(run) ? ratesSoFar(run.metrics, run.series.points) : run.metrics)],
    // The very array: what the views have worked out of it is kept by it.
    series: run.series.points as RunReport["series"],
    thresholds: run.thresholds,
    ...(run.began.loads.length > 0 && { loads: run.began.loads }),
    ...(run.blocks.length > 0 && { blocks: [...run.blocks] }),
    warnings: [],
  };
}

function afterOne(run: LiveRun, event: LiveEvent): LiveRun {
  switch (event.kind) {
    case "began":
      return { ...nothingTold, began: event };
    case "activity":
      return { ...run, activity: event };
    case "figures":
      return { ...run, figures: event.figures };
    case "second":
      return {
        ...run,
        series: seriesAfter(run.series, event.points),
        metrics: event.metrics,
        durationMs: event.durationMs,
      };
    case "thresholds":
      return { ...run, thresholds: event.thresholds };
    case "check":
      return withCheck(run, event.check);
    case "checkCounts": {
      const { pass, fail, notApplicable } = event;
      return { ...run, checkCounts: { pass, fail, notApplicable } };
    }
    case "cases":
      return { ...run, agents: event.agents };
    case "block":
      return { ...run, blocks: [...run.blocks, event.block].slice(-keptBlocks), blocksOf: event.of };
    case "note":
      return { ...run, notes: [...run.notes, event.text].slice(-keptNotes) };
    case "ended":
      return { ...run, ended: event };
    case "failed":
      return { ...run, failed: event };
    default:
      return event satisfies never;
  }
}

function withCheck(run: LiveRun, check: ReportCheck): LiveRun {
  const { status } = check;
  const checkCounts = { ...run.checkCounts, [status]: run.checkCounts[status] + 1 };
  const checks = run.checks.length < keptChecks ? [...run.checks, check] : run.checks;
  return { ...run, checkCounts, checks };
}
