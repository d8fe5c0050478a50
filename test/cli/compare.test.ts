import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import { parseRunReport } from "../../src/metrics/read-report.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { type MadeRun, madeLoad, madeMetrics, madeRun, someMachine } from "../compare/made-runs.js";
import { type CliResult, runCli, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

function write(path: string, report: unknown): string {
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(report));
  return file;
}

/** A folder of `count` runs that differ a little among themselves, each a minute after the last. */
function writeRuns(
  path: string,
  { latencyUs = 1_000, count = 8, ...run }: MadeRun & { count?: number },
): string {
  for (let index = 0; index < count; index++) {
    const startedAt = new Date(Date.UTC(2026, 0, 2, 3, index));
    const own = madeRun({ ...run, startedAt, latencyUs: latencyUs + index * 2 });
    write(join(path, `run-${index}`, "report.json"), own);
  }
  return join(folder.path, path);
}

function compare(...args: readonly string[]): Promise<CliResult> {
  return runCli(["compare", ...args], { cwd: folder.path });
}

async function compareJson(...args: readonly string[]): Promise<{ code: number | null; report: RunReport }> {
  const { code, stdout, stderr } = await compare(...args, "--json");
  expect(stderr).toBe("");
  return { code, report: parseRunReport(JSON.parse(stdout), "stdout") };
}

writeRuns("old", { latencyUs: 1_000 });
writeRuns("same", { latencyUs: 1_000 });
writeRuns("slow", { latencyUs: 1_200 });
writeRuns("one", { count: 1 });

