// What the metrics are called where people read them, and how their values are written.

import { formatCount } from "../../units.js";

const titles: Readonly<Record<string, string>> = {
  ws_msg_latency: "Message latency (service)",
  ws_msg_latency_corrected: "Message latency (corrected)",
  ws_connecting: "Opening a connection",
  ws_handshake_dns: "Handshake: name lookup",
  ws_handshake_tcp: "Handshake: TCP connect",
  ws_handshake_proxy: "Handshake: proxy tunnel",
  ws_handshake_tls: "Handshake: TLS",
  ws_handshake_upgrade: "Handshake: upgrade",
  ws_ping: "Ping round trip",
  ws_sessions: "Connections opened",
  ws_session_duration: "Life of a connection",
  ws_msgs_sent: "Messages sent",
  ws_msgs_received: "Messages received",
  ws_msgs_one_way: "Messages without an answer to expect",
  ws_msgs_published: "Messages published to many",
  ws_msgs_answered: "Messages answered in time",
  ws_msgs_answered_after: "Messages answered after the load's time",
  ws_msgs_dropped: "Messages dropped",
  ws_msgs_lost: "Messages lost",
  ws_msgs_late: "Messages late",
  ws_msgs_duplicated: "Messages duplicated",
  ws_msgs_reordered: "Messages out of order",
  ws_frames_sent: "Frames sent",
  ws_frames_received: "Frames received",
  ws_pings_sent: "Pings sent",
  ws_send_blocked: "Time the target took nothing more",
  ws_reconnect: "From dropped to connected again",
  ws_fanout_first: "Broadcast: until the first receiver",
  ws_fanout_last: "Broadcast: until the last receiver",
  ws_stream_gap: "Gap between messages of a stream",
  ws_stream_stalls: "Stalls of streams",
  ws_open_connections: "Connections open",
  ws_clients: "Virtual clients running",
  ws_errors: "Errors",
  data_sent: "Data sent",
  data_received: "Data received",
  checks: "Checks",
  iterations: "Scenario iterations",
  dropped_iterations: "Dropped arrivals",
  generator_lateness: "Generator lateness",
  generator_cpu: "CPU used by the generator",
  generator_event_loop_delay: "Event-loop delay of the generator (99%)",
  generator_gc_pause: "Garbage collection pause of the generator",
  target_cpu: "CPU used by the target",
  target_memory: "Memory of the target",
  target_open_files: "Open files of the target",
  target_cpu_per_message: "CPU of the target per message",
  target_memory_per_connection: "Memory of the target per connection",
};

/** The metric in plain words; its own name where it has none (metrics of scenarios). */
export function metricTitle(name: string): string {
  return titles[name] ?? name;
}

/** `1 check`, `2 checks`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `text` in which no line breaks between a number and its unit: `1 ms`, `90 /s`, `1m 30s`. */
export function unbroken(text: string): string {
  return text.replace(/(\d) (?=(?:µs|ms|s|B|KiB|MiB|GiB)\b|\/s\b)|(\dm) (?=\d+s\b)/g, "$1$2\u00a0");
}
