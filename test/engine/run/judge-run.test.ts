import { expect, test } from "vitest";
import type { TrafficOptions } from "../../../src/engine/plan/load-options.js";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { noCounts } from "../../../src/engine/record/message-counts.js";
import { limitOf } from "../../../src/engine/run/judge-run.js";
import { addLoadFacts, type LoadFacts } from "../../../src/engine/run/load-facts.js";

const machine = { openFiles: 1_024, portsPerAddress: 28_232, cores: 2 };
const open = { kind: "open", ratePerSecond: 5, per: "connection", arrivals: "constant" } as const;

function factsOf(busiestShare: number, steadyMs = 1_000): LoadFacts {
  return {
    name: "load",
    handshakes: { attempted: 1, opened: 1, failures: {}, reachedHttp: true },
    droppedBecause: {},
    counts: { steady: noCounts },
    phases: [{ name: "steady", spentMs: steadyMs }],
    iterations: 0,
    droppedIterations: 0,
    unansweredAtEnd: 0,
    checks: [],
    steadyMs,
    cpuUs: 1_000,
    busiestShare,
  };
}

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
  expect([limitOf(load, factsOf(0.1)), limitOf(load, factsOf(0.95))]).toEqual([idle, busy]);
  // One busy worker is enough, however idle the others are.
  expect(limitOf(load, addLoadFacts(factsOf(0.01), addLoadFacts(factsOf(0.95), factsOf(0))))).toBe(busy);
  // A moment says nothing, nor does a load without a connection.
  const unmeasured = idle === undefined ? undefined : "unknown";
  expect(limitOf(load, factsOf(0.95, 99))).toBe(unmeasured);
  const { handshakes, ...facts } = factsOf(0.95);
  const unopened = { ...facts, handshakes: { ...handshakes, opened: 0 } };
  expect(limitOf(load, unopened)).toBe(unmeasured);
});

test("a script dials by itself, so that its load counts no handshakes", () => {
  const executor = { kind: "constant-clients", clients: 2, durationMs: 1_000 } as const;
  const script = { file: "chat.ts", scenario: "chat" };
  const [load] = planRun({ seed: 1, loads: [{ url: "ws://127.0.0.1:9", executor, script }] }, machine).loads;
  if (load === undefined) throw new Error("there is one");
  const handshakes = { attempted: 0, opened: 0, failures: {}, reachedHttp: false };
  expect(limitOf(load, { ...factsOf(0.95), handshakes })).toBe("generator");
});