describe("wsrig compare", () => {
  it("tells slower runs from others, in a sentence first, and ends with 4", async () => {
    const { code, stdout, stderr } = await compare("old", "slow");
    expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
    expect(stdout.split("\n").slice(0, 8)).toEqual([
      "FAIL  wsrig compare  ws://127.0.0.1:4000/echo",
      "",
      "  ✗ slow is worse than old: p50 latency 20% slower (19% to 21%) and p99 latency 20% slower (19% to 21%), 8 blocks a side. Throughput differs by less than 3%.",
      "    Look at the figures that gate; if the change is meant, take this run as the new baseline.",
      "",
      "Comparison  slow against old: worse",
      "  8 blocks a side, noise threshold 3%, rank test at 1%",
      "",
    ]);
    expect(stdout).toContain(
      "* p50 latency      1.01 ms    1.21 ms       +19.9%     +19.1% to +20.6%  worse",
    );
  });

  it.each([
    ["runs alike", ["old", "same"], 0, "same"],
    ["faster runs", ["slow", "old"], 0, "better"],
    ["slower runs", ["old", "slow"], 4, "worse"],
    [
      "slower runs that differ by less than the noise threshold",
      ["old", "slow", "--noise", "40%"],
      0,
      "same",
    ],
    ["slower runs by a figure that is the same", ["old", "slow", "--gate", "throughput"], 0, "same"],
    ["slower runs by two figures", ["old", "slow", "--gate", "throughput", "--gate", "p90"], 4, "worse"],
    ["a level that so few runs cannot reach", ["old", "slow", "--level", "0.001%"], 0, "unclear"],
    [
      "that with --fail-on unclear",
      ["old", "slow", "--level", "0.001%", "--fail-on", "unclear"],
      1,
      "unclear",
    ],
    ["slower runs with --fail-on unclear", ["old", "slow", "--fail-on", "unclear"], 4, "worse"],
  ])("ends, of %s, with its code", async (_, args, wanted, verdict) => {
    const { code, report } = await compareJson(...args);
    expect([code, report.comparisons?.map((one) => one.verdict)]).toEqual([wanted, [verdict]]);
  });

  it("writes a report of its own that has blocks of both sides, their latencies and the machine of the candidate", async () => {
    const { report } = await compareJson("old", "slow", "--out", "written", "--seed", "5");
    expect(report.kind).toBe("comparison");
    expect(report.verdict).toBe("fail");
    expect(report.environment).toEqual(someMachine);
    expect(report.target.url).toBe("ws://127.0.0.1:4000/echo");
    expect(report.command).toEqual(["wsrig", "compare", "old", "slow", "--seed", "5"]);
    expect(report.plan).toEqual({
      baseline: { path: "old", reports: report.blocks?.slice(0, 8).map(({ source }) => source) },
      candidate: { path: "slow", reports: report.blocks?.slice(8).map(({ source }) => source) },
      gates: ["p50", "p99", "throughput"],
      noise: 0.03,
      level: 0.01,
      failOn: ["worse"],
      varied: [],
      force: false,
      tags: {},
      seed: 5,
    });
    expect(report.blocks?.map(({ variant }) => variant)).toEqual([
      ...Array<string>(8).fill("old"),
      ...Array<string>(8).fill("slow"),
    ]);
    expect(report.blocks?.[1]).toMatchObject({
      variant: "old",
      startedAt: "2026-01-02T03:01:00.000Z",
      durationMs: 2_000,
      figures: { p50: 1_002, throughput: 100, errorRate: 0 },
      latency: { metric: "ws_msg_latency_corrected", count: 200, min: 1_002, max: 10_020 },
      source: join("old", "run-1", "report.json"),
    });
    expect(
      report.metrics.map(({ name, tags, ...rest }) => [name, tags, "count" in rest && rest.count]),
    ).toEqual([
      ["ws_msg_latency_corrected", { phase: "steady", variant: "old" }, 1_600],
      ["ws_msg_latency_corrected", { phase: "steady", variant: "slow" }, 1_600],
    ]);
    const [name = ""] = readdirSync(join(folder.path, "written")).filter((one) => one.endsWith("-compare"));
    expect(JSON.parse(readFileSync(join(folder.path, "written", name, "report.json"), "utf8"))).toEqual(
      report,
    );
    expect(existsSync(join(folder.path, "written", name, "report.html"))).toBe(true);
  });

  it("says of one run against one run what they differ by, how many more are needed, and what to use", async () => {
    const { code, stdout } = await compare("old/run-0", "slow/run-0/report.json");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\* p50 latency +1 ms +1\.2 ms +\+20\.0% +– {2}unclear$/m);
    expect(stdout).toContain("more blocks a side needed");
    expect(stdout).toContain(
      "One run a side cannot tell a difference from what runs of the same thing differ by.",
    );
    expect(stdout).toContain("Use wsrig experiment, which runs both in turn");
  });

  it("takes a folder with files of reports, and each report once where latest points at one", async () => {
    for (const name of ["a", "b"])
      cpSync(join(folder.path, "old/run-0/report.json"), makeIn("files", `${name}.json`));
    cpSync(join(folder.path, "old/run-0"), join(folder.path, "files/c"), { recursive: true });
    symlinkSync("c", join(folder.path, "files/latest"));
    writeFileSync(join(folder.path, "files/notes.txt"), "nothing");
    const { report } = await compareJson("files", "old");
    expect(report.blocks?.filter(({ variant }) => variant === "files").map(({ source }) => source)).toEqual([
      join("files", "a.json"),
      join("files", "b.json"),
      join("files", "c", "report.json"),
    ]);
  });

  it("writes figures of the candidate for trackers of benchmark results", async () => {
    const { code } = await compare(
      ...["old", "slow", "--name", "echo", "--benchmark-smaller", "less.json"],
      ...["--benchmark-bigger", "more.json", "--benchmark-measures", "all.json"],
    );
    expect(code).toBe(4);
    const read = (name: string): unknown => JSON.parse(readFileSync(join(folder.path, name), "utf8"));
    expect(read("less.json")).toContainEqual({
      name: "echo: p50 latency",
      unit: "µs",
      value: 1_207,
      range: "1200 to 1214",
    });
    expect(read("more.json")).toEqual([
      { name: "echo: throughput", unit: "messages/s", value: 100, range: "100 to 100" },
    ]);
    expect(read("all.json")).toMatchObject({
      echo: { "p50-latency-us": { value: 1_207, lower_value: 1_200, upper_value: 1_214 } },
    });
  });

  it("warns of versions of wsrig that differ", async () => {
    writeRuns("older", { toolVersion: "0.0.9" });
    const { report } = await compareJson("older", "same");
    expect(report.warnings).toEqual([
      {
        code: "versions-differ",
        message:
          "older was measured by wsrig 0.0.9 and same by wsrig 0.1.0: a change of wsrig itself would be part of the difference.",
        hint: "Measure both with one version.",
      },
    ]);
  });
});

