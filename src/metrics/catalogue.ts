// Every metric that wsrig itself records: its name is a promise to scripts, as in k6 where the meaning is the same.

import type { ReportMetric } from "./run-report.js";

/** How a metric adds up: a distribution, a sum, a share, or a level. */
export type MetricKind = ReportMetric["kind"];

/** All kinds. */
export const metricKinds = ["trend", "counter", "rate", "gauge"] as const satisfies readonly MetricKind[];

/** One metric of the catalogue. */
export interface CatalogueEntry {
  readonly name: string;
  readonly kind: MetricKind;
  /** `us` for trends, `1` or `byte` for counters, `ratio` for rates; gauges have any. */
  readonly unit: string;
  /** What one sample stands for, as one sentence. */
  readonly meaning: string;
}

/** All metrics with a fixed name, in the order in which a connection meets them. */
export const metricCatalogue: readonly CatalogueEntry[] = [
  trend("ws_handshake_dns", "Time to resolve the target's host name."),
  trend("ws_handshake_tcp", "Time to connect TCP, from the first SYN to connected."),
  trend(
    "ws_handshake_proxy",
    "Time from CONNECT to the proxy's answer, with --proxy only; the proxy's own way to the target is in it.",
  ),
  trend("ws_handshake_tls", "Time of the TLS handshake, on wss:// only."),
  trend("ws_handshake_upgrade", "Time from the upgrade request written to its whole answer read."),
  trend("ws_connecting", "Time from the start of dialling to the open connection, all phases together."),
  counter("ws_sessions", "1", "Connections opened."),
  trend("ws_session_duration", "Time from the open connection to its end."),
  counter(
    "ws_msgs_sent",
    "1",
    "Messages sent; equals answered + late + lost + one-way + in flight at the end. Broadcast: deliveries expected, one for each open receiver.",
  ),
  counter("ws_msgs_one_way", "1", "Messages sent to which no answer is expected."),
  counter("ws_msgs_published", "1", "Broadcast: messages sent, however many receive them."),
  counter("ws_msgs_received", "1", "Messages received, wanted or not."),
  counter("ws_msgs_answered", "1", "Messages answered within the message timeout."),
  counter(
    "ws_msgs_answered_after",
    "1",
    "Of those answered, messages with a due time whose answer came when the warm-up, or the load's time, was over.",
  ),
  counter("ws_frames_sent", "1", "Frames sent, control frames included."),
  counter("ws_frames_received", "1", "Frames received, control frames included."),
  counter("data_sent", "byte", "Bytes written to the network after the handshake, framing included."),
  counter("data_received", "byte", "Bytes read from the network after the handshake, framing included."),
  trend("ws_msg_latency", "Service latency: from a message sent to its answer received."),
  trend(
    "ws_msg_latency_corrected",
    "Corrected latency: from the time a message was due to its answer received; only where a due time exists.",
  ),
  trend("ws_ping", "Round trip of a ping and its pong."),
  counter("ws_pings_sent", "1", "Pings sent to hold connections; those without a pong are errors."),
  trend("ws_send_blocked", "How long a target took nothing more of what was sent as fast as it takes it."),
  trend("ws_reconnect", "Time from a connection dropped to its successor open, waits included."),
  counter("ws_msgs_lost", "1", "Messages unanswered when their connection ended or the run drained."),
  counter("ws_msgs_late", "1", "Messages answered after the message timeout."),
  counter(
    "ws_msgs_dropped",
    "1",
    "Messages that were due and never sent, for their connection was not open.",
  ),
  counter("ws_msgs_duplicated", "1", "Answers received for a message that was answered already."),
  counter("ws_msgs_reordered", "1", "Answers received after the answer of a message sent later (RFC 4737)."),
  trend("ws_fanout_first", "Broadcast: from a message sent to the first of a worker's receivers having it."),
  trend("ws_fanout_last", "Broadcast: from a message sent to the last of a worker's receivers having it."),
  trend("ws_stream_gap", "Time between two messages of a stream."),
  counter("ws_stream_stalls", "1", "Gaps of a stream that were longer than the stall limit."),
  gauge("ws_open_connections", "1", "Connections open at the end of the second."),
  gauge("ws_clients", "1", "Virtual clients running at the end of the second."),
  counter(
    "ws_errors",
    "1",
    "Failures by tag: step is dns, tcp, proxy, tls, upgrade, message or close; code says what happened.",
  ),
  rate("checks", "Checks that passed, of all that applied."),
  counter("iterations", "1", "Runs of a scenario by a virtual client, finished."),
  counter("dropped_iterations", "1", "Arrivals that were due and never started."),
  trend("generator_lateness", "How late the generator itself was: from a message due to the message sent."),
  gauge(
    "generator_cpu",
    "core",
    "CPU time that the generator's process used per second of wall time, in the last second.",
  ),
  gauge("generator_event_loop_delay", "us", "Delay of the generator's event loop: p99 of the last second."),
  trend("generator_gc_pause", "A pause of the generator for garbage collection."),
  gauge(
    "target_cpu",
    "core",
    "CPU time that the process of --watch-pid used per second of wall time, in the last second.",
  ),
  gauge("target_memory", "byte", "Resident memory of the process of --watch-pid."),
  gauge("target_open_files", "1", "Files, sockets included, that the process of --watch-pid had open."),
  gauge(
    "target_cpu_per_message",
    "us",
    "CPU time of the process of --watch-pid in the measured time by messages answered or taken in it; left out below 100 ms of CPU time, which is counted in steps of 10 ms.",
  ),
  gauge(
    "target_memory_per_connection",
    "byte",
    "Most memory of the process of --watch-pid less that before the first connection, by most connections at once; from 100 connections on.",
  ),
];

const byName = new Map(metricCatalogue.map((entry) => [entry.name, entry]));

/** The catalogued metric of that name, if there is one. */
export function findMetric(name: string): CatalogueEntry | undefined {
  return byName.get(name);
}

function trend(name: string, meaning: string): CatalogueEntry {
  return { name, kind: "trend", unit: "us", meaning };
}

function counter(name: string, unit: "1" | "byte", meaning: string): CatalogueEntry {
  return { name, kind: "counter", unit, meaning };
}

function rate(name: string, meaning: string): CatalogueEntry {
  return { name, kind: "rate", unit: "ratio", meaning };
}

function gauge(name: string, unit: string, meaning: string): CatalogueEntry {
  return { name, kind: "gauge", unit, meaning };
}
