// Whether a run can be trusted: the generator's lateness and its CPU.

import { expect, test } from "vitest";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import type { Pacing, RunPlan } from "../../../src/engine/plan/run-plan.js";
import type { SchedulePlan } from "../../../src/engine/plan/traffic-plan.js";
import type { CoordinatedRun } from "../../../src/engine/run/coordinator.js";
import { invalidReasons } from "../../../src/engine/run/judge-run.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { machine } from "../some-load.js";

const open: SchedulePlan = { kind: "open", ratePerSecond: 100, per: "load", arrivals: "constant" };

test("an open model whose worker was above 90% of a core for 3 s is invalid", () => {
  expect(reasons({ pacing: "economical", busySeconds: 3 })).toEqual([
    "Worker 1 of 1 was above 90% of a core for 3 s on end. It may have held the load back.",
  ]);
  expect(reasons({ pacing: "economical", busySeconds: 2.9 })).toEqual([]);
});

test("under precise pacing a full core is the pacer's own spinning and makes no run invalid", () => {
  expect(reasons({ pacing: "precise", busySeconds: 60 })).toEqual([]);
});

test.each<Pacing>(["economical", "precise"])(
  "under %s pacing p99 of the lateness may be 10 ms and no more",
  (pacing) => {
    expect(reasons({ pacing, busySeconds: 0, latenessUs: 10_000 })).toEqual([]);
    expect(reasons({ pacing, busySeconds: 0, latenessUs: 20_000 })).toEqual([
      "The generator sent late: p99 20 ms after the due time, above the limit of 10 ms. Latencies include our own delay.",
    ]);
  },
);

test("a closed loop is never invalid for CPU", () => {
  const closed: SchedulePlan = { kind: "closed", inFlight: 1 };
  expect(reasons({ pacing: "economical", busySeconds: 60, schedule: closed })).toEqual([]);
});

interface Judged {
  readonly pacing: Pacing;
  readonly busySeconds: number;
  readonly latenessUs?: number;
  readonly schedule?: SchedulePlan;
}

function reasons({ pacing, busySeconds, latenessUs, schedule = open }: Judged): readonly string[] {
  const plan: RunPlan = planRun(
    {
      seed: 1,
      pacing,
      loads: [
        {
          url: "ws://127.0.0.1:9",
          executor: { kind: "constant-clients", clients: 1, durationMs: 10_000 },
          traffic: { kind: "echo", schedule },
        },
      ],
    },
    machine,
  );
  const collector = new MetricCollector({ clock: new FakeClock() });
  if (latenessUs !== undefined) collector.trend("generator_lateness", { phase: "steady" }).record(latenessUs);
  const run: CoordinatedRun = {
    loads: [],
    lost: [],
    incomplete: [],
    busySeconds: [{ worker: "1", seconds: busySeconds }],
  };
  return invalidReasons(plan, run, collector).map(({ message }) => message);
}
