import { expect, test } from "vitest";
import type { ConstantClientsPlan } from "../../../src/engine/plan/executor-plan.js";
import { VirtualRun } from "./virtual-run.js";

const plan: ConstantClientsPlan = { kind: "constant-clients", clients: 2, durationMs: 1_000 };

test("each client runs one iteration after another until the time is over, then is asked to stop", async () => {
  const run = new VirtualRun({ plan, course: (client) => ({ takesMs: client === 0 ? 300 : 460 }) });
  await run.finish();
  expect(run.begunAtMs).toEqual(["0@0", "1@0", "0@300", "1@460", "0@600", "0@900", "1@920"]);
  expect(run.begun.filter(({ client }) => client === 0).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  expect(run.stoppedAtMs).toEqual(["0@1000", "1@1000"]);
  // What was cut short is no iteration.
  expect(run.iterated).toBe(5);
});

test("the warm-up is held before the time of the plan", async () => {
  const run = new VirtualRun({ plan, warmUpMs: 500, course: () => ({ takesMs: 400 }) });
  await run.finish();
  expect(run.begunAtMs.filter((at) => at.startsWith("0"))).toEqual(["0@0", "0@400", "0@800", "0@1200"]);
  expect(run.stoppedAtMs).toEqual(["0@1500", "1@1500"]);
});

test("no client starts before the start of the load", async () => {
  const run = new VirtualRun({ plan, startsInUs: 250_000 });
  await run.advanceToMs(-1);
  expect(run.begunAtMs).toEqual([]);
  await run.finish();
  expect(run.begunAtMs).toEqual(["0@0", "1@0"]);
});

test("a spent client is not started again, and the others go on", async () => {
  const run = new VirtualRun({
    plan,
    course: (client, { index }) => ({ takesMs: 400, end: client === 1 && index === 1 ? "spent" : "again" }),
  });
  await run.finish();
  expect(run.begunAtMs).toEqual(["0@0", "1@0", "0@400", "1@400", "0@800"]);
  expect(run.stoppedAtMs).toEqual(["0@1000"]);
  expect(run.iterated).toBe(4);
});

test("an iteration that ends with the time is not followed by another", async () => {
  const run = await new VirtualRun({ plan, course: () => ({ takesMs: 1_000 }) }).finish();
  expect([run.begunAtMs, run.stopped, run.iterated]).toEqual([["0@0", "1@0"], [], 2]);
});

test("when all clients are spent, it is over before the time", async () => {
  const run = new VirtualRun({ plan, course: (client) => ({ takesMs: 100 + client, end: "spent" }) });
  await run.advanceToMs(100);
  expect(await isPending(run.running.done)).toBe(true);
  await run.advanceToMs(101);
  await run.running.done;
  expect(run.nowUs()).toBe(101_000);
  expect(run.stopped).toEqual([]);
});

test("an iteration that waits for nothing does not keep the time from passing", async () => {
  const course = (_client: number, { index }: { readonly index: number }) => {
    // Else a time that does not pass would hang this test instead of failing it.
    if (index > 100_000) throw new Error("time does not pass");
    return { takesMs: 0 };
  };
  const run = await new VirtualRun({ plan, course }).finish();
  expect(run.begun.length).toBeGreaterThanOrEqual(16);
  expect(run.nowUs()).toBe(1_000_000);
});

test("a worker without clients has nothing to do", async () => {
  const run = new VirtualRun({ plan, share: { worker: 2, of: 3 } });
  await run.running.done;
  expect(run.clients).toEqual([]);
});

async function isPending(promise: Promise<void>): Promise<boolean> {
  return await Promise.race([
    promise.then(() => false),
    new Promise<true>((r) => setImmediate(() => r(true))),
  ]);
}
