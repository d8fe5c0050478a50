// The flags of an experiment: how its blocks are run, what differs between them, and the load that they have in common.

import { judgingFlags } from "../compare/compare-flags.js";
import { connectFlags } from "../flags/flag-groups.js";
import { type FlagTable, omitFlags, pickFlags } from "../flags/flag-spec.js";
import { amountFlags, generatorFlags, messageFlags, trafficFlags } from "../load/load-flags.js";

const experiment = "Experiment:";
const target = "Target:";
const load = "Load:";

/** Blocks and their judgement. */
export const blockFlags: FlagTable = {
  blocks: {
    kind: "text",
    group: experiment,
    summary: "Blocks of each variant, interleaved; at least 5",
    fallback: "10",
  },
  pause: {
    kind: "text",
    group: experiment,
    summary: "Between two blocks",
    example: "300ms",
    fallback: "300ms",
  },
  ...judgingFlags,
};

/** What starts the targets of two sides, a new process for each block. */
export const sideFlags: FlagTable = {
  "command-a": {
    kind: "text",
    group: target,
    summary:
      "Program that is the target of the baseline, started anew for each block; {port} in it and in the URL stands for a free port",
    example: "'node old/server.js {port}'",
  },
  "command-b": {
    kind: "text",
    group: target,
    summary: "The same of what is held against it",
    example: "'node new/server.js {port}'",
  },
  "start-timeout": {
    kind: "text",
    group: target,
    summary: "How long a target may take until it answers",
    example: "10s",
    fallback: "10s",
  },
};

/** The load of a block. */
export const blockLoadFlags: FlagTable = {
  ...omitFlags(amountFlags, "duration", "warm-up", "threshold", "iterations", "phase"),
  duration: {
    kind: "text",
    alias: "d",
    group: load,
    summary: "Length of a block, without its warm-up",
    example: "2s",
    fallback: "2s",
  },
  "warm-up": {
    kind: "text",
    group: load,
    summary: "Time of each block before that; its figures are kept apart",
    example: "500ms",
    fallback: "500ms",
  },
  ...messageFlags,
  ...trafficFlags,
  ...pickFlags(generatorFlags, "local-addresses"),
  ...connectFlags,
};

/** How all blocks are made alike. */
export const blockGeneratorFlags: FlagTable = omitFlags(generatorFlags, "local-addresses");

const command: FlagTable = {
  command: {
    kind: "text",
    group: target,
    summary: "The same of every variant that has no command of its own",
    example: "'node server.js {port}'",
  },
};

/** What may differ between variants. */
export const variantFlags: FlagTable = {
  url: { kind: "text", group: target, summary: "ws:// or wss:// URL of the service" },
  ...command,
  ...blockLoadFlags,
};

/** All flags of `wsrig experiment` but those of its report. */
export const experimentFlags: FlagTable = {
  variant: {
    kind: "list",
    group: experiment,
    summary:
      "NAME: FLAGS, what it changes of the load below, with --url and --command; the first is the baseline. With one, the baseline is the load as it is",
    example: "'fragments: --fragment-bytes 1024'",
  },
  ...blockFlags,
  url: { kind: "text", group: target, summary: "Target of a file, over the one that it names" },
  ...sideFlags,
  ...command,
  ...blockLoadFlags,
  ...blockGeneratorFlags,
};
