// The flags of a sweep over fragment sizes as options of the experiment.

import { availableParallelism } from "node:os";
import type { FragmentsSweep } from "../../experiment/fragments/run-fragments.js";
import type { FlagValues } from "../flags/flag-values.js";
import { readConnect, readGenerator } from "../load/read-load.js";

/** A sweep without its target. */
export type SweepChosen = Omit<FragmentsSweep, "load" | "seed" | "noise"> & {
  readonly load: Omit<FragmentsSweep["load"], "url" | "command" | "dial" | "tags">;
};

const defaultBlockMs = 800;
const defaultWarmUpMs = 200;

/** Reads the sweep; problems are noted in `flags`. What the experiment checks by itself is left to it. */
export function readFragments(flags: FlagValues): SweepChosen {
  if (flags.text("rate") !== undefined && flags.text("rate-share") !== undefined)
    flags.problem("rate-share", "--rate and --rate-share exclude each other", "Give one of them.");
  const { workers, limits, pacing = defaultPacing() } = readGenerator(flags);
  return {
    payloadSizes: readSizes(flags, "size"),
    fragmentSizes: readSizes(flags, "fragment-bytes"),
    blocks: flags.integer("blocks", { min: 5, max: 1_000 }),
    pauseMs: flags.durationMs("pause", { allowZero: true }),
    startTimeoutMs: flags.durationMs("start-timeout"),
    ratePerSecond: flags.number("rate"),
    rateShare: flags.share("rate-share"),
    inFlight: flags.integer("in-flight", { min: 1, max: 65_536 }),
    workers,
    pacing,
    limits,
    load: {
      connections: flags.integer("connections", { min: 1, max: 1_000_000 }) ?? 10,
      blockMs: flags.durationMs("duration") ?? defaultBlockMs,
      warmUpMs: flags.durationMs("warm-up", { allowZero: true }) ?? defaultWarmUpMs,
      gracefulStopMs: flags.durationMs("graceful-stop", { allowZero: true }),
      messageKind: flags.switch("binary") ? "binary" : "text",
      messageTimeoutMs: flags.durationMs("message-timeout"),
      ...readConnect(flags),
    },
  };
}

/** Ticks of 1 ms would hide what a fragment costs; a single core cannot spin and serve. */
function defaultPacing(): "precise" | "economical" {
  return availableParallelism() > 1 ? "precise" : "economical";
}

/** Sizes with units, and bare numbers of bytes where the flag's name says so; `undefined` where none was given. */
function readSizes(flags: FlagValues, name: "size" | "fragment-bytes"): readonly number[] | undefined {
  const texts = flags.list(name).flatMap((text) => text.split(","));
  if (texts.length === 0) return undefined;
  return texts.flatMap((text) => {
    const trimmed = text.trim();
    const isBare = name === "fragment-bytes" && /^\d{1,15}$/.test(trimmed);
    const bytes = isBare ? Number(trimmed) : flags.parseSize(name, trimmed);
    if (bytes !== 0) return bytes ?? [];
    flags.problem(name, `--${name} is "${trimmed}"; must be at least 1 B`);
    return [];
  });
}
