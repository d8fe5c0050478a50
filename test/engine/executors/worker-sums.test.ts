// N workers together do what one does, for every executor and any plan.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExecutorKind, ExecutorPlan } from "../../../src/engine/plan/executor-plan.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { VirtualRun } from "./virtual-run.js";

const clients = fc.integer({ min: 1, max: 9 });
const durationMs = fc.integer({ min: 1, max: 3_000 });
const iterations = fc.integer({ min: 1, max: 25 });
const phases = (target: fc.Arbitrary<number>) =>
  fc.array(fc.record({ durationMs: fc.oneof(fc.constant(0), durationMs), target }), {
    minLength: 1,
    maxLength: 4,
  });
const rate = fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 20, noNaN: true }));

const anyPlan: { readonly [K in ExecutorKind]: fc.Arbitrary<Extract<ExecutorPlan, { kind: K }>> } = {
  "constant-clients": fc.record({ kind: fc.constant("constant-clients"), clients, durationMs }),
  "ramping-clients": fc.record({
    kind: fc.constant("ramping-clients"),
    startClients: fc.nat(9),
    phases: phases(fc.nat(9)),
  }),
  "shared-iterations": fc.record({
    kind: fc.constant("shared-iterations"),
    clients,
    iterations,
    maxDurationMs: fc.constant(100_000),
  }),
  "per-client-iterations": fc.record({
    kind: fc.constant("per-client-iterations"),
    clients,
    iterations,
    maxDurationMs: fc.constant(100_000),
  }),
  "constant-arrival-rate": fc.record({
    kind: fc.constant("constant-arrival-rate"),
    ratePerSecond: fc.double({ min: 0.1, max: 20, noNaN: true }),
    durationMs,
    maxClients: clients,
  }),
  "ramping-arrival-rate": fc.record({
    kind: fc.constant("ramping-arrival-rate"),
    startRatePerSecond: rate,
    phases: phases(rate),
    maxClients: clients,
  }),
};

/** What a run planned and what it did, as sorted lines, for the union over workers to be compared. */
async function linesOf(kind: ExecutorKind, run: VirtualRun): Promise<readonly string[]> {
  await run.finish();
  switch (kind) {
    case "constant-clients":
    case "per-client-iterations":
      return run.begun.map(({ client, index, atUs }) => `client ${client} begins ${index} at ${atUs}`);
    case "ramping-clients":
      return [
        ...run.begun.map(({ client, index, atUs }) => `client ${client} begins ${index} at ${atUs}`),
        ...run.stopped.map(({ client, atUs }) => `client ${client} stops at ${atUs}`),
      ];
    case "shared-iterations":
      return run.begun.map(({ index }) => `iteration ${index}`);
    case "constant-arrival-rate":
    case "ramping-arrival-rate":
      return [...run.arrivedUs, ...run.droppedUs].map((dueUs) => `arrival due at ${dueUs}`);
    default:
      return kind satisfies never;
  }
}

describe.each(Object.entries(anyPlan))("%s", (_kind, plans) => {
  test("over 1, 2, 3 and 7 workers does what one worker does", async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat(1_000), async (plan: ExecutorPlan, warmUpMs) => {
        // An odd time, so that no iteration ends at the very µs of a change of the ramp.
        const course = () => ({ takesMs: 333.337 });
        const whole = await linesOf(plan.kind, new VirtualRun({ plan, warmUpMs, course }));
        for (const of of [1, 2, 3, 7]) {
          const runs = Array.from(
            { length: of },
            (_, worker) => new VirtualRun({ plan, warmUpMs, course, share: { worker, of } }),
          );
          const lines = await Promise.all(runs.map((run) => linesOf(plan.kind, run)));
          expect(lines.flat().toSorted()).toEqual(whole.toSorted());
          const used = runs.flatMap((run) => run.clients);
          expect(new Set(used).size).toBe(used.length);
        }
      }),
      { numRuns: 25 },
    );
  });
});

test("with enough clients no worker drops what one worker would not: a total of 3 over 7 workers", async () => {
  const plan = {
    kind: "constant-arrival-rate",
    ratePerSecond: 10,
    durationMs: 5_000,
    maxClients: 3,
  } as const;
  const course = () => ({ takesMs: 299 });
  const whole = await new VirtualRun({ plan, course, share: wholeShare }).finish();
  expect([whole.arrivedUs.length, whole.droppedUs.length]).toEqual([50, 0]);
  const runs = Array.from(
    { length: 7 },
    (_, worker) => new VirtualRun({ plan, course, share: { worker, of: 7 } }),
  );
  await Promise.all(runs.map((run) => run.finish()));
  expect(runs.map((run) => run.arrivedUs.length)).toEqual([17, 17, 16, 0, 0, 0, 0]);
  expect(runs.flatMap((run) => run.droppedUs)).toEqual([]);
});
