// The flags of a search as options of the engine.

import type { SchedulePlan } from "../../engine/plan/traffic-plan.js";
import type { LoadSearch } from "../../engine/search/run-search.js";
import type { SearchVary, VariedLoad } from "../../engine/search/vary-load.js";
import type { FlagValues } from "../flags/flag-values.js";
import { readConnect, readFeed, readMargins } from "./read-load.js";
import { readTraffic } from "./read-traffic.js";
import { varyNames } from "./search-flags.js";

/** What is searched for, without the target and the generator. */
export interface SearchChoice
  extends Pick<
    LoadSearch,
    "vary" | "until" | "low" | "high" | "start" | "growth" | "precision" | "maxProbes" | "pauseMs"
  > {
  readonly load: Omit<VariedLoad, "url" | "dial" | "tags">;
}

/** Reads the search; problems are noted in `flags`. What the engine checks by itself is left to it. */
export function readSearch(flags: FlagValues): SearchChoice {
  const vary = readVary(flags);
  const value = { min: 1, max: 1_000_000 };
  const low = needed(flags, "from", "The lowest value to try.", flags.integer("from", value)) ?? 1;
  const high = needed(flags, "to", "The highest value to try.", flags.integer("to", value)) ?? low;
  if (high < low) flags.problem("to", `--to is ${high}; must be at least --from, ${low}`);
  const start = flags.integer("start", value);
  if (start !== undefined && high >= low && (start < low || start > high))
    flags.problem("start", `--start is ${start}; must be from --from, ${low}, to --to, ${high}`);
  return {
    vary,
    until: readUntil(flags),
    low,
    high,
    start,
    growth: readGrowth(flags),
    precision: readPrecision(flags),
    maxProbes: flags.integer("max-probes", { min: 1, max: 1_000 }),
    pauseMs: flags.durationMs("pause", { allowZero: true }),
    load: readProbeLoad(flags, vary),
  };
}

function readVary(flags: FlagValues): SearchVary {
  const text = flags.text("vary");
  const vary = varyNames.find((name) => name === text);
  // What is no choice was refused before.
  if (text === undefined)
    flags.problem("vary", "--vary is missing", "Write --vary rate or --vary connections.");
  return vary ?? "rate";
}

function readUntil(flags: FlagValues): string {
  const hint = "Write it as in --until 'ws_msg_latency_corrected: p(99) < 50ms'.";
  return needed(flags, "until", hint, flags.text("until")) ?? "";
}

function needed<T>(flags: FlagValues, name: string, hint: string, value: T | undefined): T | undefined {
  if (flags.text(name) === undefined) flags.problem(name, `--${name} is missing`, hint);
  return value;
}

function readGrowth(flags: FlagValues): number | undefined {
  const growth = flags.number("growth");
  if (growth === undefined || growth > 1) return growth;
  flags.problem("growth", `--growth is "${growth}"; must be above 1`);
  return undefined;
}

function readPrecision(flags: FlagValues): number | undefined {
  const precision = flags.share("precision");
  if (precision === undefined || precision < 1) return precision;
  flags.problem("precision", `--precision is "${flags.text("precision")}"; must be below 100%`);
  return undefined;
}

function readProbeLoad(flags: FlagValues, vary: SearchVary): SearchChoice["load"] {
  const durationMs = flags.durationMs("probe-duration") ?? 5_000;
  const clients = flags.integer("connections", { min: 1, max: 1_000_000 }) ?? 10;
  if (vary === "connections" && flags.text("connections") !== undefined)
    flags.problem("connections", "--connections is what --vary connections raises", "Write --from and --to.");
  return {
    executor: { kind: "constant-clients", clients, durationMs },
    ...readMargins(flags),
    traffic: readTraffic(flags, { schedule: readSchedule(flags, vary), session: {}, feed: readFeed(flags) }),
    ...readConnect(flags),
  };
}

function readSchedule(flags: FlagValues, vary: SearchVary): SchedulePlan {
  const arrivals = flags.switch("poisson") ? "poisson" : "constant";
  const perConnection = flags.number("rate-per-connection");
  const inFlight = flags.integer("in-flight", { min: 1, max: 65_536 });
  const isOpen = vary === "rate" || flags.text("rate-per-connection") !== undefined;
  if (vary === "rate" && flags.text("rate-per-connection") !== undefined)
    flags.problem("rate-per-connection", "--rate-per-connection is set by --vary rate", "Leave it out.");
  if (isOpen && flags.text("in-flight") !== undefined)
    flags.problem(
      "in-flight",
      "--in-flight is of a closed loop, and there is a rate",
      "An open model sends when a message is due, whatever is under way.",
    );
  if (!isOpen && arrivals === "poisson")
    flags.problem("poisson", "--poisson needs a rate", "Add --rate-per-connection.");
  // With --vary rate the rate is put in by the search.
  if (vary === "rate") return { kind: "open", ratePerSecond: 1, per: "load", arrivals };
  if (perConnection === undefined) return { kind: "closed", inFlight: inFlight ?? 1 };
  return { kind: "open", ratePerSecond: perConnection, per: "connection", arrivals };
}
