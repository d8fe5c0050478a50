// The flags of `wsrig fragments`: those of a sweep, and those of the load of its blocks.

import { judgingFlags } from "../compare/compare-flags.js";
import { type FlagTable, omitFlags, pickFlags } from "../flags/flag-spec.js";
import { amountFlags, generatorFlags, messageFlags } from "../load/load-flags.js";

const sweep = "Sweep:";
const target = "Target:";
const load = "Load:";

/** What to sweep over, and how. */
export const sweepFlags: FlagTable = {
  size: {
    kind: "list",
    group: sweep,
    summary: "Payload of a message; repeat for more, or list them",
    example: "256B,4KiB,64KiB",
    fallback: "256B,4KiB,64KiB",
  },
  "fragment-bytes": {
    kind: "list",
    group: sweep,
    summary:
      "Payload of a fragment; repeat for more, or list them. Those that a message does not exceed are passed over; whole messages are always measured",
    example: "16,128,1KiB",
    fallback: "16B,128B,1KiB,8KiB",
  },
  blocks: {
    kind: "text",
    group: sweep,
    summary:
      "Blocks of each way to cut a message, under each model; at least 5, and 6 for a verdict on latencies",
    fallback: "10",
  },
  duration: {
    kind: "text",
    alias: "d",
    group: sweep,
    summary: "Length of a block, without its warm-up",
    example: "800ms",
    fallback: "800ms",
  },
  "warm-up": {
    kind: "text",
    group: sweep,
    summary: "Time before it; its figures are kept apart",
    example: "200ms",
    fallback: "200ms",
  },
  pause: { kind: "text", group: sweep, summary: "Between two blocks", example: "100ms", fallback: "100ms" },
  "rate-share": {
    kind: "text",
    group: sweep,
    summary: "Latencies are compared at this share of the lowest ceiling of the message size",
    example: "50%",
    fallback: "50%",
  },
  rate: {
    kind: "text",
    alias: "r",
    group: sweep,
    summary: "Latencies are compared at so many messages per second instead, over all connections",
    example: "500",
  },
  ...pickFlags(judgingFlags, "noise", "fail-on"),
};

/** The target, where it does not run already. */
export const commandFlags: FlagTable = {
  command: {
    kind: "text",
    group: target,
    summary:
      "Program that is the target: started anew for each block, {port} in it and in the URL stands for a free port. Its CPU time is measured",
    example: "'node server.js --port {port}'",
  },
  "start-timeout": {
    kind: "text",
    group: target,
    summary: "How long it may take until it answers",
    example: "10s",
    fallback: "10s",
  },
  ...pickFlags(generatorFlags, "watch-pid"),
};

/** The load of every block. */
export const blockFlags: FlagTable = {
  connections: {
    kind: "text",
    alias: "c",
    group: load,
    summary: "Connections held open",
    fallback: "10",
  },
  ...pickFlags(messageFlags, "in-flight", "binary", "message-timeout", "mask-keys"),
  ...pickFlags(amountFlags, "connect-rate", "connect-concurrency", "graceful-stop"),
  ...omitFlags(generatorFlags, "watch-pid", "pacing"),
  pacing: {
    kind: "text",
    group: "Generator:",
    summary: "How due times are kept: economical (1 ms ticks), or precise (spins, takes a core)",
    choices: ["economical", "precise"],
    fallback: "precise where there are two cores or more",
  },
};
