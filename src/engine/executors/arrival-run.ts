// Runs arrivals: each takes a free client, or is dropped and counted.

import { arrivalsOf } from "./arrivals.js";
import type { ExecutorContext, RunningExecutor } from "./executor.js";
import { followSchedule } from "./follow-schedule.js";
import { FreeClients } from "./free-clients.js";
import type { Ramp } from "./ramp.js";
import { runSchedule } from "./running-iterations.js";
import { clientCountOf } from "./share-split.js";

/**
 * Begins the share's arrivals of a rate, warm-up included, each with the lowest client that is free.
 *
 * A spent client takes no arrival any more. Every arrival that is due before the end is begun or dropped, however late.
 *
 * @param maxClients - Of all workers.
 */
export function runArrivals(ramp: Ramp, maxClients: number, context: ExecutorContext): RunningExecutor {
  const { clock, startUs, share } = context;
  return runSchedule(context, async (iterations) => {
    if (clientCountOf(share, maxClients) === 0) return;
    const free = new FreeClients(share, maxClients);
    const { signal } = iterations;
    await followSchedule({
      events: arrivalsOf(ramp, share, maxClients),
      dueUs: (arrival) => startUs + arrival.dueUs,
      act: (arrival) => {
        const dueUs = startUs + arrival.dueUs;
        const client = free.take();
        if (client === undefined) {
          context.dropped(dueUs);
          return;
        }
        context.arrived(dueUs);
        iterations.begin(client, { index: arrival.index, dueUs }, (end) => {
          if (end === "again") free.giveBack(client);
        });
      },
      clock,
      signal,
    });
    await clock.sleepUntilUs(startUs + ramp.endUs, signal);
  });
}
