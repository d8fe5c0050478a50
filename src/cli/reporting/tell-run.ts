// What every run tells those who watch: what begins, the figures that the report ends with, how it ended.

import type { Problem } from "../../link/conversation.js";
import type { LiveEvent } from "../../link/live-event.js";
import { readEnvironment } from "../../metrics/environment.js";
import type { ReportMetric, RunReport } from "../../metrics/run-report.js";
import type { LiveSink } from "../../ui/live/live-sink.js";
import type { ExitCode } from "../exit-code.js";
import { withSeed } from "./repeat-command.js";
import type { ReportedRun } from "./reported-run.js";
import type { Reporting } from "./reporting.js";

/** Before anything is dialled. */
export function tellBeginning(
  sink: LiveSink,
  run: Omit<ReportedRun, "work">,
  { reporting, startedAt }: { readonly reporting: Reporting; readonly startedAt: Date },
): void {
  sink.tell({
    kind: "began",
    run: {
      kind: run.kind ?? "run",
      name: run.name,
      command: [...withSeed(run.repeat, reporting.seed)],
      startedAt: startedAt.toISOString(),
      target: { url: run.url },
      plan: { ...run.plan, tags: reporting.tags, seed: reporting.seed },
      environment: run.environment ?? readEnvironment(),
    },
    loads: [...(run.loads ?? [])],
  });
}

/** The metrics and thresholds of the report, so that what was told last is what the report says. */
export function tellResult(sink: LiveSink, report: RunReport): void {
  sink.tell({
    kind: "second",
    points: [],
    metrics: report.metrics.map(withoutHistogram),
    durationMs: report.durationMs,
  });
  sink.tell({ kind: "thresholds", thresholds: report.thresholds });
}

/** The report is in `folder`. */
export function tellEnd(
  sink: LiveSink,
  { verdict }: RunReport,
  end: { readonly exitCode: ExitCode; readonly folder: string },
): void {
  sink.tell({ kind: "ended", verdict, ...end });
}

/** It ended without a report. */
export function failedEvent(problem: Problem, exitCode: ExitCode): LiveEvent {
  return { kind: "failed", problem, exitCode };
}

function withoutHistogram(metric: ReportMetric): ReportMetric {
  if (metric.kind !== "trend") return metric;
  const { hdr: _hdr, ...figures } = metric;
  return figures;
}
