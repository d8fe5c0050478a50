// ramping-clients: as many clients as a ramp says, each running one iteration after another (closed model).

import type { RampingClientsPlan } from "../plan/executor-plan.js";
import { wholeNumberProblems } from "../plan/number-problems.js";
import { ClientLoops } from "./client-loops.js";
import type { Executor } from "./executor.js";
import { followSchedule } from "./follow-schedule.js";
import { maxClientsOfLoad, phasesProblems } from "./plan-numbers.js";
import { describeRamp, rampDurationMs, rampPhases } from "./planned-phases.js";
import { type ClientChange, clientChanges, type Ramp, rampOf } from "./ramp.js";
import { runSchedule } from "./running-iterations.js";
import { clientsOf } from "./share-split.js";

/** Client k, from 0, runs while the level is above k: those added last stop first. */
export const rampingClients: Executor<RampingClientsPlan> = {
  kind: "ramping-clients",
  isOpenModel: false,
  problems: ({ startClients, phases }) => [
    ...wholeNumberProblems({ startClients }, { least: 0, most: maxClientsOfLoad }),
    ...phasesProblems(phases, {
      startLevel: startClients,
      target: (values) => wholeNumberProblems({ ...values }, { least: 0, most: maxClientsOfLoad }),
    }),
  ],
  describe: ({ startClients, phases }) => describeRamp(startClients, "client", phases),
  phases: ({ phases }, warmUpMs) => rampPhases(phases, warmUpMs),
  durationMs: ({ phases }, warmUpMs) => rampDurationMs(phases, warmUpMs),
  maxClients,
  run(plan, context) {
    const { clock, startUs, share, warmUpMs } = context;
    const ramp = rampOf({ startLevel: plan.startClients, warmUpMs, phases: plan.phases });
    const endUs = startUs + ramp.endUs;
    const clients = clientsOf(share, maxClients(plan));
    return runSchedule(context, async (iterations) => {
      const { signal } = iterations;
      const loops = new ClientLoops({ iterations, clock, endUs, clients, next: (index) => ({ index }) });
      await followSchedule({
        events: changesOf(ramp, new Set(clients)),
        dueUs: ({ atUs }) => startUs + atUs,
        act: ({ kind, client }) => (kind === "start" ? loops.start(client) : loops.stop(client)),
        clock,
        signal,
      });
      await clock.sleepUntilUs(endUs, signal);
    });
  },
};

function maxClients({ startClients, phases }: RampingClientsPlan): number {
  return phases.reduce((most, { target }) => Math.max(most, target), startClients);
}

function* changesOf(ramp: Ramp, clients: ReadonlySet<number>): Generator<ClientChange, void> {
  for (const change of clientChanges(ramp)) if (clients.has(change.client)) yield change;
}