function makeIn(...parts: readonly string[]): string {
  const path = join(folder.path, ...parts);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

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
    writeRuns("mixed", {});
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

describe("an invalid run", () => {
  const late = { code: "generator-late", message: "The generator was 38 ms late.", hint: "Lower the rate." };

  it("is no evidence, and counted", async () => {
    writeRuns("some-late", {});
    write("some-late/run-8/report.json", madeRun({ latencyUs: 9_000, invalid: [late] }));
    write("some-late/run-9/report.json", madeRun({ latencyUs: 9_000, interrupted: true }));
    const { code, report } = await compareJson("old", "some-late");
    expect([code, report.comparisons?.[0]?.verdict]).toEqual([0, "same"]);
    expect(report.comparisons?.[0]?.blocks).toEqual({ baseline: 8, candidate: 8, leftOut: 2 });
    expect(report.blocks?.flatMap(({ invalid }) => invalid ?? [])).toEqual([
      "The generator was 38 ms late.",
      "The run was interrupted; the report covers what was done until then.",
    ]);
    const [, trend] = report.metrics;
    expect(trend?.kind === "trend" && trend.count).toBe(1_600);
  });

  it("ends with 5 where it is all the evidence of a side", async () => {
    writeRuns("all-late", { invalid: [late], count: 2 });
    const { code, report } = await compareJson("old", "all-late");
    expect([code, report.verdict]).toEqual([5, "invalid"]);
    expect(report.reasons).toEqual([
      {
        code: "no-evidence",
        message:
          "No run of all-late can be trusted, so there is nothing to compare: The generator was 38 ms late.",
        hint: "Run it again, at a rate that the generator can keep and to its end.",
      },
    ]);
  });

  it("needs no measured time", async () => {
    writeRuns("cut-short", { interrupted: true, metrics: [] });
    expect((await compareJson("old", "cut-short")).code).toBe(5);
  });
});

describe("an experiment", () => {
  write("experiment.json", someExperiment("whole", "1 KiB"));
  write("newer.json", someExperiment("whole", "1 KiB", "2 KiB"));

  it("is compared again by other rules, without what it said of its gates", async () => {
    const { code, report } = await compareJson("experiment.json", "--noise", "5%", "--gate", "p50");
    expect(code).toBe(4);
    expect(report.comparisons).toMatchObject([
      { baseline: "whole", candidate: "1 KiB", noise: 0.05, verdict: "worse", caveats: ["For one process."] },
    ]);
    expect(report.comparisons?.[0]?.rows.filter(({ gates }) => gates).map(({ figure }) => figure)).toEqual([
      "p50",
    ]);
    expect(report.metrics.map(({ tags }) => tags.variant)).toEqual(["whole", "1 KiB"]);
    expect(report.plan.varied).toEqual(["traffic.fragmentBytes"]);
  });

  it("has one of its variants named", async () => {
    const { report } = await compareJson("newer.json#2 KiB");
    expect(report.comparisons?.map(({ candidate }) => candidate)).toEqual(["2 KiB"]);
    const { code, stderr } = await compare("newer.json#3 KiB");
    expect(code).toBe(2);
    expect(stderr).toContain('compares no variant "3 KiB"; it has 1 KiB, 2 KiB');
  });

  it("is held against another one by the variants that are named", async () => {
    const { code, report } = await compareJson("experiment.json#whole", "newer.json#whole");
    expect([code, report.comparisons?.[0]?.baseline, report.comparisons?.[0]?.candidate]).toEqual([
      0,
      "experiment#whole",
      "newer#whole",
    ]);
    const across = await compareJson("experiment.json#whole", "newer.json#2 KiB");
    expect([across.code, across.report.comparisons?.[0]?.candidate]).toEqual([4, "2 KiB"]);
  });

  it("is refused where it is not said which variant is meant", async () => {
    const { code, stderr } = await compare("experiment.json", "newer.json");
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: experiment.json is an experiment with the variants whole, 1 KiB; which one is meant is not said\n" +
        "hint: Name one, as in 'experiment.json#whole', or give experiment.json alone to compare its variants with each other.\n",
    );
  });
});

/** Each variant 20% slower than the one before. */
function someExperiment(...names: readonly string[]): RunReport {
  const blocks = names.flatMap((variant, slower) =>
    Array.from(
      { length: 8 },
      (_, index): ReportBlock => ({
        variant,
        startedAt: new Date(Date.UTC(2026, 0, 2, 3, index)).toISOString(),
        durationMs: 2_000,
        figures: { p50: 1_000 * 1.2 ** slower + index, p99: 5_000 * 1.2 ** slower + index, throughput: 100 },
      }),
    ),
  );
  const [baseline = "", ...others] = names;
  return madeRun({
    kind: "experiment",
    name: "experiment",
    metrics: names.flatMap((variant, slower) => madeMetrics(1_000 + slower, { variant })),
    blocks,
    experiment: {
      baseline,
      variants: names.map((name, slower) => ({
        name,
        description: "",
        url: "ws://127.0.0.1:4000/echo",
        model: "open",
        load: { ...madeLoad, work: { ...madeLoad.work, fragmentBytes: slower } },
      })),
      varied: ["traffic.fragmentBytes"],
      order: [],
      isRestarted: true,
    },
    comparisons: others.map((candidate) => ({
      baseline,
      candidate,
      blocks: { baseline: 8, candidate: 8, leftOut: 0 },
      noise: 0.03,
      level: 0.01,
      confidence: 0.95,
      rows: [],
      verdict: "unclear",
      sentence: "Of then.",
      caveats: ["For one process.", "handshake was measured on neither side, so it decides nothing."],
    })),
  });
}

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
