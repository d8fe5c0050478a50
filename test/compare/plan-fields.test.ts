import { describe, expect, test } from "vitest";
import { fieldNames, isNamed, planDifferences, planFields } from "../../src/compare/plan-fields.js";
import type { ExperimentVariant } from "../../src/metrics/experiment-report.js";
import { madeLoad, madeRun } from "./made-runs.js";

const plan = (changes: Parameters<typeof madeRun>[0]) => planFields(madeRun(changes).plan);
const differences = (changes: Parameters<typeof madeRun>[0]) => planDifferences(plan({}), plan(changes));

describe("plans that differ", () => {
  test.each([
    ["nothing", {}],
    ["the seed", { plan: { seed: 8 } }],
    ["tags and names", { plan: { tags: { build: "b" } }, load: { name: "other", tags: { a: "b" } } }],
    ["the host and the port", { load: { url: "ws://[::1]:5000/echo" } }],
    ["the place of the file and its thresholds", { plan: { file: "b.yaml", thresholds: { a: ["b"] } } }],
    ["options that nobody gave", { plan: { dial: { driver: "frame", headers: [] } } }],
  ])("in %s are alike", (_, changes) => {
    expect(differences(changes)).toEqual([]);
  });

  test.each([
    ["url.path", { load: { url: "ws://127.0.0.1:4000/slow?delay=2ms" } }, "/echo", "/slow?delay=2ms"],
    ["url.scheme", { load: { url: "WSS://127.0.0.1:4000/echo" } }, "ws", "wss"],
    ["workers", { plan: { workers: 2 } }, 1, 2],
    ["dial.compression", { plan: { dial: { driver: "frame", compression: true } } }, false, true],
    ["warmUpMs", { load: { warmUpMs: 1_000 } }, 500, 1_000],
    ["connectConcurrency", { load: { connect: { concurrency: 1 } } }, 64, 1],
    ["traffic.kind", { load: { work: { kind: "sink", holdMs: 3 } } }, "echo", "sink"],
    [
      "traffic.schedule.kind",
      { load: { work: { ...madeLoad.work, schedule: { kind: "closed", inFlight: 1 } } } },
      "open",
      "closed",
    ],
  ])("in %s say so", (field, changes, baseline, candidate) => {
    expect(differences(changes)).toEqual([{ field, baseline, candidate }]);
  });

  test("of a run and of a variant of an experiment with the same load are alike", () => {
    const { name: _name, tags: _tags, ...load } = madeLoad;
    const variant: ExperimentVariant = {
      name: "whole",
      description: "",
      url: "ws://127.0.0.1:{port}/echo",
      command: ["node", "server.js"],
      model: "open",
      load: { ...load, connect: { ...load.connect, dial: { driver: "frame" } } },
    };
    const experiment = { workers: 1, pacing: "economical", blocks: 10, pauseMs: 300 };
    expect(planDifferences(plan({}), planFields(experiment, variant))).toEqual([]);
  });

  test("of one dial are alike, whether its defaults were written down or not", () => {
    const written = plan({ plan: { dial: { driver: "frame", maskKeys: "random", timeoutMs: 10_000 } } });
    const leftOut = plan({ plan: { dial: {} } });
    const slower = plan({ plan: { dial: { maskKeys: "fixed", timeoutMs: 20_000 } } });
    expect(planDifferences(written, leftOut)).toEqual([]);
    expect(planDifferences(written, slower).map(({ field, candidate }) => [field, candidate])).toEqual([
      ["dial.maskKeys", "fixed"],
      ["dial.timeoutMs", 20_000],
    ]);
  });

  test("of several loads are told by their names", () => {
    const loads = (bytes: number) => ({
      plan: {
        loads: [
          { ...madeLoad, name: "a" },
          { ...madeLoad, name: "b", startMs: bytes },
        ],
      },
    });
    expect(planDifferences(plan(loads(0)), plan(loads(5)))).toEqual([
      { field: "b.startMs", baseline: 0, candidate: 5 },
    ]);
  });
});

test("a name stands for a field and all within it, not for one that begins alike", () => {
  expect(isNamed("traffic.message.size", ["traffic.message"])).toBe(true);
  expect(isNamed("traffic.message", ["traffic.message"])).toBe(true);
  expect(isNamed("traffic.messageTimeoutMs", ["traffic.message"])).toBe(false);
  expect(isNamed("traffic", ["traffic.message"])).toBe(false);
});

test("fields have names, those that hold others too", () => {
  expect(fieldNames({ url: { path: "/", scheme: "ws" }, workers: 1, list: [{ a: 1 }] })).toEqual([
    "url",
    "url.path",
    "url.scheme",
    "workers",
    "list",
  ]);
});
