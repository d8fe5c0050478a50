// The open schedule that fits a load: over a fixed set of connections, or from the start of each session.

import type { OpenSchedule } from "../plan/traffic-plan.js";
import { ownConnections } from "./own-connections.js";
import { RoundRobinSchedule } from "./round-robin-schedule.js";
import type { Schedule } from "./schedule.js";
import { isBounded } from "./session-bound.js";
import { StreamSchedule } from "./stream-schedule.js";
import type { TrafficContext } from "./traffic.js";

/**
 * The due messages of this worker. Workers together have those of one alone, at the same times.
 *
 * @param senders - Connections that send where clients are constant: the first so many of all. Default: all.
 */
export function makeSchedule(context: TrafficContext, plan: OpenSchedule, senders?: number): Schedule {
  const { load, share, random, book } = context;
  const { connectionsPerClient } = context.plan;
  const { executor } = load;
  const { ratePerSecond, arrivals, per } = plan;
  const dropped = (dueUs: number): void => book.dropped(dueUs);
  const seed = random.fork("schedule").integer(0, 0xffff_ffff);
  if (executor.kind !== "constant-clients" || isBounded(context.plan)) {
    // Sessions come and go: `per` is "connection", as a rate over all has no meaning here.
    return new StreamSchedule({ ratePerSecond, arrivals, seed, fixed: [], dropped });
  }
  const connections = senders ?? executor.clients * connectionsPerClient;
  if (arrivals === "constant") {
    const allPerSecond = per === "load" ? ratePerSecond : ratePerSecond * connections;
    return new RoundRobinSchedule({
      ratePerSecond: allPerSecond,
      connections,
      connectionsPerClient,
      share,
      dropped,
    });
  }
  const ownPerSecond = per === "connection" ? ratePerSecond : ratePerSecond / connections;
  const fixed = ownConnections({ connections, connectionsPerClient, share });
  return new StreamSchedule({ ratePerSecond: ownPerSecond, arrivals, seed, fixed, dropped });
}
