// A plan that outlives its run: what a baseline file keeps of it, and back to what a user asks of a run.

import { isAbsolute, relative, resolve, sep } from "node:path";
import type { DialOptions } from "../../client/dial-options.js";
import { WsrigError } from "../../errors.js";
import type { LoadOptions } from "./load-options.js";
import type { RunOptions } from "./plan-run.js";
import type { LoadPlan, RunPlan } from "./run-plan.js";
import { type StoredPlan, storedPlanSchema } from "./stored-plan-schema.js";
import type { MessagePlan, TrafficPlan } from "./traffic-plan.js";

/** A stored plan as options: what is missing is where the load goes. */
export interface RestoredRun extends Pick<RunOptions, "workers" | "pacing" | "limits" | "seed"> {
  readonly load: Omit<LoadOptions, "url" | "dial" | "tags">;
  /** To be laid over the rest of the way to the target. */
  readonly dial: Pick<DialOptions, "driver" | "compression" | "subprotocols" | "maskKeys">;
}

/**
 * What a baseline in `folder` keeps of a plan: all that makes the load, no secrets, no URL, no absolute paths.
 *
 * @throws WsrigError `usage-plan-not-stored` for a plan that has more than one load, a script, or a load that has no one level
 */
export function storePlan(plan: RunPlan, folder: string): StoredPlan {
  const [load, ...others] = plan.loads;
  if (load === undefined || others.length > 0)
    throw notStored(`it has ${plan.loads.length} loads; must have one`);
  checkLevel(load);
  const { dial, concurrency, ratePerSecond, localAddresses } = load.connect;
  const result = storedPlanSchema.safeParse({
    seed: plan.seed,
    workers: plan.workers,
    pacing: plan.pacing,
    limits: plan.limits,
    load: {
      warmUpMs: load.warmUpMs,
      gracefulStopMs: load.gracefulStopMs,
      executor: load.executor,
      traffic: storedTraffic(load.work, folder),
      connectConcurrency: concurrency,
      connectRatePerSecond: ratePerSecond,
      localAddresses,
    },
    dial: {
      driver: dial.driver ?? "frame",
      compression: dial.compression ?? false,
      subprotocols: dial.subprotocols ?? [],
      maskKeys: dial.maskKeys ?? "random",
    },
  });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw notStored(`${issue?.path.join(".")}: ${issue?.message}`);
}

/** The options that give the plan again. @param folder - Where the baseline lies: its paths are relative to it. */
export function restorePlan({ load, dial, ...generator }: StoredPlan, folder: string): RestoredRun {
  const { traffic, ...rest } = load;
  return {
    ...generator,
    load: { ...rest, traffic: withFeed(traffic, (file) => resolve(folder, file)) },
    dial: { ...dial, subprotocols: dial.subprotocols.length === 0 ? undefined : dial.subprotocols },
  };
}

/** Blocks of a ramp say nothing about one thing. */
function checkLevel({ executor: { kind } }: LoadPlan): void {
  if (kind === "constant-clients" || kind === "constant-arrival-rate") return;
  throw notStored(`executor.kind is ${kind}; must be constant-clients or constant-arrival-rate`);
}

function storedTraffic(work: LoadPlan["work"], folder: string): TrafficPlan {
  if (work.kind === "script") throw notStored("it runs a script, which is a file of its own");
  return withFeed(work, (file) => fromFolder(file, folder));
}

/** With slashes, so that the file is the same wherever it was made. */
function fromFolder(file: string, folder: string): string {
  const path = relative(folder, file);
  // On another drive of Windows there is no relative path.
  if (isAbsolute(path)) throw notStored(`its feed ${file} is on another drive than the baseline`);
  return path.split(sep).join("/");
}

/** `traffic` with another path of its feed, if it has one. */
function withFeed(traffic: TrafficPlan, change: (file: string) => string): TrafficPlan {
  if (!("message" in traffic) || traffic.message === undefined) return traffic;
  const { payload } = traffic.message;
  if (payload.kind !== "template" || payload.feed === undefined) return traffic;
  const feed = { ...payload.feed, file: change(payload.feed.file) };
  const message: MessagePlan = { ...traffic.message, payload: { ...payload, feed } };
  return { ...traffic, message };
}

function notStored(why: string): WsrigError {
  return new WsrigError("usage-plan-not-stored", `the plan cannot be kept in a baseline: ${why}`, {
    hint: "Keep a load of connections or of an arrival rate, with a duration.",
  });
}
