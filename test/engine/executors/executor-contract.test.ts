// What every executor keeps, whatever its kind: stopping, errors, draining.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executorKinds, executorOf } from "../../../src/engine/executors/executors.js";
import type { ExecutorPlan } from "../../../src/engine/plan/executor-plan.js";
import { VirtualRun } from "./virtual-run.js";

/** Each has its three clients at work after 1 s, and goes on for long after. */
const plans: readonly ExecutorPlan[] = [
  { kind: "constant-clients", clients: 3, durationMs: 60_000 },
  { kind: "ramping-clients", startClients: 3, phases: [{ durationMs: 60_000, target: 3 }] },
  { kind: "shared-iterations", clients: 3, iterations: 1_000, maxDurationMs: 60_000 },
  { kind: "per-client-iterations", clients: 3, iterations: 1_000, maxDurationMs: 60_000 },
  { kind: "constant-arrival-rate", ratePerSecond: 3, durationMs: 60_000, maxClients: 3 },
  {
    kind: "ramping-arrival-rate",
    startRatePerSecond: 3,
    phases: [{ durationMs: 60_000, target: 3 }],
    maxClients: 3,
  },
];

const unhandled: unknown[] = [];
const onUnhandled = (error: unknown): void => {
  unhandled.push(error);
};
beforeAll(() => {
  process.on("unhandledRejection", onUnhandled);
});
afterAll(() => {
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled).toEqual([]);
});

test("there is a plan for each kind, and each finds its executor", () => {
  expect(plans.map(({ kind }) => kind)).toEqual(executorKinds);
  expect(plans.map((plan) => executorOf(plan).kind)).toEqual(executorKinds);
  expect(plans.map((plan) => executorOf(plan).maxClients(plan))).toEqual([3, 3, 3, 3, 3, 3]);
  expect(plans.map((plan) => executorOf(plan).isOpenModel)).toEqual([false, false, false, false, true, true]);
});

describe.each(plans)("$kind", (plan) => {
  test("asked to stop, begins nothing more and asks every client that is at work to stop", async () => {
    const run = new VirtualRun({
      plan,
      course: () => ({ takesMs: Number.POSITIVE_INFINITY, drainsMs: 200 }),
    });
    await run.advanceToMs(1_000);
    run.stop.abort(new Error("Ctrl-C"));
    await run.running.done;
    expect(run.stoppedAtMs).toEqual(["0@1000", "1@1000", "2@1000"]);
    expect(run.ended).toEqual([]);
    const settled = run.running.settled();
    await run.advanceToMs(60_000);
    await settled;
    expect(run.ended.map(({ atUs }) => atUs)).toEqual([1_200_000, 1_200_000, 1_200_000]);
    expect([run.begun.length, run.iterated]).toEqual([3, 0]);
  });

  test("asked to stop before it began, begins nothing", async () => {
    const run = new VirtualRun({ plan });
    run.stop.abort();
    await run.running.done;
    await run.running.settled();
    await run.advanceToMs(60_000);
    expect([run.begun, run.arrivedUs, run.droppedUs]).toEqual([[], [], []]);
  });

  test("is settled, when its time is over, only after the last iteration has ended", async () => {
    const course = (client: number) => ({
      takesMs: Number.POSITIVE_INFINITY,
      drainsMs: client === 1 ? Number.POSITIVE_INFINITY : 100,
    });
    const run = new VirtualRun({ plan, course });
    // Asked before `done`, and twice.
    const moments: string[] = [];
    void run.running.done.then(() => moments.push(`done at ${run.nowUs() / 1_000}`));
    void run.running.settled().then(() => moments.push(`settled at ${run.nowUs() / 1_000}`));
    void run.running.settled().then(() => moments.push(`settled at ${run.nowUs() / 1_000}`));
    await run.advanceToMs(65_000);
    expect(moments).toEqual(["done at 60000"]);
    run.terminateAll();
    await run.running.settled();
    expect(moments).toEqual(["done at 60000", "settled at 65000", "settled at 65000"]);
  });

  test("rejects with the first error of an iteration after all others were asked to stop", async () => {
    const bug = new Error("our bug");
    const course = (client: number) =>
      client === 2
        ? { takesMs: 500, error: bug }
        : { takesMs: Number.POSITIVE_INFINITY, drainsMs: 100, error: new Error("a later bug") };
    const run = new VirtualRun({ plan, course });
    const settled = run.running.settled().catch((error: unknown) => ({ error, ended: run.ended.length }));
    await run.advanceToMs(30_000);
    await expect(run.running.done).rejects.toBe(bug);
    expect(await settled).toEqual({ error: bug, ended: 3 });
    const failedUs = run.ended.find(({ client }) => client === 2)?.atUs;
    expect(run.stopped).toEqual([
      { client: 0, atUs: failedUs },
      { client: 1, atUs: failedUs },
    ]);
    expect([run.begun.length, run.iterated]).toEqual([3, 0]);
  });

  test("may be left alone with its error", async () => {
    const run = new VirtualRun({ plan, course: () => ({ takesMs: 10, error: new Error("our bug") }) });
    // An unhandled rejection would fail this file.
    void run.running.settled();
    await run.advanceToMs(60_000);
    expect(run.ended.length).toBeGreaterThan(0);
  });

  test("tells of an error that comes while it drains when it has settled", async () => {
    const bug = new Error("our bug in the drain");
    const course = (client: number) => ({
      takesMs: Number.POSITIVE_INFINITY,
      drainsMs: 100,
      ...(client === 1 ? { error: bug } : {}),
    });
    const run = new VirtualRun({ plan, course });
    await run.advanceToMs(61_000);
    await run.running.done;
    await expect(run.running.settled()).rejects.toBe(bug);
  });

  test("rejects, and never throws, when what it calls throws at once", async () => {
    const bug = new Error("no client");
    const failing = (): never => {
      throw bug;
    };
    const run = new VirtualRun({ plan, context: { client: failing } });
    await run.advanceToMs(0);
    await expect(run.running.done).rejects.toBe(bug);
    await expect(run.running.settled()).rejects.toBe(bug);
  });

  test("asks the others to stop although one throws when asked", async () => {
    const bug = new Error("cannot stop");
    const run = new VirtualRun({ plan });
    await run.advanceToMs(1_000);
    run.client(0, undefined).stop = () => {
      throw bug;
    };
    run.stop.abort();
    await expect(run.running.done).rejects.toBe(bug);
    expect(run.stoppedAtMs).toEqual(["1@1000", "2@1000"]);
    run.terminateAll();
    await expect(run.running.settled()).rejects.toBe(bug);
  });

  test("counts as iterated only what ended by itself", async () => {
    const run = new VirtualRun({ plan, course: () => ({ takesMs: 7_000 }) });
    await run.finish();
    // Those begun less the last one of each client, which the end of the time cut short, unless it came to its end.
    expect(run.iterated).toBe(run.begun.length - run.stopped.length);
    expect(run.stopped.length).toBeGreaterThan(0);
  });
});
