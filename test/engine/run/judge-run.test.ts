import { expect, test } from "vitest";
import type { TrafficOptions } from "../../../src/engine/plan/load-options.js";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { limitOf } from "../../../src/engine/run/judge-run.js";
import { addLoadFacts } from "../../../src/engine/run/load-facts.js";
import { factsOf, machine } from "../some-load.js";

const open = { kind: "open", ratePerSecond: 5, per: "connection", arrivals: "constant" } as const;

test.each<[string, TrafficOptions, idle: string | undefined, busy: string | undefined]>([
  ["a closed echo is held back by one of both sides", { kind: "echo" }, "target", "generator"],
  ["so is a sink without a rate", { kind: "sink" }, "target", "generator"],
  ["an open echo keeps its schedule", { kind: "echo", schedule: open }, undefined, undefined],
  ["a broadcast always has a rate", { kind: "broadcast" }, undefined, undefined],
  ["idle connections want nothing from the target", { kind: "idle" }, undefined, undefined],
  ["a stream comes at the target's own rate", { kind: "stream" }, undefined, undefined],
  ["a storm has its own times", { kind: "storm" }, undefined, undefined],
  ["a slow reader is slow on purpose", { kind: "slow-reader" }, undefined, undefined],
])("%s", (_, traffic, idle, busy) => {
  const executor = { kind: "constant-clients", clients: 2, durationMs: 1_000 } as const;
  const url = "ws://127.0.0.1:9";
  const [load] = planRun({ seed: 1, loads: [{ url, executor, traffic }] }, machine).loads;
  if (load === undefined) throw new Error("there is one");
  const idleWorker = factsOf({ busiestShare: 0.1 });
  const busyWorker = factsOf({ busiestShare: 0.95 });
  expect([limitOf(load, idleWorker), limitOf(load, busyWorker)]).toEqual([idle, busy]);
  // One busy worker is enough, however idle the others are.
  expect(limitOf(load, addLoadFacts(idleWorker, addLoadFacts(busyWorker, factsOf())))).toBe(busy);
  // A moment says nothing, nor does a load without a connection.
  const unmeasured = idle === undefined ? undefined : "unknown";
  expect(limitOf(load, { ...busyWorker, steadyMs: 99 })).toBe(unmeasured);
  const unopened = { ...busyWorker.handshakes, opened: 0 };
  expect(limitOf(load, { ...busyWorker, handshakes: unopened })).toBe(unmeasured);
});

test("a script dials by itself, so that its load counts no handshakes", () => {
  const executor = { kind: "constant-clients", clients: 2, durationMs: 1_000 } as const;
  const script = { file: "chat.ts", scenario: "chat" };
  const [load] = planRun({ seed: 1, loads: [{ url: "ws://127.0.0.1:9", executor, script }] }, machine).loads;
  if (load === undefined) throw new Error("there is one");
  const handshakes = { attempted: 0, opened: 0, failures: {}, reachedHttp: false };
  expect(limitOf(load, factsOf({ busiestShare: 0.95, handshakes }))).toBe("generator");
});
