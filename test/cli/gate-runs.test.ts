// Every way of `wsrig gate` to its end: better, unclear, invalid; a file that is written, and what is held against it.

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GateBaseline, parseGateBaseline } from "../../src/metrics/gate-baseline.js";
import { type RunReport, runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { type CliResult, runCli, startCli, temporaryFolder } from "./run-cli.js";
import { startTarget } from "./targets.js";

const folder = temporaryFolder();
let server: ReferenceServer;
beforeAll(async () => {
  server = await startTarget();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const out = ["--out", "reports", "--pause", "0s"];
/** A closed loop, which no busy machine makes invalid. */
const load = ["-c", "2", "-d", "300ms", "--warm-up", "0s", "--blocks", "5"];
/** One figure gates, so that five blocks a side can tell; with three they cannot. */
const p50 = ["--gate", "p50"];
const slow = (delay: string): string => `${server.url}/slow?delay=${delay}`;
const gate = (...args: readonly string[]): Promise<CliResult> =>
  runCli(["gate", ...args, ...out], { cwd: folder.path, env: { GITHUB_ACTIONS: undefined } });

function reportOf({ stdout, stderr }: CliResult): RunReport {
  expect(stdout, stderr).not.toBe("");
  return runReportSchema.parse(JSON.parse(stdout));
}

function readFile(name: string): GateBaseline {
  return parseGateBaseline(readFileSync(join(folder.path, name), "utf8"), name);
}

/** The file of `name` with something else in it. */
function edited(name: string, change: (baseline: GateBaseline) => object): string {
  const copy = `edited-${name}`;
  const baseline = readFile(name);
  writeFileSync(join(folder.path, copy), JSON.stringify({ ...baseline, ...change(baseline) }));
  return copy;
}

describe("old and new in turn", () => {
  it("is green when the new build is faster", async () => {
    const result = await gate(slow("5ms"), "--against", slow("60ms"), ...load, ...p50, "--json");
    const { comparisons, verdict } = reportOf(result);
    expect({ code: result.code, verdict }, result.stderr).toEqual({ code: 0, verdict: "pass" });
    expect(comparisons?.map((one) => [one.verdict, one.isRed])).toEqual([["better", undefined]]);
  });

  it("is unclear with too few blocks for three figures: green, and with --fail-on unclear exit code 1", async () => {
    const args = [slow("60ms"), "--against", slow("5ms"), ...load, "--json"];
    const green = await gate(...args);
    expect(green.code, green.stderr).toBe(0);
    expect(reportOf(green).comparisons?.map((one) => one.verdict)).toEqual(["unclear"]);
    const red = await gate(...args, "--fail-on", "unclear");
    expect(red.code, red.stderr).toBe(1);
    expect(reportOf(red)).toMatchObject({
      verdict: "fail",
      comparisons: [{ verdict: "unclear", isRed: true }],
    });
  });

  it("is invalid, exit code 5, when the generator was late: no verdict is evidence", async () => {
    const late = [
      "-c",
      "2",
      "-r",
      "200",
      "-d",
      "300ms",
      "--warm-up",
      "0s",
      "--blocks",
      "5",
      "--max-lateness",
      "0.001ms",
    ];
    const result = await gate(slow("60ms"), "--against", slow("5ms"), ...late, ...p50, "--json");
    expect(result.code, result.stderr).toBe(5);
    expect(reportOf(result)).toMatchObject({ verdict: "invalid" });
  });
});

// In order: the first one writes the file that the others read.
describe("a stored baseline", () => {
  it("is written as a small file without secrets, tags or paths", async () => {
    const tagged = ["--tag", "team=a", "-H", "Authorization: Bearer abc"];
    const written = await gate(
      slow("40ms").replace("ws://", "ws://me:abc@"),
      "--write-baseline",
      "b.json",
      ...load,
      ...p50,
      ...tagged,
    );
    expect(written.code, written.stderr).toBe(0);
    expect(written.stdout).toMatch(/\nBaseline: b\.json, 5 blocks, [\d.]+ KiB\n/);
    const text = readFileSync(join(folder.path, "b.json"), "utf8");
    expect(statSync(join(folder.path, "b.json")).size).toBeLessThan(20_000);
    expect(text).not.toMatch(/abc|Bearer|team/);
    expect(text).not.toContain(folder.path);
    expect(readFile("b.json")).toMatchObject({
      target: { url: slow("40ms").replace("ws://", "ws://***@"), isRestarted: false },
      gates: ["p50"],
      noise: 0.03,
      plan: {
        load: { executor: { kind: "constant-clients", clients: 2, durationMs: 300 }, warmUpMs: 0 },
        dial: { driver: "frame", compression: false },
      },
    });
  });

  it("holds its load against a slower build: exit code 4, with the blocks of both sides", async () => {
    const result = await gate(slow("150ms"), "--baseline", "b.json", "--json");
    expect(result.code, result.stderr).toBe(4);
    const report = reportOf(result);
    expect(report).toMatchObject({
      kind: "comparison",
      verdict: "fail",
      plan: { seed: readFile("b.json").plan.seed },
    });
    expect(report.experiment).toBeUndefined();
    expect(report.blocks?.map(({ variant, source }) => `${variant} ${source ?? ""}`)).toEqual([
      ...Array.from({ length: 5 }, () => "baseline b.json"),
      ...Array.from({ length: 5 }, () => "candidate "),
    ]);
    const [comparison] = report.comparisons ?? [];
    expect(comparison).toMatchObject({
      baseline: "baseline",
      candidate: "candidate",
      verdict: "worse",
      isRed: true,
    });
    expect(comparison?.caveats).toHaveLength(2);
  });

  it("is green for a faster build, with the very flags that it was written with, and other ways to judge", async () => {
    const result = await gate(
      slow("1ms"),
      "--baseline",
      "b.json",
      ...load,
      "--gate",
      "p50",
      "--noise",
      "10%",
      "--json",
    );
    expect(result.code, result.stderr).toBe(0);
    expect(reportOf(result).comparisons).toMatchObject([{ verdict: "better", noise: 0.1 }]);
  });

  it("refuses flags of another load, and another number of blocks", async () => {
    const other = await gate(slow("40ms"), "--baseline", "b.json", ...load, "--size", "64B", "--rate", "50");
    expect(other.code).toBe(2);
    expect(other.stderr).toContain(
      'the flags ask for another load than that of b.json: load.traffic.message.payload.size.bytes is 32 there and 64 here; load.traffic.schedule.kind is "closed" there and "open" here',
    );
    const blocks = await gate(slow("40ms"), "--baseline", "b.json", "--blocks", "6");
    expect(blocks.code).toBe(2);
    expect(blocks.stderr).toContain("--blocks is 6; b.json has 5");
  });

  it("refuses one of another machine; with --force it is compared, and the difference stands beside the verdict", async () => {
    const elsewhere = edited("b.json", ({ environment }) => ({
      environment: { ...environment, node: "19.0.0" },
    }));
    const difference = `node is "19.0.0" there and "${process.versions.node}" here`;
    const refused = await gate(slow("150ms"), "--baseline", elsewhere);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      `${elsewhere} was measured elsewhere: 1 thing differs:\n  ${difference}\n`,
    );
    expect(refused.stderr).toContain(
      "hint: Run old and new in turn with --against or --command-a and --command-b",
    );
    const forced = await gate(slow("150ms"), "--baseline", elsewhere, "--force", "--json");
    expect(forced.code, forced.stderr).toBe(4);
    expect(reportOf(forced).comparisons?.[0]?.caveats).toContain(
      `Compared by force, although ${difference}.`,
    );
  });

  it("refuses a plan that somebody has edited, with every place", async () => {
    const wrong = edited("b.json", ({ plan }) => ({
      plan: { ...plan, workers: 0, load: { ...(plan.load as object), warmUpMs: -1 } },
    }));
    const { code, stderr } = await gate(slow("40ms"), "--baseline", wrong);
    expect(code).toBe(2);
    expect(stderr).toContain(`${wrong} has a plan that cannot be run:\n  plan.workers: `);
    expect(stderr).toContain("\n  plan.load.warmUpMs: ");
  });

  it("is not written of a run that was interrupted: exit code 130", async () => {
    const args = ["gate", slow("40ms"), "--write-baseline", "b3.json", ...load, ...out];
    const run = startCli(args, { cwd: folder.path });
    await run.stderrHas("block 1 of 5");
    run.child.kill("SIGINT");
    const { code, stdout, stderr } = await run.result;
    expect(code, stderr).toBe(130);
    expect(stdout).toContain("b3.json is not written and what was there stays, as it was interrupted.");
    expect(readdirSync(folder.path).filter((name) => name.includes("b3"))).toEqual([]);
  });

  it("stays as it is when a new one would be of a run that is invalid, and is replaced by a valid one", async () => {
    const path = join(folder.path, "b2.json");
    writeFileSync(path, readFileSync(join(folder.path, "b.json")));
    const before = readFileSync(path, "utf8");
    const late = ["-r", "200", "--max-lateness", "0.001ms"];
    const invalid = await gate(slow("40ms"), "--write-baseline", "b2.json", ...load, ...p50, ...late);
    expect(invalid.code).toBe(5);
    expect(invalid.stdout).toContain(
      "b2.json is not written and what was there stays, as the run is invalid.",
    );
    expect(readFileSync(path, "utf8")).toBe(before);
    const silent = await gate(
      `${server.url}/sink`,
      "--write-baseline",
      "b2.json",
      ...load,
      "--traffic",
      "sink",
    );
    expect(silent.code, silent.stderr).toBe(5);
    expect(silent.stdout).toContain(
      "b2.json is not written and what was there stays, as no block has a p50 latency, no block has a p99 latency.",
    );
    expect(readFileSync(path, "utf8")).toBe(before);
    const valid = await gate(slow("40ms"), "--write-baseline", "b2.json", ...load, "--gate", "p99");
    expect(valid.code, valid.stderr).toBe(0);
    expect(readFile("b2.json").gates).toEqual(["p99"]);
  });
});
