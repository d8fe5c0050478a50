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
import { madeRun } from "../compare/made-runs.js";
import { someMachine } from "../some-machine.js";
import { comparedFolder } from "./compared-folder.js";

const folder = comparedFolder();
const { write, writeRuns, compare, compareJson } = folder;
afterAll(() => folder.remove());

describe("wsrig compare", () => {
  it("tells slower runs from others, in a sentence first, and ends with 4", async () => {
    const { code, stdout, stderr } = await compare("old", "slow");
    expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
    expect(stdout.split("\n").slice(0, 8)).toEqual([
      "FAIL  wsrig compare  ws://127.0.0.1:4000/echo",
      "",
      // Its words are held by test/compare.
      expect.stringMatching(
        /^ {2}✗ slow is worse than old: p50 latency 20% slower \(19% to 21%\) and p99 .*\.$/,
      ),
      "    Look at the figures that decide; if the change is meant and the baseline is a file, write that anew with --write-baseline.",
      "",
      "Comparison  slow against old: worse",
      "  medians of 8 blocks a side, noise threshold 3%, rank test at 1%",
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

describe("an invalid run", () => {
  const late = { code: "generator-late", message: "The generator was 38 ms late.", hint: "Lower the rate." };

  it("is no evidence, and counted", async () => {
    writeRuns("some-late");
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

function makeIn(...parts: readonly string[]): string {
  const path = join(folder.path, ...parts);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
