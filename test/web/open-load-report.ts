// The report of an open-model run of two loads over two workers: invented figures, gathered and built by the real parts.

import { buildRunReport, type RunReportInput } from "../../src/metrics/build-report.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { FakeClock } from "../fake-clock.js";

/** Seconds of the run; the first three are warm-up. */
export const openLoadSeconds = 30;
const warmUpSeconds = 3;
const workers = ["1", "2"];
const ordersPerSecond = 400;
const chatPerSecond = 10;
const chatReceivers = 40;

/**
 * The run: `orders` asks 400 times a second over 100 connections, `chat` broadcasts to 40 receivers. At 14 s the target
 * stands still for a second; at 22 s ten connections break, five of which come back after 2 s.
 */
export async function openLoadReport(
  changes: Partial<RunReportInput> = {},
  onSecond: (collector: MetricCollector, second: number) => void = () => {},
): Promise<RunReport> {
  const clock = new FakeClock(1_000_000);
  const collector = new MetricCollector({ clock });
  const random = seededRandom(7n);
  openConnections(collector, random);
  collector.start();
  for (let second = 0; second < openLoadSeconds; second++) {
    recordOrders(collector, random, second);
    recordChat(collector, random, second);
    recordGenerator(collector, random, second);
    recordTarget(collector, second);
    await clock.advanceBy(1_000_000);
    collector.sample();
    onSecond(collector, second);
  }
  for (const load of ["orders", "chat"]) {
    collector.addActive({ load, phase: "warm-up" }, warmUpSeconds * 1_000);
    collector.addActive({ load, phase: "steady" }, (openLoadSeconds - warmUpSeconds) * 1_000);
  }
  const medianUs = collector
    .histogram("ws_msg_latency_corrected", { load: "orders", phase: "steady" })
    .percentileUs(50);
  return buildRunReport({
    ...plainInput(),
    thresholds: thresholdsOf(medianUs),
    metrics: collector.metrics(openLoadSeconds * 1_000),
    series: collector.series(),
    ...changes,
  });
}

function plainInput(): RunReportInput {
  return {
    name: "shop",
    startedAt: new Date(Date.UTC(2026, 2, 4, 5, 6, 7)),
    durationMs: openLoadSeconds * 1_000,
    command: ["wsrig", "run", "shop.mjs", "--workers", "2"],
    target: { url: "ws://127.0.0.1:9001/echo" },
    plan: { seed: 42, workers: 2, pacing: "economical" },
    environment: {
      os: "linux 6.1",
      arch: "x64",
      cpu: "Example CPU",
      cores: 4,
      memoryBytes: 8_589_934_592,
      node: "20.20.0",
      ci: false,
    },
    toolVersion: "0.1.0",
    loads: [
      {
        name: "orders",
        description: "100 clients for 30 s: echo, 32 B, 400 msg/s, constant",
        model: "open",
        hasDueTimes: true,
      },
      {
        name: "chat",
        description: "41 clients for 30 s: broadcast by 1 to 40, 64 B, 10 msg/s, constant",
        model: "open",
        hasDueTimes: true,
      },
    ],
  };
}

function thresholdsOf(medianUs: number | undefined): RunReport["thresholds"] {
  return [
    {
      metric: "ws_msg_latency_corrected{load:orders}",
      expression: "p(50) < 5ms",
      ok: true,
      ...(medianUs === undefined ? {} : { observed: medianUs }),
    },
    { metric: "ws_msgs_dropped", expression: "count < 1000", ok: true, observed: 40 },
  ];
}

function openConnections(collector: MetricCollector, random: () => number): void {
  for (const [load, connections] of [
    ["orders", 100],
    ["chat", 41],
  ] as const) {
    collector.counter("ws_sessions", { load }).add(connections);
    for (let n = 0; n < connections; n++) {
      const [tcp, upgrade] = [80 + Math.floor(random() * 90), 500 + Math.floor(random() * 700)];
      collector.trend("ws_handshake_tcp", { load }).record(tcp);
      collector.trend("ws_handshake_upgrade", { load }).record(upgrade);
      collector.trend("ws_connecting", { load }).record(tcp + upgrade + 40);
    }
  }
}

