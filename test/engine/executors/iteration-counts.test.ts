import { describe, expect, test } from "vitest";
import type {
  PerClientIterationsPlan,
  SharedIterationsPlan,
} from "../../../src/engine/plan/executor-plan.js";
import { VirtualRun } from "./virtual-run.js";

const shared: SharedIterationsPlan = {
  kind: "shared-iterations",
  clients: 2,
  iterations: 7,
  maxDurationMs: 10_000,
};
const perClient: PerClientIterationsPlan = {
  kind: "per-client-iterations",
  clients: 2,
  iterations: 3,
  maxDurationMs: 10_000,
};

describe("shared-iterations", () => {
  test("whoever is free takes the next number, and it is over when the last has ended", async () => {
    const run = new VirtualRun({ plan: shared, course: (client) => ({ takesMs: client === 0 ? 100 : 250 }) });
    await run.advanceToMs(500);
    await run.running.done;
    expect(run.begun.map(({ client, index, atUs }) => `${client}:${index}@${atUs / 1_000}`)).toEqual(
      "0:0@0 1:1@0 0:2@100 0:3@200 1:4@250 0:5@300 0:6@400".split(" "),
    );
    expect(run.ended.at(-1)?.atUs).toBe(500_000);
    expect([run.stopped, run.iterated]).toEqual([[], 7]);
  });

  test("more clients than iterations leave some without any", async () => {
    const run = new VirtualRun({ plan: { ...shared, clients: 9 }, course: () => ({ takesMs: 10 }) });
    await run.advanceToMs(10);
    await run.running.done;
    expect(run.clients).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("the time bound ends what is under way", async () => {
    const run = new VirtualRun({
      plan: { ...shared, maxDurationMs: 500 },
      warmUpMs: 100,
      course: () => ({ takesMs: 250 }),
    });
    await run.finish();
    expect(run.begunAtMs).toEqual(["0@0", "1@0", "0@250", "1@250", "0@500", "1@500"]);
    expect([run.stoppedAtMs, run.iterated]).toEqual([["0@600", "1@600"], 4]);
  });

  test("a spent client leaves its part to the others", async () => {
    const run = new VirtualRun({
      plan: shared,
      course: (client) => ({ takesMs: 100, end: client === 1 ? "spent" : "again" }),
    });
    await run.advanceToMs(600);
    await run.running.done;
    expect(run.begun.map(({ client, index }) => `${client}:${index}`)).toEqual(
      "0:0 1:1 0:2 0:3 0:4 0:5 0:6".split(" "),
    );
  });

  test("when all clients are spent, what is left is not begun", async () => {
    const run = new VirtualRun({ plan: shared, course: () => ({ takesMs: 100, end: "spent" }) });
    await run.advanceToMs(100);
    await run.running.done;
    expect([run.begun.length, run.iterated]).toEqual([2, 2]);
  });
});

describe("per-client-iterations", () => {
  test("each client does its own number, however long the others take", async () => {
    const run = new VirtualRun({
      plan: perClient,
      course: (client) => ({ takesMs: client === 0 ? 100 : 400 }),
    });
    await run.advanceToMs(1_200);
    await run.running.done;
    expect(run.begun.map(({ client, index, atUs }) => `${client}:${index}@${atUs / 1_000}`)).toEqual(
      "0:0@0 1:0@0 0:1@100 0:2@200 1:1@400 1:2@800".split(" "),
    );
    expect([run.stopped, run.iterated]).toEqual([[], 6]);
  });

  test("the time bound ends what is under way", async () => {
    const run = new VirtualRun({
      plan: { ...perClient, maxDurationMs: 500 },
      course: () => ({ takesMs: 300 }),
    });
    await run.finish();
    expect(run.begunAtMs).toEqual(["0@0", "1@0", "0@300", "1@300"]);
    expect([run.stoppedAtMs, run.iterated]).toEqual([["0@500", "1@500"], 2]);
  });

  test("an iteration that waits for nothing is done as often as any other", async () => {
    const run = new VirtualRun({ plan: { ...perClient, iterations: 1_000 }, course: () => ({ takesMs: 0 }) });
    await run.running.done;
    expect([run.begun.length, run.nowUs()]).toEqual([2_000, 0]);
  });
});
