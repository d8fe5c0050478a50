// The flags of `wsrig search`: those of a search, and those of a load that a probe can have.

import { type FlagTable, omitFlags, pickFlags } from "../flags/flag-spec.js";
import { amountFlags, generatorFlags, messageFlags, trafficFlags } from "./load-flags.js";

const search = "Search:";
const load = "Load:";

/** What may be varied. */
export const varyNames = ["rate", "connections"] as const;
/** Traffics that go on as long as a probe does. */
const searchTraffics = ["echo", "broadcast", "stream", "sink", "idle"] as const;

/** What to look for, and how. */
export const searchFlags: FlagTable = {
  vary: {
    kind: "text",
    group: search,
    summary: "What is raised: messages per second over all connections, or connections",
    choices: varyNames,
  },
  until: {
    kind: "text",
    group: search,
    summary: "The bound that must hold",
    example: "'ws_msg_latency_corrected: p(99) < 50ms'",
  },
  from: { kind: "text", group: search, summary: "Lowest value to try", example: "100" },
  to: { kind: "text", group: search, summary: "Highest value to try", example: "20000" },
  start: { kind: "text", group: search, summary: "Value to begin with", fallback: "the lowest" },
  growth: {
    kind: "text",
    group: search,
    summary: "Factor from one value to the next while all hold",
    fallback: "2",
  },
  precision: {
    kind: "text",
    group: search,
    summary: "How far the lowest failing value may lie above the answer",
    example: "5%",
    fallback: "5%",
  },
  "max-probes": {
    kind: "text",
    group: search,
    summary: "Runs at most, those that confirm too",
    fallback: "40",
  },
  "probe-duration": {
    kind: "text",
    group: search,
    summary: "Length of each run, without its warm-up",
    example: "5s",
    fallback: "5s",
  },
  pause: {
    kind: "text",
    group: search,
    summary: "Between two runs, for the target to settle",
    example: "1s",
    fallback: "1s",
  },
};

/** The load of a probe. */
export const probeFlags: FlagTable = {
  connections: {
    kind: "text",
    alias: "c",
    group: load,
    summary: "--vary rate: connections held open",
    fallback: "10",
  },
  "rate-per-connection": {
    kind: "text",
    group: load,
    summary: "--vary connections: messages per second of each; without it a closed loop",
    example: "10",
  },
  ...pickFlags(amountFlags, "warm-up", "poisson", "connect-rate", "connect-concurrency", "graceful-stop"),
  ...omitFlags(messageFlags, "messages", "session-duration"),
  traffic: {
    kind: "text",
    group: "Traffic:",
    summary: "What connections do",
    choices: searchTraffics,
    fallback: "echo",
  },
  ...pickFlags(trafficFlags, "publishers", "self-delivery", "stall", "subscribe", "ping-interval"),
  ...omitFlags(generatorFlags, "watch-pid"),
};
