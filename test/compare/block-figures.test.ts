import { expect, test } from "vitest";
import { blockFigures } from "../../src/compare/block-figures.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import type { ReportMetric } from "../../src/metrics/run-report.js";

const steady = { phase: "steady" };

function trend(name: string, tags: Record<string, string>, us: readonly number[]): ReportMetric {
  const histogram = new LatencyHistogram();
  for (const one of us) histogram.record(one);
  const { minUs = 0, maxUs = 0 } = histogram;
  return {
    name,
    tags,
    kind: "trend",
    unit: "us",
    count: us.length,
    min: minUs,
    max: maxUs,
    hdr: histogram.toBase64(),
  };
}

function counter(name: string, tags: Record<string, string>, count: number): ReportMetric {
  return { name, tags, kind: "counter", unit: "1", count, ratePerSecond: 0 };
}

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

test("the figures of a block are those of the measured phases, warm-up left out", () => {
  const metrics = [
    trend("ws_msg_latency", steady, hundred),
    trend("ws_msg_latency", { phase: "warm-up" }, [90_000]),
    counter("ws_msgs_sent", steady, 100),
    counter("ws_msgs_sent", { phase: "warm-up" }, 1),
    counter("ws_msgs_answered", steady, 98),
    counter("ws_msgs_lost", steady, 2),
    counter("data_sent", steady, 3_800),
    counter("data_received", steady, 3_400),
    trend("ws_connecting", {}, [700, 800, 900]),
    { name: "target_cpu_per_message", tags: {}, kind: "gauge", unit: "us", min: 7, max: 7, last: 7 },
  ] satisfies ReportMetric[];
  const { figures, latency } = blockFigures({ metrics, measuredMs: 500 });
  expect(figures).toEqual({
    p50: 50,
    p90: 90,
    p99: 99,
    p999: 100,
    throughput: 196,
    errorRate: 0.02,
    handshake: 800,
    cpuPerMessage: 7,
    bytesPerMessage: 72,
  });
  expect(latency).toMatchObject({ metric: "ws_msg_latency", count: 100, min: 1, max: 100 });
});

test("where messages have due times the latency is the corrected one", () => {
  const metrics = [trend("ws_msg_latency", steady, [10]), trend("ws_msg_latency_corrected", steady, [30])];
  const { figures, latency } = blockFigures({ metrics, measuredMs: 500 });
  expect(figures).toEqual({ p50: 30, p90: 30, p99: 30, p999: 30 });
  expect(latency?.metric).toBe("ws_msg_latency_corrected");
});

test("dropped messages and failed connections are errors too, and never more than all", () => {
  const metrics = [
    counter("ws_msgs_sent", steady, 5),
    counter("ws_msgs_answered", steady, 0),
    counter("ws_msgs_dropped", steady, 5),
    counter("ws_errors", { step: "tcp", code: "refused" }, 20),
  ];
  expect(blockFigures({ metrics, measuredMs: 1_000 }).figures).toEqual({ throughput: 0, errorRate: 1 });
});

test("where no connection opened all has failed; connections that only wait have no rate of errors", () => {
  const metrics = [counter("ws_errors", { step: "upgrade", code: "503" }, 20)];
  expect(blockFigures({ metrics, measuredMs: 1_000 }).figures).toEqual({ errorRate: 1 });
  const waiting = [...metrics, counter("ws_sessions", {}, 980)];
  expect(blockFigures({ metrics: waiting, measuredMs: 1_000 }).figures).toEqual({});
});

test("throughput is of answers within the measured time: those after it are not in it, those owed from the warm-up are", () => {
  // 1,000 due a second, 500 answered a second: 500 owed from a warm-up of 1 s, 2,000 due in 2 s, of which 500 are answered in time.
  const metrics = [
    counter("ws_msgs_sent", { phase: "warm-up" }, 1_000),
    counter("ws_msgs_answered", { phase: "warm-up" }, 1_000),
    counter("ws_msgs_answered_after", { phase: "warm-up" }, 500),
    counter("ws_msgs_sent", steady, 2_000),
    counter("ws_msgs_answered", steady, 2_000),
    counter("ws_msgs_answered_after", steady, 1_500),
  ];
  expect(blockFigures({ metrics, measuredMs: 2_000 }).figures.throughput).toBe(500);
});

test("a script's messages are not counted as answers, so it has no throughput rather than one of 0", () => {
  const metrics = [counter("ws_msgs_sent", steady, 50), counter("ws_msgs_received", steady, 50)];
  expect(blockFigures({ metrics, measuredMs: 1_000 }).figures).toEqual({ errorRate: 0 });
});

test("a run without messages has no figures", () => {
  expect(blockFigures({ metrics: [], measuredMs: 1_000 })).toEqual({ figures: {} });
});
