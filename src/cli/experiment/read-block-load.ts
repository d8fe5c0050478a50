// The load of one block of an experiment or a gate, from flags.

import type { LoadOptions } from "../../engine/plan/load-options.js";
import type { FlagValues } from "../flags/flag-values.js";
import { readLoad } from "../load/read-load.js";

/** The load of a block: blocks are short, as many of them tell more than a few long ones. Problems are noted in `flags`. */
export function readBlockLoad(flags: FlagValues): Omit<LoadOptions, "url" | "dial" | "tags"> {
  const load = readLoad(flags);
  const { executor } = load;
  const isTimed = executor.kind === "constant-clients" || executor.kind === "constant-arrival-rate";
  const durationMs = flags.durationMs("duration") ?? 2_000;
  return {
    ...load,
    executor: isTimed ? { ...executor, durationMs } : executor,
    warmUpMs: load.warmUpMs ?? 500,
  };
}
