// Which of wsrig's own tags the samples of a catalogued metric have in a run of loads. test/engine/metric-tags.test.ts
// holds this table to what the engine records.

/** What does the work of a load: a declarative traffic, or a script. */
export type LoadWork = "traffic" | "script";

/** Tags that say where in a run a sample belongs. All metrics of a load have its own tags, and `load` where there are several. */
type PlaceTag = "phase" | "scenario" | "worker";

/** Who records a metric, with which place tags. */
type Recording =
  | { readonly of: "load"; readonly tags: Readonly<Partial<Record<LoadWork, readonly PlaceTag[]>>> }
  /** Of the whole run, so without the tags of any load. */
  | { readonly of: "run"; readonly tags: readonly PlaceTag[] };

const messages: Recording = { of: "load", tags: { traffic: ["phase"] } };
const conversation: Recording = {
  of: "load",
  tags: { traffic: ["phase"], script: ["phase", "scenario"] },
};
// Traffics open and lose connections for all phases together; a session of a script belongs to one.
const connections: Recording = { of: "load", tags: { traffic: [], script: ["phase", "scenario"] } };
const arrivals: Recording = { of: "load", tags: { traffic: ["phase"], script: ["phase"] } };
const levels: Recording = { of: "load", tags: { traffic: [], script: [] } };
const generator: Recording = { of: "run", tags: ["worker"] };
const target: Recording = { of: "run", tags: [] };

const recordings: Readonly<Record<string, Recording>> = {
  ws_handshake_dns: connections,
  ws_handshake_tcp: connections,
  ws_handshake_proxy: connections,
  ws_handshake_tls: connections,
  ws_handshake_upgrade: connections,
  ws_connecting: connections,
  ws_sessions: connections,
  ws_session_duration: connections,
  ws_msgs_sent: conversation,
  ws_msgs_one_way: messages,
  ws_msgs_published: messages,
  ws_msgs_received: conversation,
  ws_msgs_answered: messages,
  ws_msgs_answered_after: messages,
  ws_frames_sent: conversation,
  ws_frames_received: conversation,
  data_sent: conversation,
  data_received: conversation,
  ws_msg_latency: conversation,
  ws_msg_latency_corrected: messages,
  ws_ping: conversation,
  ws_pings_sent: messages,
  ws_send_blocked: messages,
  ws_reconnect: messages,
  ws_msgs_lost: messages,
  ws_msgs_late: messages,
  ws_msgs_dropped: messages,
  ws_msgs_duplicated: messages,
  ws_msgs_reordered: messages,
  ws_fanout_first: messages,
  ws_fanout_last: messages,
  ws_stream_gap: messages,
  ws_stream_stalls: messages,
  ws_open_connections: levels,
  ws_clients: levels,
  // But for pings without a pong, which have a phase: {phase:steady} would leave out all other failures of a traffic.
  ws_errors: connections,
  checks: { of: "load", tags: { script: ["phase", "scenario"] } },
  iterations: conversation,
  dropped_iterations: arrivals,
  generator_lateness: arrivals,
  generator_cpu: generator,
  generator_event_loop_delay: generator,
  generator_gc_pause: generator,
  target_cpu: target,
  target_memory: target,
  target_open_files: target,
  target_cpu_per_message: target,
  target_memory_per_connection: target,
};

/** Where a tag may be: in the loads that are meant, by what does their work. */
export interface TagPlace {
  readonly tag: string;
  /** Empty when that is not known. */
  readonly works: readonly LoadWork[];
}

/**
 * Whether one may select samples of a metric by a tag that the run has: some have it; and of `phase` all, for who selects a
 * phase means all that happened in it. Always true for metrics that are not in the catalogue.
 */
export function canSelectBy(metric: string, { tag, works }: TagPlace): boolean {
  const recording = Object.hasOwn(recordings, metric) ? recordings[metric] : undefined;
  if (recording === undefined) return true;
  if (recording.of === "run") return recording.tags.some((each) => each === tag);
  if (!["phase", "scenario", "worker"].includes(tag)) return true;
  const { traffic, script } = recording.tags;
  const meant = works.map((work) => recording.tags[work]).filter((tags) => tags !== undefined);
  const lists = meant.length > 0 ? meant : [traffic, script].filter((tags) => tags !== undefined);
  const has = (tags: readonly PlaceTag[]): boolean => tags.some((each) => each === tag);
  return tag === "phase" ? lists.every(has) : lists.some(has);
}
