import { describe, expect, test } from "vitest";
import { executorOf } from "../../../src/engine/executors/executors.js";
import type { ExecutorPlan } from "../../../src/engine/plan/executor-plan.js";

const arrivals = {
  kind: "constant-arrival-rate",
  ratePerSecond: 5,
  durationMs: 1_000,
  maxClients: 1,
} as const;
const ramp = {
  kind: "ramping-clients",
  startClients: 0,
  phases: [{ durationMs: 1_000, target: 5 }],
} as const;
const rates = { ...ramp, kind: "ramping-arrival-rate", startRatePerSecond: 0, maxClients: 10 } as const;
const shared = { kind: "shared-iterations", clients: 2, iterations: 10, maxDurationMs: 600_000 } as const;

describe("the problems of a plan", () => {
  test.each<{ plan: ExecutorPlan; problems: readonly string[] }>([
    { plan: { kind: "constant-clients", clients: 1, durationMs: 0.001 }, problems: [] },
    { plan: { kind: "constant-clients", clients: 1_000_000, durationMs: 31_536_000_000 }, problems: [] },
    {
      plan: { kind: "constant-clients", clients: 0, durationMs: 0 },
      problems: [
        "clients: clients is 0; must be a whole number from 1 to 1,000,000",
        "durationMs: durationMs is 0; must be from 0.001 ms to 8760 h",
      ],
    },
    {
      plan: { kind: "constant-clients", clients: 1_000_001, durationMs: Number.POSITIVE_INFINITY },
      problems: [
        "clients: clients is 1000001; must be a whole number from 1 to 1,000,000",
        "durationMs: durationMs is Infinity; must be from 0.001 ms to 8760 h",
      ],
    },
    {
      plan: { kind: "constant-clients", clients: 1.5, durationMs: Number.NaN },
      problems: [
        "clients: clients is 1.5; must be a whole number from 1 to 1,000,000",
        "durationMs: durationMs is NaN; must be from 0.001 ms to 8760 h",
      ],
    },
    { plan: arrivals, problems: [] },
    {
      plan: { ...arrivals, ratePerSecond: -5, durationMs: -1, maxClients: 0 },
      problems: [
        'ratePerSecond: ratePerSecond is -5; must be greater than 0 and at most 1,000,000 (Use executor "constant-clients" for a fixed number of clients.)',
        "durationMs: durationMs is -1; must be from 0.001 ms to 8760 h",
        "maxClients: maxClients is 0; must be a whole number from 1 to 1,000,000",
      ],
    },
    {
      plan: { ...arrivals, ratePerSecond: 2_000_000 },
      problems: [
        'ratePerSecond: ratePerSecond is 2000000; must be greater than 0 and at most 1,000,000 (Use executor "constant-clients" for a fixed number of clients.)',
      ],
    },
    { plan: ramp, problems: [] },
    {
      plan: { ...ramp, startClients: -1, phases: [] },
      problems: [
        "startClients: startClients is -1; must be a whole number from 0 to 1,000,000",
        "phases: phases is empty; must hold at least one phase",
      ],
    },
    {
      plan: {
        ...ramp,
        phases: [
          { durationMs: 1_000, target: 5, name: "up.1-a_b" },
          { durationMs: -1, target: 2.5, name: "" },
          { durationMs: 0, target: 1, name: "warm-up" },
        ],
      },
      problems: [
        "phases[1].durationMs: durationMs is -1; must be from 0 ms to 8760 h",
        "phases[1].target: target is 2.5; must be a whole number from 0 to 1,000,000",
        'phases[1].name: name is ""; must be made of letters, digits, ".", "_" and "-"',
        'phases[2].name: name is "warm-up"; is kept for the time before the phases',
      ],
    },
    {
      plan: { ...ramp, phases: [{ durationMs: 1_000, target: 5, name: "draining" }] },
      problems: ['phases[0].name: name is "draining"; is kept for the time after the phases'],
    },
    {
      plan: {
        ...ramp,
        phases: [
          { durationMs: 1_000, target: 5, name: "hold" },
          { durationMs: 1_000, target: 5, name: "hold" },
        ],
      },
      problems: ['phases: phases are named "hold" twice; names must differ'],
    },
    {
      plan: {
        ...ramp,
        phases: [
          { durationMs: 1_000, target: 5, name: "phase-2" },
          { durationMs: 1_000, target: 5 },
        ],
      },
      problems: ['phases: phases are named "phase-2" twice; names must differ'],
    },
    {
      // A jump takes no time, so no figures bear its name.
      plan: {
        ...ramp,
        phases: [
          { durationMs: 0, target: 5, name: "hold" },
          { durationMs: 1_000, target: 5, name: "hold" },
        ],
      },
      problems: [],
    },
    {
      plan: { ...ramp, phases: [{ durationMs: 0, target: 0 }] },
      problems: [
        "phases: phases last 0 ms in all; must be from 0.001 ms to 8760 h",
        "phases: phases stay at 0 from start to end; one must rise above it",
      ],
    },
    { plan: { ...rates, startRatePerSecond: 2.5 }, problems: [] },
    { plan: { ...rates, phases: [{ durationMs: 1_000, target: 0.1 }] }, problems: [] },
    {
      plan: {
        ...rates,
        startRatePerSecond: -0.5,
        maxClients: 0,
        phases: [{ durationMs: 1, target: 2_000_000 }],
      },
      problems: [
        "startRatePerSecond: startRatePerSecond is -0.5; must be a rate per second from 0 to 1,000,000",
        "phases[0].target: target is 2000000; must be a rate per second from 0 to 1,000,000",
        "maxClients: maxClients is 0; must be a whole number from 1 to 1,000,000",
      ],
    },
    { plan: shared, problems: [] },
    {
      plan: { ...shared, clients: 0, iterations: 0, maxDurationMs: 0 },
      problems: [
        "clients: clients is 0; must be a whole number from 1 to 1,000,000",
        "iterations: iterations is 0; must be a whole number of at least 1",
        "maxDurationMs: maxDurationMs is 0; must be from 0.001 ms to 8760 h",
      ],
    },
    {
      plan: { ...shared, kind: "per-client-iterations", iterations: 0.5 },
      problems: ["iterations: iterations is 0.5; must be a whole number of at least 1"],
    },
  ])("$plan.kind: $problems", ({ plan, problems }) => {
    const told = executorOf(plan).problems(plan);
    expect(
      told.map(({ path, message, hint }) => `${path}: ${message}${hint === undefined ? "" : ` (${hint})`}`),
    ).toEqual(problems);
  });
});

