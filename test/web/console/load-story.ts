// A made-up load as events, second by second: the figures of open-load-report.ts, gathered by the real collector.

import { figuresOf } from "../../../src/cli/progress/progress-figures.js";
import type { LiveEvent } from "../../../src/link/live-event.js";
import type { ReportDocuments } from "../../../src/link/report-documents.js";
import type { ReportMetric, RunReport } from "../../../src/metrics/run-report.js";
import { reportDocumentsOf } from "../../../src/ui/report-documents-of.js";
import { openLoadReport, openLoadSeconds } from "../open-load-report.js";

/** See the file's first line. */
export interface LoadStory {
  readonly report: RunReport;
  readonly documents: ReportDocuments;
  /** Told before the first second. */
  readonly begin: readonly LiveEvent[];
  /** What is told after each second. */
  readonly seconds: readonly (readonly LiveEvent[])[];
  readonly ended: LiveEvent;
}

/** @param startedAtMs - When its activity began, by the wall clock. */
export async function loadStory({ startedAtMs = Date.now() } = {}): Promise<LoadStory> {
  const seconds: LiveEvent[][] = [];
  const report = await openLoadReport({}, (collector, second) => {
    const atMs = (second + 1) * 1_000;
    const points = collector.series().filter((point) => point.atMs === atMs);
    const open = points.reduce((sum, { gauges }) => sum + (gauges.ws_open_connections ?? 0), 0);
    const figures = { phase: second < 3 ? "warm-up" : "steady", open, ...figuresOf(points, collector) };
    seconds.push([
      {
        kind: "figures",
        figures: Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)),
      },
      {
        kind: "second",
        points,
        metrics: collector.metrics(atMs).map(withoutHistogram),
        durationMs: atMs,
      },
      { kind: "thresholds", thresholds: thresholdsAt(second) },
    ]);
  });
  const { kind, name, command, startedAt, plan, environment, target, loads = [] } = report;
  return {
    report,
    documents: reportDocumentsOf(report),
    begin: [
      {
        kind: "began",
        run: { kind, name, command, startedAt, plan, environment, target },
        loads,
      },
      {
        kind: "activity",
        activity: "orders and chat",
        startedAtMs,
        totalMs: openLoadSeconds * 1_000,
      },
    ],
    seconds,
    ended: {
      kind: "ended",
      verdict: report.verdict,
      exitCode: 0,
      folder: "reports/2026-03-04T05-06-07-shop",
    },
  };
}

/** The first one is missed from the stall in second 14 on. */
function thresholdsAt(second: number): RunReport["thresholds"] {
  return [
    {
      metric: "ws_msg_latency_corrected{load:orders}",
      expression: "p(99) < 50ms",
      ok: second < 14,
      observed: second < 14 ? 1_900 : 620_000,
    },
    { metric: "ws_msgs_dropped", expression: "count < 1000", ok: true, observed: second < 22 ? 0 : 40 },
  ];
}

function withoutHistogram(metric: ReportMetric): ReportMetric {
  if (metric.kind !== "trend") return metric;
  const { hdr: _, ...rest } = metric;
  return rest;
}
