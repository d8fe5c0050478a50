// The flags of a load: how much, when, what.

import type { FlagTable } from "../flags/flag-spec.js";

const amount = "Load:";
const messages = "Messages:";
const traffic = "Traffic:";
const generator = "Generator:";

/** Kinds of `--traffic`. `churn` is an echo whose sessions are short. */
export const trafficNames = [
  "echo",
  "broadcast",
  "stream",
  "sink",
  "idle",
  "churn",
  "storm",
  "slow-reader",
] as const;

/** Values of `--pacing`. */
export const pacings = ["economical", "precise"] as const;

/** How much, and when. */
export const amountFlags: FlagTable = {
  connections: {
    kind: "text",
    alias: "c",
    group: amount,
    summary: "Connections held open; with --arrival-rate or --iterations: virtual clients at once at most",
    fallback: "10",
  },
  duration: {
    kind: "text",
    alias: "d",
    group: amount,
    summary: "Length of the load",
    example: "30s",
    fallback: "10s",
  },
  "warm-up": {
    kind: "text",
    group: amount,
    summary: "Time before the duration; its figures are kept apart",
    example: "2s",
    fallback: "1s; of ramps and counted sessions: 0s",
  },
  rate: {
    kind: "text",
    alias: "r",
    group: amount,
    summary: "Open model: messages per second over all connections, each with its due time",
    example: "5000",
  },
  "rate-per-connection": {
    kind: "text",
    group: amount,
    summary: "The same of each connection",
    example: "10",
  },
  poisson: { kind: "switch", group: amount, summary: "Random gaps (a Poisson process) instead of even ones" },
  "arrival-rate": {
    kind: "text",
    group: amount,
    summary: "Open model: sessions begun per second, each with --messages messages",
    example: "100",
  },
  iterations: { kind: "text", group: amount, summary: "So many sessions in all, then the load is over" },
  phase: {
    kind: "list",
    group: amount,
    summary: "Ramp of connections, or of --arrival-rate: go to TARGET in DURATION; repeat for more",
    example: "30s:500",
  },
  "connect-rate": { kind: "text", group: amount, summary: "Handshakes per second at most", example: "200" },
  "connect-concurrency": {
    kind: "text",
    group: amount,
    summary: "Handshakes in progress at most",
    fallback: "64",
  },
  "graceful-stop": {
    kind: "text",
    group: amount,
    summary: "How long the end waits for answers under way",
    example: "5s",
    fallback: "5s",
  },
  threshold: {
    kind: "list",
    group: amount,
    summary: "What must hold, else exit code 99; repeat for more",
    example: "'ws_msg_latency: p(99) < 50ms'",
  },
};

/** What is sent. */
export const messageFlags: FlagTable = {
  size: {
    kind: "text",
    group: messages,
    summary: "Payload of a message; a range is drawn evenly",
    example: "16B-4KiB",
    fallback: "32B; broadcast: 64B",
  },
  binary: { kind: "switch", group: messages, summary: "Binary messages, not text" },
  payload: {
    kind: "text",
    group: messages,
    summary:
      "Template of the payload: {{client}} {{seq}} {{id}} {{nowMs}} {{random 1 100}} {{uuid}} {{feed.NAME}}",
    example: `'{"id":{{id}}}'`,
  },
  feed: {
    kind: "text",
    group: messages,
    summary: "CSV or JSONL file whose rows fill {{feed.NAME}}",
    example: "users.csv",
  },
  "in-flight": {
    kind: "text",
    group: messages,
    summary: "Closed loop: unanswered messages per connection",
    fallback: "1",
  },
  match: {
    kind: "text",
    group: messages,
    summary: "How answers find their question: order, json:PATH of {{id}}, or offset:BYTES",
    example: "json:meta.id",
    fallback: "order",
  },
  messages: {
    kind: "text",
    group: messages,
    summary: "Messages of a session, which then closes",
    example: "10",
  },
  "session-duration": { kind: "text", group: messages, summary: "Length of a session", example: "30s" },
  "message-timeout": {
    kind: "text",
    group: messages,
    summary: "An answer after this counts as late",
    example: "10s",
    fallback: "10s",
  },
  "fragment-bytes": {
    kind: "text",
    group: messages,
    summary: "Send each message in frames of so many payload bytes",
    example: "8",
  },
  "write-bytes": {
    kind: "text",
    group: messages,
    summary: "Send each message in TCP writes of so many bytes",
    example: "5",
  },
  "ping-every": { kind: "text", group: messages, summary: "A ping after every so many fragments" },
  "mask-keys": {
    kind: "text",
    group: messages,
    summary: "Mask keys: random ones, or one fixed legal key",
    choices: ["random", "fixed"],
    fallback: "random",
  },
};

/** What connections do. */
export const trafficFlags: FlagTable = {
  traffic: {
    kind: "text",
    group: traffic,
    summary: "What connections do",
    choices: trafficNames,
    fallback: "echo",
  },
  publishers: {
    kind: "text",
    group: traffic,
    summary: "broadcast: connections that publish; the others listen",
    fallback: "1",
  },
  "self-delivery": {
    kind: "switch",
    group: traffic,
    summary: "broadcast: the target sends publishers their own messages too",
  },
  stall: {
    kind: "text",
    group: traffic,
    summary: "stream: a longer gap is a stall",
    example: "1s",
    fallback: "1s",
  },
  subscribe: { kind: "text", group: traffic, summary: "stream: text sent once after opening" },
  "ping-interval": {
    kind: "text",
    group: traffic,
    summary: "idle: time between pings; 0s for none",
    fallback: "10s",
  },
  hold: {
    kind: "text",
    group: traffic,
    summary: "storm: time from one drop of all connections to the next",
    fallback: "5s",
  },
  drop: {
    kind: "text",
    group: traffic,
    summary: "storm: how they are dropped",
    choices: ["close", "reset"],
    fallback: "close",
  },
  "read-rate": {
    kind: "text",
    group: traffic,
    summary: "slow-reader: bytes read per second; with --size or --payload it also sends as fast as it may",
    example: "1KiB",
    fallback: "1KiB",
  },
  "connections-per-client": {
    kind: "text",
    group: traffic,
    summary: "Sockets of one virtual client",
    fallback: "1",
  },
  "keep-open": { kind: "switch", group: traffic, summary: "Sockets outlive the sessions of their client" },
};

/** How the load is made. */
export const generatorFlags: FlagTable = {
  workers: {
    kind: "text",
    alias: "w",
    group: generator,
    summary: "Processes, or auto: as many as cores and open files ask for",
    fallback: "1, more where one may not open enough connections",
  },
  pacing: {
    kind: "text",
    group: generator,
    summary: "How due times are kept: economical (1 ms ticks), or precise (spins, takes a core)",
    choices: pacings,
    fallback: "economical",
  },
  "local-addresses": {
    kind: "text",
    group: generator,
    summary: "Local addresses to connect from in turn",
    example: "127.0.0.1-127.0.0.8",
  },
  "max-lateness": {
    kind: "text",
    group: generator,
    summary: "Open model: the run is invalid when the p99 of our own lateness is above",
    example: "10ms",
    fallback: "10ms",
  },
  "max-cpu": {
    kind: "text",
    group: generator,
    summary: "Open model, economical pacing: the run is invalid when a worker is above for 3 s on end",
    example: "90%",
    fallback: "90%",
  },
  "watch-pid": {
    kind: "text",
    group: generator,
    summary: "Process of the server on this machine: its CPU, memory and open files go into the report",
  },
};
