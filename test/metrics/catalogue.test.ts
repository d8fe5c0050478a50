import { expect, test } from "vitest";
import { findMetric, metricCatalogue } from "../../src/metrics/catalogue.js";

test("every metric has its name, kind and unit as scripts know them", () => {
  const lines = metricCatalogue.map(({ name, kind, unit }) => `${name} ${kind} ${unit}`);
  expect(lines).toEqual([
    "ws_handshake_dns trend us",
    "ws_handshake_tcp trend us",
    "ws_handshake_proxy trend us",
    "ws_handshake_tls trend us",
    "ws_handshake_upgrade trend us",
    "ws_connecting trend us",
    "ws_sessions counter 1",
    "ws_session_duration trend us",
    "ws_msgs_sent counter 1",
    "ws_msgs_one_way counter 1",
    "ws_msgs_published counter 1",
    "ws_msgs_received counter 1",
    "ws_msgs_answered counter 1",
    "ws_msgs_answered_after counter 1",
    "ws_frames_sent counter 1",
    "ws_frames_received counter 1",
    "data_sent counter byte",
    "data_received counter byte",
    "ws_msg_latency trend us",
    "ws_msg_latency_corrected trend us",
    "ws_ping trend us",
    "ws_pings_sent counter 1",
    "ws_send_blocked trend us",
    "ws_reconnect trend us",
    "ws_msgs_lost counter 1",
    "ws_msgs_late counter 1",
    "ws_msgs_dropped counter 1",
    "ws_msgs_duplicated counter 1",
    "ws_msgs_reordered counter 1",
    "ws_fanout_first trend us",
    "ws_fanout_last trend us",
    "ws_stream_gap trend us",
    "ws_stream_stalls counter 1",
    "ws_open_connections gauge 1",
    "ws_clients gauge 1",
    "ws_errors counter 1",
    "checks rate ratio",
    "iterations counter 1",
    "dropped_iterations counter 1",
    "generator_lateness trend us",
    "generator_cpu gauge core",
    "generator_event_loop_delay gauge us",
    "generator_gc_pause trend us",
    "target_cpu gauge core",
    "target_memory gauge byte",
    "target_open_files gauge 1",
    "target_cpu_per_message gauge us",
    "target_memory_per_connection gauge byte",
  ]);
});

test("every metric has a meaning of one sentence", () => {
  for (const { name, meaning } of metricCatalogue)
    expect([name, meaning]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
});

test("a metric is found by its name, an own one is not", () => {
  expect(findMetric("data_sent")?.unit).toBe("byte");
  expect(findMetric("my_metric")).toBeUndefined();
});
