// Made runs over time: reports as wsrig writes them, with invented figures from a fixed seed.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildRunReport, type RunReportInput } from "../../src/metrics/build-report.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { trendMetric } from "../../src/metrics/metric-cells.js";
import type { ReportMetric, RunReport } from "../../src/metrics/run-report.js";
import { type Random, seededRandom } from "../../src/random.js";
import { someMachine } from "../some-machine.js";

/** One made load run. */
export interface MadeRun {
  readonly name?: string;
  /** Day after 2026-11-01, at 03:00 UTC. */
  readonly day: number;
  /** Median latency, µs. */
  readonly medianUs: number;
  readonly perSecond?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly changes?: Partial<RunReportInput>;
}

const measuredMs = 10_000;

/** A closed-loop run of 10 s: 1,000 messages answered within medianUs / 2 to medianUs * 3 / 2. */
export function madeReport(run: MadeRun): RunReport {
  const { name = "load", day, medianUs, perSecond = 1_000, tags = {} } = run;
  const url = run.url ?? `ws://127.0.0.1:${40_000 + (day % 1_000)}/echo`;
  return buildRunReport({
    name,
    startedAt: new Date(Date.UTC(2026, 10, 1 + day, 3)),
    durationMs: measuredMs + 2_000,
    command: ["wsrig", "load", url],
    target: { url },
    plan: {
      seed: day,
      workers: 1,
      tags,
      loads: [{ name: "load", url, executor: { kind: "constant-clients", clients: 10 } }],
    },
    metrics: loadMetrics(medianUs, perSecond),
    environment: someMachine,
    toolVersion: "0.1.0",
    ...run.changes,
  });
}

function loadMetrics(medianUs: number, perSecond: number): ReportMetric[] {
  const latency = new LatencyHistogram();
  for (let step = 0; step < 1_000; step++) latency.record(Math.round(medianUs * (0.5 + step / 1_000)));
  const count = (perSecond * measuredMs) / 1_000;
  const phase = { phase: "steady" };
  const counter = (name: string): ReportMetric => ({
    name,
    tags: phase,
    kind: "counter",
    unit: "1",
    count,
    ratePerSecond: perSecond,
  });
  return [
    trendMetric("ws_msg_latency", phase, latency),
    counter("ws_msgs_sent"),
    counter("ws_msgs_answered"),
  ];
}

/** A factor of log-normal noise with this standard deviation. */
export function noise(random: Random, deviation: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.exp(deviation * normal);
}

/**
 * Runs of one series with 2% noise: the median latency is `4 ms` and becomes 12% worse with version 1.3, two thirds of the
 * way through.
 */
export function steppedRuns(count: number, { name = "load", seed = 3 } = {}): readonly RunReport[] {
  const random = seededRandom(seed);
  const step = Math.floor((count * 2) / 3);
  return Array.from({ length: count }, (_, day) =>
    madeReport({
      name,
      day,
      medianUs: 4_000 * noise(random, 0.02) * (day < step ? 1 : 1.12),
      perSecond: Math.round(1_000 * noise(random, 0.01)),
      tags: { version: day < step / 2 ? "1.1" : day < step ? "1.2" : "1.3" },
    }),
  );
}

/** Writes each report as a run folder, named as a run would be; gives their names. */
export function writeRuns(root: string, reports: readonly RunReport[]): readonly string[] {
  return reports.map((report) => {
    const folder = `${report.startedAt.slice(0, 19).replaceAll(":", "-")}-${report.name}`;
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "report.json"), JSON.stringify(report));
    writeFileSync(join(root, folder, "report.html"), "<!doctype html><title>a run</title>");
    return folder;
  });
}
