import { expect, test } from "vitest";
import type { RampingClientsPlan } from "../../../src/engine/plan/executor-plan.js";
import { VirtualRun } from "./virtual-run.js";

const upAndDown: RampingClientsPlan = {
  kind: "ramping-clients",
  startClients: 0,
  phases: [
    { durationMs: 4_000, target: 4 },
    { durationMs: 1_000, target: 4 },
    { durationMs: 4_000, target: 0 },
  ],
};

/** 3 clients, at once 1, a second later 3 again. */
const dip: RampingClientsPlan = {
  kind: "ramping-clients",
  startClients: 3,
  phases: [
    { durationMs: 1_000, target: 3 },
    { durationMs: 0, target: 1 },
    { durationMs: 1_000, target: 1 },
    { durationMs: 0, target: 3 },
    { durationMs: 1_000, target: 3 },
  ],
};

test("clients are added with the ramp and those added last stop first", async () => {
  const run = await new VirtualRun({ plan: upAndDown }).finish();
  expect(run.begunAtMs).toEqual(["0@0", "1@1000", "2@2000", "3@3000"]);
  expect(run.stoppedAtMs).toEqual(["3@6000", "2@7000", "1@8000", "0@9000"]);
});

test("each client iterates while it is there", async () => {
  const run = await new VirtualRun({ plan: upAndDown, course: () => ({ takesMs: 1_300 }) }).finish();
  const ofClient = (client: number): readonly number[] =>
    run.begun.filter((begun) => begun.client === client).map(({ atUs }) => atUs / 1_000);
  expect([0, 1, 2, 3].map(ofClient)).toEqual([
    [0, 1_300, 2_600, 3_900, 5_200, 6_500, 7_800],
    [1_000, 2_300, 3_600, 4_900, 6_200, 7_500],
    [2_000, 3_300, 4_600, 5_900],
    [3_000, 4_300, 5_600],
  ]);
  expect(run.stoppedAtMs).toEqual(["3@6000", "2@7000", "1@8000", "0@9000"]);
  expect(run.iterated).toBe(20 - 4);
});

test("a client is started again when the ramp comes back, and counts its iterations on", async () => {
  const run = await new VirtualRun({ plan: dip }).finish();
  expect(run.begunAtMs).toEqual(["0@0", "1@0", "2@0", "1@2000", "2@2000"]);
  expect(run.stoppedAtMs).toEqual(["2@1000", "1@1000", "0@3000", "1@3000", "2@3000"]);
  expect(run.begun.filter(({ client }) => client === 1).map(({ index }) => index)).toEqual([0, 1]);
});

test("a client that still drains when the ramp comes back begins its next iteration when it has ended", async () => {
  const course = (client: number) => ({
    takesMs: Number.POSITIVE_INFINITY,
    drainsMs: client === 2 ? 1_300 : 0,
  });
  const run = await new VirtualRun({ plan: dip, course }).finish();
  expect(run.begunAtMs).toEqual(["0@0", "1@0", "2@0", "1@2000", "2@2300"]);
  expect(run.iterated).toBe(0);
});

test("a client that drains through the ramp's return and its next fall is not started again", async () => {
  const phases = [...dip.phases, { durationMs: 0, target: 1 }, { durationMs: 2_000, target: 1 }];
  const run = new VirtualRun({
    plan: { ...dip, phases },
    course: () => ({ takesMs: Number.POSITIVE_INFINITY, drainsMs: 2_500 }),
  });
  await run.finish();
  expect(run.begunAtMs).toEqual(["0@0", "1@0", "2@0"]);
  expect(run.stoppedAtMs).toEqual(["2@1000", "1@1000", "2@3000", "1@3000", "0@5000"]);
});

test("a spent client is not started again when the ramp comes back", async () => {
  const course = (client: number) => ({ takesMs: 700, end: client === 2 ? "spent" : "again" }) as const;
  const run = await new VirtualRun({ plan: dip, course }).finish();
  expect(run.begunAtMs).toEqual("0@0 1@0 2@0 0@700 1@700 0@1400 1@2000 0@2100 1@2700 0@2800".split(" "));
});

test("the start level is there through the warm-up", async () => {
  const plan: RampingClientsPlan = {
    kind: "ramping-clients",
    startClients: 1,
    phases: [{ durationMs: 2_000, target: 3 }],
  };
  const run = await new VirtualRun({ plan, warmUpMs: 5_000 }).finish();
  expect(run.begunAtMs).toEqual(["0@0", "1@5000", "2@6000"]);
  expect(run.stoppedAtMs).toEqual(["0@7000", "1@7000", "2@7000"]);
});

test("a ramp of 10 minutes to 600 clients and back starts and stops each to the µs", async () => {
  const plan: RampingClientsPlan = {
    kind: "ramping-clients",
    startClients: 0,
    phases: [
      { durationMs: 300_000, target: 600 },
      { durationMs: 300_000, target: 0 },
    ],
  };
  const run = await new VirtualRun({ plan }).finish();
  const all = Array.from({ length: 600 }, (_, client) => client);
  expect(run.begun.map(({ client, atUs }) => [client, atUs])).toEqual(all.map((k) => [k, k * 500_000]));
  expect(run.stopped.map(({ client, atUs }) => [client, atUs])).toEqual(
    all.toReversed().map((k) => [k, 600_000_000 - k * 500_000]),
  );
});
