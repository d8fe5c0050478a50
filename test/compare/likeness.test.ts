import { describe, expect, test } from "vitest";
import { type InputSide, sideOf } from "../../src/compare/compared-input.js";
import { unlikenesses, variedBetween } from "../../src/compare/likeness.js";
import { sideNames } from "../../src/compare/side-names.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { someMachine } from "../some-machine.js";
import { type MadeRun, madeLoad, madeRun } from "./made-runs.js";

function side(name: string, ...runs: readonly MadeRun[]): InputSide {
  const reports = runs.map((run, index) => ({ source: `${name}-${index}.json`, report: madeRun(run) }));
  return sideOf({ path: name, reports }, name);
}

function onMachine(changes: Partial<RunReport["environment"]>): MadeRun {
  return { environment: { ...someMachine, ...changes } };
}

const old = side("old", {});

describe("two sides are not alike", () => {
  test.each([
    ["cpu", { cpu: "Other" }, 'cpu is "Example CPU" in old and "Other" in new', "Run both on one machine."],
    ["cores", { cores: 4 }, "cores is 2 in old and 4 in new", "Run both on one machine."],
    ["arch", { arch: "arm64" }, 'arch is "x64" in old and "arm64" in new', "Run both on one machine."],
    [
      "os",
      { os: "Linux 6.2" },
      'os is "Linux 6.1" in old and "Linux 6.2" in new',
      "Run both on one machine.",
    ],
    [
      "memory",
      { memoryBytes: 17_179_869_184 },
      "memory is 8 GiB in old and 16 GiB in new",
      "Run both on one machine.",
    ],
    [
      "node",
      { node: "22.1.0" },
      'node is "20.20.0" in old and "22.1.0" in new',
      "Run both on one version of Node.js.",
    ],
  ])("where %s differs", (field, changes, sentence, fix) => {
    expect(unlikenesses(old, side("new", onMachine(changes)), [])).toEqual([{ field, sentence, fix }]);
  });

  test("where a side is not alike in itself, and that is told once", () => {
    const mixed = side("new", {}, onMachine({ cores: 4 }), { load: { warmUpMs: 0 } });
    expect(unlikenesses(old, mixed, ["warmUpMs"])).toEqual([
      {
        field: "cores",
        sentence: "cores is 2 in new-0.json and 4 in new-1.json",
        fix: "Run both on one machine.",
      },
      {
        field: "warmUpMs",
        sentence: "warmUpMs is 500 ms in new-0.json and 0 ms in new-2.json",
        fix: "Give runs of one plan.",
      },
    ]);
  });

  test("in a long value, which is cut", () => {
    const long = side("new", { load: { work: { ...madeLoad.work, message: "x".repeat(100) } } });
    const sentences = unlikenesses(old, long, []).map(({ sentence }) => sentence);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(
      /^traffic\.message is \{"kind":"text","payload".{56}… in old and "x{79}… in new$/,
    );
  });
});

describe("two sides are alike", () => {
  test("in another CI setting, and a memory that a kernel tells a little less of", () => {
    const changes = { ci: true, memoryBytes: someMachine.memoryBytes * 0.985 };
    expect(unlikenesses(old, side("new", onMachine(changes)), [])).toEqual([]);
  });

  test("in fields that are meant to differ, which are told", () => {
    const longer = side("new", { load: { warmUpMs: 0 }, plan: { workers: 2 } });
    expect(unlikenesses(old, longer, ["warmUpMs", "workers"])).toEqual([]);
    expect(variedBetween(old, longer)).toEqual(["workers", "warmUpMs"]);
  });
});

describe("sides are named", () => {
  test.each([
    ["runs/old", "runs/new/", "old", "new"],
    ["old.json", "new.json", "old", "new"],
    ["a/report.json", "b/report.json", "a", "b"],
    ["a/runs", "b/runs/report.json", "a/runs", "b/runs"],
    ["report.json", "../report.json", "report", "../report.json"],
    ["x.json#whole", "x.json#1 KiB", "whole", "1 KiB"],
    ["a/x.json#whole", "b/y.json#whole", "x#whole", "y#whole"],
    ["a/x.json#whole", "b/x.json#whole", "a/x.json#whole", "b/x.json#whole"],
    ["a.json", "a.json", "baseline", "candidate"],
  ])("%s and %s as %s and %s", (baseline, candidate, ...names) => {
    const inputs = [baseline, candidate].map((text) => {
      const [path = "", variant] = text.split("#");
      return { path, ...(variant !== undefined && { variant }), reports: [] };
    });
    const [first, second] = inputs;
    expect(first && second && sideNames(first, second)).toEqual(names);
  });
});