function recordOrders(collector: MetricCollector, random: () => number, second: number): void {
  const tags = { load: "orders", phase: phaseOf(second) };
  const service = collector.trend("ws_msg_latency", tags);
  const corrected = collector.trend("ws_msg_latency_corrected", tags);
  const [dropped, lost, late] = [
    second === 22 || second === 23 ? 20 : 0,
    second === 22 ? 9 : 0,
    second === 14 ? 2 : 0,
  ];
  const sent = ordersPerSecond - dropped;
  for (let n = 0; n < sent - lost; n++) {
    // Whatever is sent in the stalled second is answered at its end.
    const stalledUs = second === 14 ? Math.round(1_000_000 * (1 - n / sent)) : 0;
    const latenessUs = recordLateness(collector, random, { ...tags, second, worker: workers[n % 2] ?? "" });
    const latencyUs = 400 + Math.floor(longTailed(random) * 180) + stalledUs;
    service.record(latencyUs);
    corrected.record(latencyUs + latenessUs);
  }
  collector.counter("ws_msgs_sent", tags).add(sent);
  collector.counter("ws_msgs_received", tags).add(sent - lost);
  collector.counter("ws_msgs_answered", tags).add(sent - lost - late);
  collector.counter("ws_msgs_late", tags).add(late);
  collector.counter("ws_msgs_lost", tags).add(lost);
  collector.counter("ws_msgs_dropped", tags).add(dropped);
  collector.counter("data_sent", tags).add(sent * 38);
  collector.counter("data_received", tags).add((sent - lost) * 34);
  if (second === 22)
    collector.counter("ws_errors", { load: "orders", step: "message", code: "ECONNRESET" }).add(10);
  if (second === 24)
    collector.counter("ws_errors", { load: "orders", step: "tcp", code: "ECONNREFUSED" }).add(5);
  const open = second < 22 ? 100 : second < 24 ? 90 : 95;
  collector.gauge("ws_open_connections", "1", { load: "orders" }).set(open);
  collector.gauge("ws_clients", "1", { load: "orders" }).set(100);
}

function recordChat(collector: MetricCollector, random: () => number, second: number): void {
  const tags = { load: "chat", phase: phaseOf(second) };
  for (let n = 0; n < chatPerSecond; n++) {
    const firstUs = 300 + Math.floor(longTailed(random) * 100);
    const receiversUs = Array.from(
      { length: chatReceivers },
      (_, at) => firstUs + at * 45 + Math.floor(random() * 40),
    );
    for (const us of receiversUs) {
      collector.trend("ws_msg_latency", tags).record(us);
      collector.trend("ws_msg_latency_corrected", tags).record(us + 60);
    }
    collector.trend("ws_fanout_first", tags).record(Math.min(...receiversUs));
    collector.trend("ws_fanout_last", tags).record(Math.max(...receiversUs));
  }
  // Of a broadcast each delivery is a message.
  const deliveries = chatPerSecond * chatReceivers;
  collector.counter("ws_msgs_published", tags).add(chatPerSecond);
  for (const name of ["ws_msgs_sent", "ws_msgs_received", "ws_msgs_answered"])
    collector.counter(name, tags).add(deliveries);
  for (const name of ["ws_msgs_late", "ws_msgs_lost"]) collector.counter(name, tags).add(0);
  collector.gauge("ws_open_connections", "1", { load: "chat" }).set(41);
  collector.gauge("ws_clients", "1", { load: "chat" }).set(41);
}

function recordLateness(
  collector: MetricCollector,
  random: () => number,
  at: { readonly load: string; readonly phase: string; readonly worker: string; readonly second: number },
): number {
  const { second, worker, ...tags } = at;
  // Worker 2 pauses for garbage in second 20.
  const pauseUs = second === 20 && worker === "2" && random() < 0.2 ? 24_000 : 0;
  const us = 20 + Math.floor(random() * 900) + pauseUs;
  collector.trend("generator_lateness", tags).record(us);
  return us;
}

function recordGenerator(collector: MetricCollector, random: () => number, second: number): void {
  for (const worker of workers) {
    const busy = worker === "1" ? 0.42 : 0.47;
    collector.gauge("generator_cpu", "core", { worker }).set(busy + Math.floor(random() * 80) / 1_000);
    const delayUs = second === 20 && worker === "2" ? 24_000 : 900 + Math.floor(random() * 400);
    collector.gauge("generator_event_loop_delay", "us", { worker }).set(delayUs);
    const pauses = collector.trend("generator_gc_pause", { worker });
    for (let n = 0; n < 3; n++) pauses.record(300 + Math.floor(random() * 1_200));
    if (second === 20 && worker === "2") pauses.record(23_400);
  }
}

function recordTarget(collector: MetricCollector, second: number): void {
  collector.gauge("target_cpu", "core").set(second === 14 ? 0.02 : 0.31 + (second % 4) / 100);
  collector.gauge("target_memory", "byte").set(48 * 1_048_576 + second * 65_536);
  collector.gauge("target_open_files", "1").set(second < 22 ? 163 : second < 24 ? 153 : 158);
}

function phaseOf(second: number): string {
  return second < warmUpSeconds ? "warm-up" : "steady";
}

/** Mostly around 1, now and then far above. */
function longTailed(random: () => number): number {
  const base = -Math.log(1 - random());
  return random() > 0.99 ? 1 + base * 12 : 1 + base;
}

// A linear congruential generator with Knuth's constants; 0 <= value < 1.
function seededRandom(seed: bigint): () => number {
  let state = seed;
  return () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number(state >> 11n) / 2 ** 53;
  };
}
