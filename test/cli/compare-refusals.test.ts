import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { RunReport } from "../../src/metrics/run-report.js";
import { type MadeRun, madeLoad, madeRun } from "../compare/made-runs.js";
import { someMachine } from "../some-machine.js";
import { comparedFolder } from "./compared-folder.js";

const folder = comparedFolder();
const { write, writeRuns, compare, compareJson } = folder;
afterAll(() => folder.remove());

describe("wsrig compare refuses", () => {
  const size = (bytes: number): MadeRun => ({
    load: { work: { ...madeLoad.work, message: { payload: { size: { kind: "fixed", bytes } } } } },
  });

  it("runs of another machine, and says how to mend it", async () => {
    writeRuns("elsewhere", { environment: { ...someMachine, cpu: "Other CPU" }, count: 1 });
    const { code, stdout, stderr } = await compare("old", "elsewhere");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "error: elsewhere cannot be compared with old, as 1 thing differs:\n" +
        '  cpu is "Example CPU" in old and "Other CPU" in elsewhere. Run both on one machine.\n' +
        "hint: Add --force to compare them all the same; what differs then stands beside the verdict.\n",
    );
    const inJson = await compare("old", "elsewhere", "--json");
    expect(JSON.parse(inJson.stderr)).toMatchObject({ error: { code: "usage-not-comparable" } });
  });

  it("plans that differ, unless that is meant, and tells all of it at once", async () => {
    writeRuns("small", size(32));
    writeRuns("large", { ...size(64), plan: { workers: 2 } });
    const refused = await compare("small", "large");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      [
        "large cannot be compared with small, as 2 things differ:",
        "  workers is 1 in small and 2 in large. Run both with one value, or say that it is meant: --variant workers.",
        "  traffic.message.payload.size.bytes is 32 bytes in small and 64 bytes in large. Run both with one value, or say that it is meant: --variant traffic.message.payload.size.bytes.",
      ].join("\n"),
    );
    const meant = await compareJson("small", "large", "--variant", "traffic.message", "--variant", "workers");
    expect([meant.code, meant.report.plan.varied]).toEqual([
      0,
      ["workers", "traffic.message.payload.size.bytes"],
    ]);
  });

  it("a field that no plan has", async () => {
    const { code, stderr } = await compare("old", "slow", "--variant", "trafic.message");
    expect(code).toBe(2);
    expect(stderr).toContain('no plan has a field "trafic.message"');
  });

  it("with --force nothing, but says so beside the verdict", async () => {
    writeRuns("forced", { environment: { ...someMachine, cores: 4 } });
    const { code, report } = await compareJson("old", "forced", "--force");
    expect(code).toBe(0);
    expect(report.comparisons?.[0]?.caveats).toEqual([
      "cores is 2 in old and 4 in forced, and they were compared all the same.",
    ]);
    expect(report.warnings).toEqual([
      {
        code: "not-alike",
        message: "cores is 2 in old and 4 in forced: the difference may come of that.",
        hint: "Run both on one machine.",
      },
    ]);
  });

  it("runs of one side that are not alike, whatever may vary between the sides", async () => {
    writeRuns("mixed");
    write("mixed/run-9/report.json", madeRun({ load: { warmUpMs: 100 } }));
    const { code, stderr } = await compare("old", "mixed", "--variant", "warmUpMs");
    expect(code).toBe(2);
    expect(stderr).toContain(
      `  warmUpMs is 500 ms in ${join("mixed", "run-0", "report.json")} and 100 ms in ${join("mixed", "run-9", "report.json")}. Give runs of one plan.`,
    );
  });

  it.each([
    ["a search", { search: someSearch() }, "is a search, whose figures are of its last probe"],
    [
      "a run without a load",
      { plan: { loads: undefined } },
      "measured no load, so over which time its figures are is not known",
    ],
    ["a comparison", { kind: "comparison" as const }, "is a comparison itself"],
  ])("%s", async (name, changes, words) => {
    const file = write(`wrong-${name.replaceAll(" ", "-")}.json`, madeRun(changes));
    const { code, stderr } = await compare("old", file);
    expect({ code, first: stderr.split("\n")[0] }).toEqual({ code: 2, first: `error: ${file} ${words}` });
  });

  it.each([
    [["old"], "old is no report of an experiment, whose variants could be compared again"],
    [["old/run-0"], "old/run-0 is no report of an experiment, whose variants could be compared again"],
    [["old", "nowhere"], "nowhere does not exist"],
    [["old#whole", "same"], 'is no experiment; it has no variant "whole"'],
    [["old", "same", "--gate", "p98"], '--gate is "p98"; must be one of p50, p90, p99'],
    [["old", "same", "--noise", "3"], '--noise is "3"; must be above 0% and at most 100%'],
    [["old", "same", "--noise", "100%"], "--noise is 100%; must be below"],
    [["old", "same", "--fail-on", "better"], '--fail-on is "better"; must be one of'],
    [["old", "--force"], "--force is for two things; only one is given"],
    [["empty", "old"], "empty holds no report"],
    [[], "wsrig compare needs <baseline>"],
  ])("%j", async (args, words) => {
    mkdirSync(join(folder.path, "empty"), { recursive: true });
    const { code, stdout, stderr } = await compare(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
  });
});

function someSearch(): NonNullable<RunReport["search"]> {
  return {
    vary: "rate",
    until: "ws_msg_latency: p(99) < 50ms",
    unit: "us",
    bound: 50_000,
    isConfirmed: true,
    ended: "found",
    sentence: "",
    probes: [],
  };
}
