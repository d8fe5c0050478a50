import { describe, expect, test } from "vitest";
import type {
  ConstantArrivalRatePlan,
  RampingArrivalRatePlan,
} from "../../../src/engine/plan/executor-plan.js";
import { VirtualRun } from "./virtual-run.js";

const constant: ConstantArrivalRatePlan = {
  kind: "constant-arrival-rate",
  ratePerSecond: 4,
  durationMs: 1_500,
  maxClients: 2,
};
const ramping: RampingArrivalRatePlan = {
  kind: "ramping-arrival-rate",
  startRatePerSecond: 0,
  phases: [{ durationMs: 10_000, target: 10 }],
  maxClients: 100,
};

describe("constant-arrival-rate", () => {
  test("begins an iteration at each due time with the lowest client that is free", async () => {
    const run = await new VirtualRun({ plan: constant, course: () => ({ takesMs: 100 }) }).finish();
    expect(run.begun).toEqual(
      [0, 1, 2, 3, 4, 5].map((index) => ({
        index,
        client: 0,
        atUs: index * 250_000,
        dueUs: index * 250_000,
      })),
    );
    expect(run.arrivedUs).toEqual([0, 250_000, 500_000, 750_000, 1_000_000, 1_250_000]);
    expect([run.droppedUs, run.iterated, run.clients]).toEqual([[], 6, [0]]);
  });

  test("drops an arrival that finds no free client, and tells when it was due", async () => {
    const run = await new VirtualRun({ plan: constant, course: () => ({ takesMs: 700 }) }).finish();
    expect(run.begunAtMs).toEqual(["0@0", "1@250", "0@750", "1@1000"]);
    expect(run.begun.map(({ index }) => index)).toEqual([0, 1, 3, 4]);
    expect(run.arrivedUs).toEqual([0, 250_000, 750_000, 1_000_000]);
    expect(run.droppedUs).toEqual([500_000, 1_250_000]);
    expect(run.stoppedAtMs).toEqual(["1@1500"]);
  });

  test("takes the lower of two free clients", async () => {
    const course = (client: number) => ({ takesMs: client === 0 ? 400 : 300 });
    const run = await new VirtualRun({ plan: { ...constant, maxClients: 3 }, course }).finish();
    expect(run.begunAtMs).toEqual(["0@0", "1@250", "0@500", "1@750", "0@1000", "1@1250"]);
  });

  test("gives a spent client no arrival any more", async () => {
    const course = (client: number) => ({ takesMs: 100, end: client === 0 ? "spent" : "again" }) as const;
    const run = await new VirtualRun({ plan: constant, course }).finish();
    expect(run.begunAtMs).toEqual(["0@0", "1@250", "1@500", "1@750", "1@1000", "1@1250"]);
  });

  test("drops all arrivals when every client is spent, to the end of the time", async () => {
    const run = await new VirtualRun({
      plan: constant,
      course: () => ({ takesMs: 100, end: "spent" }),
    }).finish();
    expect(run.begunAtMs).toEqual(["0@0", "1@250"]);
    expect(run.droppedUs).toEqual([500_000, 750_000, 1_000_000, 1_250_000]);
  });

  test("arrives in the warm-up at the same rate, counted from the start of the load", async () => {
    const plan = { ...constant, ratePerSecond: 3, durationMs: 1_000 };
    const run = await new VirtualRun({ plan, warmUpMs: 500, course: () => ({ takesMs: 1 }) }).finish();
    expect(run.arrivedUs).toEqual([0, 333_333, 666_667, 1_000_000, 1_333_333]);
  });

  test("begins what is overdue at once, late, and leaves nothing out", async () => {
    const run = new VirtualRun({
      plan: { ...constant, maxClients: 9 },
      startsInUs: -800_000,
      course: () => ({ takesMs: 1 }),
    });
    await run.finish();
    expect(run.begun.map(({ client, atUs, dueUs }) => [client, atUs, dueUs])).toEqual([
      [0, 800_000, 0],
      [1, 800_000, 250_000],
      [2, 800_000, 500_000],
      [3, 800_000, 750_000],
      [0, 1_000_000, 1_000_000],
      [0, 1_250_000, 1_250_000],
    ]);
  });

  test("begins, even when it wakes after the end, every arrival that was due, and then stops them", async () => {
    const run = new VirtualRun({ plan: { ...constant, maxClients: 9 }, startsInUs: -2_000_000 });
    await run.finish();
    expect(run.arrivedUs).toEqual([0, 250_000, 500_000, 750_000, 1_000_000, 1_250_000]);
    expect(run.stopped.map(({ client }) => client)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe("ramping-arrival-rate", () => {
  test("arrives at the square root of 2 i on the way from 0 to 10 per second in 10 s", async () => {
    const run = await new VirtualRun({ plan: ramping, course: () => ({ takesMs: 5 }) }).finish();
    const due = Array.from({ length: 50 }, (_, i) => Math.round(Math.sqrt(2 * i) * 1_000_000));
    expect(run.begun.map(({ atUs }) => atUs)).toEqual(due);
    expect(run.arrivedUs).toEqual(due);
  });

  test("holds the start rate in the warm-up", async () => {
    const plan = { ...ramping, startRatePerSecond: 2, phases: [{ durationMs: 1_000, target: 2 }] };
    const run = await new VirtualRun({ plan, warmUpMs: 1_000, course: () => ({ takesMs: 5 }) }).finish();
    expect(run.arrivedUs).toEqual([0, 500_000, 1_000_000, 1_500_000]);
  });

  test("drops what finds no client at the top of the ramp", async () => {
    const plan: RampingArrivalRatePlan = {
      kind: "ramping-arrival-rate",
      startRatePerSecond: 1,
      phases: [
        { durationMs: 2_000, target: 1 },
        { durationMs: 0, target: 10 },
        { durationMs: 500, target: 10 },
        { durationMs: 0, target: 1 },
        { durationMs: 2_000, target: 1 },
      ],
      maxClients: 2,
    };
    const run = await new VirtualRun({ plan, course: () => ({ takesMs: 250 }) }).finish();
    expect(run.begunAtMs).toEqual(["0@0", "0@1000", "0@2000", "1@2100", "0@2300", "1@2400", "0@3500"]);
    expect(run.droppedUs).toEqual([2_200_000, 2_500_000]);
  });

  test("arrives 3,000 times in a ramp of 10 minutes, each to the µs", async () => {
    const plan = { ...ramping, phases: [{ durationMs: 600_000, target: 10 }] };
    const run = await new VirtualRun({ plan, course: () => ({ takesMs: 0 }) }).finish();
    // A rate of t / 60 after t seconds: i arrivals after the square root of 120 i.
    const due = Array.from({ length: 3_000 }, (_, i) => Math.round(Math.sqrt(120 * i) * 1_000_000));
    expect(run.begun.map(({ atUs }) => atUs)).toEqual(due);
    expect(run.iterated).toBe(3_000);
  });
});
