// Figures and curves of the generator, worker by worker.

import { beforeAll, expect, test } from "vitest";
import type { ReportMetric, RunReport, SeriesPoint, Tags } from "../../../src/metrics/run-report.js";
import {
  healthGauges,
  latenessOverTime,
  pausesOverTime,
  workerRows,
} from "../../../src/web/data/generator-health.js";
import { openLoadReport } from "../open-load-report.js";
import { plainSource, writtenSource } from "../report-source.js";
import { sampleReport } from "../sample-report.js";

let open: RunReport;
beforeAll(async () => {
  open = await openLoadReport();
});

function point(tags: Tags, changes: Partial<SeriesPoint>): SeriesPoint {
  return { atMs: 1_000, spanMs: 1_000, tags: { ...tags }, counters: {}, gauges: {}, trends: {}, ...changes };
}

test("the generator's figures stand worker by worker, below those of all", () => {
  const rows = workerRows(writtenSource(open));
  expect(
    rows.map(({ label, lateness, cpu, eventLoopDelay, gcPause }) => [
      label,
      lateness?.p99,
      cpu && Number(cpu.max.toFixed(3)),
      eventLoopDelay?.max,
      gcPause?.max,
    ]),
  ).toEqual([
    ["all", 915, undefined, undefined, undefined],
    ["worker 1", undefined, 0.497, 1_292, 1_486],
    ["worker 2", undefined, 0.545, 24_000, 23_400],
  ]);
});

test("a generator without workers has one row", () => {
  const cpu: ReportMetric = {
    name: "generator_cpu",
    tags: {},
    kind: "gauge",
    unit: "core",
    min: 0,
    max: 0.9,
    last: 0.5,
  };
  expect(workerRows(plainSource(sampleReport({ metrics: [cpu] })))).toMatchObject([
    { label: "generator", cpu: { max: 0.9 } },
  ]);
  const alone = { ...cpu, tags: { worker: "1" } };
  expect(workerRows(plainSource(sampleReport({ metrics: [alone] })))).toMatchObject([
    { label: "generator", cpu: { max: 0.9 } },
  ]);
  expect(workerRows(plainSource(sampleReport({ metrics: [] })))).toEqual([]);
});

test("ten workers have a row and a curve each, of one name and one colour, in the order of their numbers", () => {
  // As the report has them: in the order of their first second.
  const workers = ["10", "3", "1", "2", "4", "5", "6", "7", "8", "9"];
  const metrics = workers.map(
    (worker): ReportMetric => ({
      name: "generator_cpu",
      tags: { worker },
      kind: "gauge",
      unit: "core",
      min: 0,
      max: Number(worker),
      last: 0,
    }),
  );
  const pause = { count: 1, p50: 1, p90: 1, p99: 1, max: 1 };
  const series = workers.map((worker) =>
    point({ worker }, { gauges: { generator_cpu: 1 }, trends: { generator_gc_pause: pause } }),
  );
  const report = sampleReport({ metrics, series });
  const looks = (all: readonly { readonly label: string; readonly colour: number | undefined }[]) =>
    all.map(({ label, colour }) => [label, colour]);
  const expected = Array.from({ length: 10 }, (_, index) => [`worker ${index + 1}`, index]);
  expect(looks(workerRows(plainSource(report)))).toEqual(expected);
  expect(looks(healthGauges(report)[0]?.curves ?? [])).toEqual(expected);
  expect(looks(pausesOverTime(series))).toEqual(expected);
});

test("the lateness of a second that loads share is that of the latest one", () => {
  const late = (load: string, us: number): SeriesPoint => {
    const generator_lateness = { count: 1, p50: us, p90: us, p99: us + 1, max: us + 2 };
    return point({ load, phase: "steady" }, { trends: { generator_lateness } });
  };
  expect(
    latenessOverTime([late("a", 10), late("b", 30)]).map(({ label, points }) => [label, points]),
  ).toEqual([
    ["median", [[0.5, 30]]],
    ["99%", [[0.5, 31]]],
    ["latest", [[0.5, 32]]],
  ]);
  expect(latenessOverTime([point({}, {})])).toEqual([]);
});
