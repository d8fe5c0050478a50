// The load of one probe: the user's, with the value of the search put in.

import type { ConstantClientsPlan } from "../plan/executor-plan.js";
import { InvalidLoadError } from "../plan/invalid-load-error.js";
import type { LoadOptions, TrafficOptions } from "../plan/load-options.js";

/** What a search varies: messages per second over all connections, or connections. */
export type SearchVary = "rate" | "connections";

/** A load that can be varied: clients that are there from its beginning to its end. */
export interface VariedLoad extends LoadOptions {
  readonly executor: ConstantClientsPlan;
}

/** What the values of a search count, in the plural. */
export function searchedWhat(vary: SearchVary): string {
  return vary === "rate" ? "messages per second" : "connections";
}

/**
 * The load with `value` in it. Its rate, or its number of clients, is replaced; all else stays.
 *
 * @throws InvalidLoadError for a traffic that sends at no rate
 */
export function varyLoad(load: VariedLoad, vary: SearchVary, value: number): VariedLoad {
  if (vary === "connections") return { ...load, executor: { ...load.executor, clients: value } };
  return { ...load, traffic: atRate(load.traffic ?? { kind: "echo" }, value) };
}

function atRate(traffic: TrafficOptions, ratePerSecond: number): TrafficOptions {
  if (!(traffic.kind === "echo" || traffic.kind === "broadcast" || traffic.kind === "sink")) {
    const message = `vary is rate; must be connections, as the traffic ${traffic.kind} has no rate`;
    throw new InvalidLoadError([{ path: "vary", message }]);
  }
  const { schedule } = traffic;
  const arrivals = schedule?.kind === "open" ? schedule.arrivals : "constant";
  return { ...traffic, schedule: { kind: "open", ratePerSecond, per: "load", arrivals } };
}
