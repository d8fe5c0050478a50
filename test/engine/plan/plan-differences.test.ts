import { describe, expect, it } from "vitest";
import type { LoadOptions } from "../../../src/engine/plan/load-options.js";
import { planDifferences } from "../../../src/engine/plan/plan-differences.js";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { storePlan } from "../../../src/engine/plan/stored-plan.js";
import type { StoredPlan } from "../../../src/engine/plan/stored-plan-schema.js";

const load: LoadOptions = {
  url: "ws://127.0.0.1:8080/",
  executor: { kind: "constant-clients", clients: 4, durationMs: 2_000 },
};
const stored = (options: Partial<LoadOptions>, seed = 7): StoredPlan =>
  storePlan(planRun({ loads: [{ ...load, ...options }], seed }), "/");

describe("two stored plans", () => {
  it.each<[string, Partial<LoadOptions>, readonly string[]]>([
    ["the same", {}, []],
    ["another URL", { url: "ws://127.0.0.1:9090/slow" }, []],
    [
      "another duration and warm-up",
      { executor: { ...load.executor, kind: "constant-clients", clients: 4, durationMs: 500 }, warmUpMs: 0 },
      ["load.warmUpMs is 1000 there and 0 here", "load.executor.durationMs is 2000 there and 500 here"],
    ],
    [
      "an open schedule, of which only the kind is told",
      {
        traffic: {
          kind: "echo",
          schedule: { kind: "open", ratePerSecond: 5, per: "load", arrivals: "constant" },
        },
      },
      ['load.traffic.schedule.kind is "closed" there and "open" here'],
    ],
    ["compression", { dial: { compression: true } }, ["dial.compression is false there and true here"]],
    [
      "a limit that was left out",
      { connectRatePerSecond: 100 },
      ["load.connectRatePerSecond is left out there and 100 here"],
    ],
    ["subprotocols", { dial: { subprotocols: ["a"] } }, ['dial.subprotocols is [] there and ["a"] here']],
  ])("with %s", (_, options, differences) => {
    expect(planDifferences(stored({}), stored(options))).toEqual(differences);
  });

  it("may have different seeds", () => {
    expect(planDifferences(stored({}), stored({}, 8))).toEqual([]);
  });
});
