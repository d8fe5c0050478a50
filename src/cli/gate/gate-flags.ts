// The flags of `wsrig gate`: what the new build is held against, and the load of a block.

import { judgingFlags } from "../compare/compare-flags.js";
import {
  blockFlags,
  blockGeneratorFlags,
  blockLoadFlags,
  sideFlags,
} from "../experiment/experiment-flags.js";
import { benchmarkFlags, connectFlags, watchedReportFlags } from "../flags/flag-groups.js";
import type { FlagTable } from "../flags/flag-spec.js";

const group = "Gate:";

/** What the new build is held against. */
const wayFlags: FlagTable = {
  against: {
    kind: "text",
    group,
    summary: "URL of the old build: both run in turn",
    example: "ws://127.0.0.1:8081/",
  },
  baseline: {
    kind: "text",
    group,
    summary: "File to hold the new build against: its load is run in as many blocks. Of this machine only",
    example: "wsrig-baseline.json",
  },
  "write-baseline": {
    kind: "text",
    group,
    summary: "Judge nothing: write that file, after a valid run",
    example: "wsrig-baseline.json",
  },
  force: {
    kind: "switch",
    group,
    summary: "Take a baseline of another machine or Node.js version too, and say so; write over any file",
  },
};

/** All flags of `wsrig gate`. */
export const gateFlags: FlagTable = {
  ...wayFlags,
  ...blockFlags,
  ...judgingFlags,
  ...sideFlags,
  ...blockLoadFlags,
  ...blockGeneratorFlags,
  ...benchmarkFlags,
  ...watchedReportFlags,
};

const measuredWays = ["driver", "compression", "subprotocol"];
const unmeasured = [...Object.keys(connectFlags).filter((name) => !measuredWays.includes(name)), "watch-pid"];

/** Those that a stored load has the values of. */
export const storedLoadFlags: readonly string[] = Object.keys({
  ...blockLoadFlags,
  ...blockGeneratorFlags,
}).filter((name) => !unmeasured.includes(name));
