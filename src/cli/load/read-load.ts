// The flags of a load as options of the engine.

import { resolve } from "node:path";
import { parseLocalAddresses } from "../../client/local-addresses.js";
import type { ExecutorPlan, PhasePlan } from "../../engine/plan/executor-plan.js";
import type { LoadOptions } from "../../engine/plan/load-options.js";
import type { GeneratorLimits, Pacing } from "../../engine/plan/run-plan.js";
import type { FeedPlan, SchedulePlan, SessionBound } from "../../engine/plan/traffic-plan.js";
import { isUserMistake } from "../../errors.js";
import type { FlagValues } from "../flags/flag-values.js";
import { pacings } from "./load-flags.js";
import { readTraffic } from "./read-traffic.js";

/** How the load is made, beside what it does: what was given. */
export interface GeneratorChoice {
  readonly workers: number | "auto" | undefined;
  readonly pacing: Pacing | undefined;
  readonly limits: Partial<GeneratorLimits>;
}

/** Reads what to do; problems are noted in `flags`. */
export function readLoad(flags: FlagValues): Omit<LoadOptions, "url" | "dial" | "tags"> {
  const executor = readExecutor(flags);
  return {
    executor,
    ...readMargins(flags),
    traffic: readTraffic(flags, {
      schedule: readSchedule(flags),
      session: readSession(flags, executor),
      feed: readFeed(flags),
    }),
    ...readConnect(flags),
  };
}

/** The times before a load and after it; problems are noted in `flags`. */
export function readMargins(flags: FlagValues): Pick<LoadOptions, "warmUpMs" | "gracefulStopMs"> {
  return {
    warmUpMs: flags.durationMs("warm-up", { allowZero: true }),
    gracefulStopMs: flags.durationMs("graceful-stop", { allowZero: true }),
  };
}

/** How the connections of a load are opened; problems are noted in `flags`. */
export function readConnect(
  flags: FlagValues,
): Pick<LoadOptions, "connectConcurrency" | "connectRatePerSecond" | "localAddresses"> {
  return {
    connectConcurrency: flags.integer("connect-concurrency", { min: 1, max: 10_000 }),
    connectRatePerSecond: flags.number("connect-rate"),
    localAddresses: readLocalAddresses(flags),
  };
}

/** Reads how to do it; problems are noted in `flags`. */
export function readGenerator(flags: FlagValues): GeneratorChoice {
  const isAuto = flags.text("workers") === "auto";
  const latenessP99Ms = flags.durationMs("max-lateness");
  const cpuShare = flags.share("max-cpu");
  return {
    workers: isAuto ? "auto" : flags.integer("workers", { min: 1, max: 256 }),
    pacing: pacings.find((each) => each === flags.text("pacing")),
    limits: {
      ...(latenessP99Ms !== undefined && { latenessP99Ms }),
      ...(cpuShare !== undefined && { cpuShare }),
    },
  };
}

/** Of --watch-pid; problems are noted in `flags`. */
export function readWatchPid(flags: FlagValues): number | undefined {
  return flags.integer("watch-pid", { min: 1 });
}

function readExecutor(flags: FlagValues): ExecutorPlan {
  const clients = flags.integer("connections", { min: 1, max: 1_000_000 }) ?? 10;
  const durationMs = flags.durationMs("duration") ?? 10_000;
  const ratePerSecond = flags.number("arrival-rate");
  const iterations = flags.integer("iterations", { min: 1 });
  const phases = flags.list("phase").flatMap((text) => readPhase(text, flags));
  noteConflicts(flags);
  if (iterations !== undefined)
    return { kind: "shared-iterations", clients, iterations, maxDurationMs: durationMs };
  if (ratePerSecond !== undefined) {
    return phases.length > 0
      ? { kind: "ramping-arrival-rate", startRatePerSecond: ratePerSecond, phases, maxClients: clients }
      : { kind: "constant-arrival-rate", ratePerSecond, durationMs, maxClients: clients };
  }
  if (phases.length === 0) return { kind: "constant-clients", clients, durationMs };
  return {
    kind: "ramping-clients",
    startClients: flags.text("connections") === undefined ? 0 : clients,
    phases,
  };
}