describe("the description of a plan", () => {
  test.each<{ plan: ExecutorPlan; text: string }>([
    { plan: { kind: "constant-clients", clients: 100, durationMs: 30_000 }, text: "100 clients for 30 s" },
    { plan: { kind: "constant-clients", clients: 1, durationMs: 90_000 }, text: "1 client for 1m 30s" },
    {
      plan: { ...arrivals, ratePerSecond: 5_000, maxClients: 500 },
      text: "5,000 arrivals per second for 1 s, at most 500 clients",
    },
    {
      plan: { ...arrivals, ratePerSecond: 0.5 },
      text: "0.5 arrivals per second for 1 s, at most 1 client",
    },
    {
      plan: {
        ...ramp,
        phases: [
          { durationMs: 30_000, target: 100 },
          { durationMs: 60_000, target: 100 },
          { durationMs: 0, target: 0 },
        ],
      },
      text: "from 0 clients to 100 in 30 s, 100 for 1m 0s, at once to 0",
    },
    {
      plan: { ...ramp, startClients: 1, phases: [{ durationMs: 1_000, target: 1 }] },
      text: "1 client for 1 s",
    },
    {
      plan: {
        ...ramp,
        startClients: 2,
        phases: [
          { durationMs: 1_000, target: 2 },
          { durationMs: 0, target: 5 },
        ],
      },
      text: "2 clients for 1 s, at once to 5",
    },
    {
      plan: { ...rates, startRatePerSecond: 1 },
      text: "from 1 arrival per second to 5 in 1 s, at most 10 clients",
    },
    { plan: shared, text: "10 iterations shared by 2 clients, in at most 10m 0s" },
    {
      plan: { ...shared, kind: "per-client-iterations" },
      text: "10 iterations by each of 2 clients, in at most 10m 0s",
    },
  ])("of $plan.kind: $text", ({ plan, text }) => {
    expect(executorOf(plan).describe(plan)).toBe(text);
  });
});

describe("the phases of a plan", () => {
  const shown = (plan: ExecutorPlan, warmUpMs: number): readonly string[] =>
    executorOf(plan)
      .phases(plan, warmUpMs)
      .map(({ name, fromMs, toMs }) => `${name} ${fromMs}-${toMs}`);

  test.each<ExecutorPlan>([
    { kind: "constant-clients", clients: 1, durationMs: 1_000 },
    arrivals,
    { ...shared, maxDurationMs: 1_000 },
    { ...shared, kind: "per-client-iterations", maxDurationMs: 1_000 },
  ])("of $kind are warm-up and steady, for the duration after the warm-up", (plan) => {
    expect(shown(plan, 0)).toEqual(["steady 0-Infinity"]);
    expect(shown(plan, 500)).toEqual(["warm-up 0-500", "steady 500-Infinity"]);
    expect(executorOf(plan).durationMs(plan, 500)).toBe(1_500);
  });

  test.each<ExecutorPlan>([ramp, rates])("of $kind go by name or number, without the jumps", ({ kind }) => {
    const phases = [
      { durationMs: 1_000, target: 5 },
      { durationMs: 0, target: 9 },
      { durationMs: 2_000, target: 9, name: "hold" },
      { durationMs: 3_000, target: 0 },
      { durationMs: 0, target: 1 },
    ];
    const plan: ExecutorPlan = kind === "ramping-clients" ? { ...ramp, phases } : { ...rates, phases };
    expect(shown(plan, 0)).toEqual(["phase-1 0-1000", "hold 1000-3000", "phase-4 3000-Infinity"]);
    expect(shown(plan, 250)[0]).toBe("warm-up 0-250");
    expect(shown(plan, 250)[1]).toBe("phase-1 250-1250");
    expect(executorOf(plan).durationMs(plan, 250)).toBe(6_250);
  });

  test("of a ramp may run as many clients as its highest level", () => {
    const plan: ExecutorPlan = { ...ramp, startClients: 3, phases: [{ durationMs: 1, target: 2 }] };
    expect(executorOf(plan).maxClients(plan)).toBe(3);
    expect(executorOf(ramp).maxClients(ramp)).toBe(5);
  });
});
