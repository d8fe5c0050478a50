// The flags of an experiment as options of the library.

import type { Experiment } from "../../experiment/experiment-options.js";
import { type Judging, readJudging } from "../compare/compare-flags.js";
import type { FlagValues } from "../flags/flag-values.js";
import { readGenerator } from "../load/read-load.js";

/** How blocks are run and judged, without what is in them. */
export interface ExperimentChoice
  extends Pick<
    Experiment,
    "blocks" | "pauseMs" | "startTimeoutMs" | "gates" | "noise" | "level" | "workers" | "pacing" | "limits"
  > {
  readonly failOn: Judging["failOn"];
}

/**
 * Reads `blockFlags`, `--start-timeout` and `blockGeneratorFlags`; problems are noted in `flags`.
 *
 * @param failOn - Verdicts that make the run fail where --fail-on is not given.
 */
export function readBlocks(flags: FlagValues, failOn: Judging["failOn"]): ExperimentChoice {
  return {
    blocks: readBlockCount(flags),
    pauseMs: flags.durationMs("pause", { allowZero: true }),
    startTimeoutMs: flags.durationMs("start-timeout"),
    ...readGenerator(flags),
    ...readJudging(flags, failOn),
  };
}

function readBlockCount(flags: FlagValues): number | undefined {
  const blocks = flags.integer("blocks", { min: 1, max: 1_000 });
  if (blocks === undefined || blocks >= 5) return blocks;
  flags.problem(
    "blocks",
    `--blocks is "${blocks}"; must be at least 5, as with fewer no difference can be told from chance`,
    "Make blocks shorter with --duration, not fewer.",
  );
  return undefined;
}