function noteConflicts(flags: FlagValues): void {
  const given = (name: string): boolean => flags.text(name) !== undefined || flags.list(name).length > 0;
  const conflict = (a: string, b: string, hint: string): void => {
    if (given(a) && given(b)) flags.problem(a, `--${a} and --${b} exclude each other`, hint);
  };
  conflict("rate", "rate-per-connection", "Give one of them.");
  conflict("rate", "in-flight", "An open model sends when a message is due, whatever is under way.");
  conflict(
    "rate-per-connection",
    "in-flight",
    "An open model sends when a message is due, whatever is under way.",
  );
  conflict("phase", "duration", "The phases say how long the load is.");
  conflict("iterations", "arrival-rate", "Give one of them.");
  conflict("iterations", "phase", "A ramp is over when its phases are.");
}

function readPhase(text: string, flags: FlagValues): readonly PhasePlan[] {
  const [duration = "", target = "", ...rest] = text.split(":");
  const durationMs = flags.parseDuration("phase", duration.trim());
  const isNumber = /^\d+(\.\d+)?$/.test(target.trim());
  if (durationMs !== undefined && isNumber && rest.length === 0)
    return [{ durationMs, target: Number(target) }];
  if (durationMs !== undefined) {
    const hint = "Write it as in --phase 30s:500 --phase 1m:500 --phase 10s:0.";
    flags.problem("phase", `--phase is "${text}"; must be DURATION:TARGET`, hint);
  }
  return [];
}

function readSchedule(flags: FlagValues): SchedulePlan {
  const arrivals = flags.switch("poisson") ? "poisson" : "constant";
  const perLoad = flags.number("rate");
  const perConnection = flags.number("rate-per-connection");
  const ratePerSecond = perLoad ?? perConnection;
  if (ratePerSecond !== undefined)
    return { kind: "open", ratePerSecond, per: perLoad === undefined ? "connection" : "load", arrivals };
  if (
    arrivals === "poisson" &&
    flags.text("rate") === undefined &&
    flags.text("rate-per-connection") === undefined
  )
    flags.problem("poisson", "--poisson needs a rate", "Add --rate or --rate-per-connection.");
  return { kind: "closed", inFlight: flags.integer("in-flight", { min: 1, max: 65_536 }) ?? 1 };
}

/** Sessions that come and go have an end; by default after one message, and of a churn after ten. */
function readSession(flags: FlagValues, { kind }: ExecutorPlan): SessionBound {
  const messages = flags.integer("messages", { min: 1 });
  const durationMs = flags.durationMs("session-duration");
  if (messages !== undefined || durationMs !== undefined) return { messages, durationMs };
  const traffic = flags.text("traffic");
  if (traffic === "churn") return { messages: 10 };
  if (traffic === "idle") return {};
  return kind === "constant-clients" || kind === "ramping-clients" ? {} : { messages: 1 };
}

/** Of --feed; problems are noted in `flags`. */
export function readFeed(flags: FlagValues): FeedPlan | undefined {
  const file = flags.text("feed");
  if (file === undefined) return undefined;
  if (flags.text("payload") === undefined)
    flags.problem("feed", "--feed fills {{feed.NAME}} of a --payload, and there is none");
  return {
    file: resolve(file),
    format: /\.(jsonl|ndjson)$/i.test(file) ? "jsonl" : "csv",
    order: "sequential",
  };
}

function readLocalAddresses(flags: FlagValues): readonly string[] | undefined {
  const text = flags.text("local-addresses");
  if (text === undefined) return undefined;
  try {
    return parseLocalAddresses(text);
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    flags.problem("local-addresses", error.message, error.hint);
    return undefined;
  }
}
