// Whole experiments by the built executable: short blocks on the reference server, and on servers that it starts itself.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type RunReport, runReportSchema } from "../../src/metrics/run-report.js";
import { echoProgram, programOf } from "../experiment/small-server.js";
import { type CliResult, runCli, startCli } from "./run-cli.js";
import { startTarget } from "./targets.js";

// Here the command is on trial, not the machine: no block may be invalid for a generator that had to wait for its core.
const lenient = ["--max-lateness", "1m", "--max-cpu", "100%"];

function shortArgs(...args: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "wsrig-experiment-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const blocks = args.includes("--blocks") ? [] : ["--blocks", "5"];
  const short = ["-d", "400ms", "--warm-up", "50ms", "--pause", "0", "-c", "2"];
  return ["experiment", ...args, ...blocks, ...short, ...lenient, "--out", folder, "--seed", "7"];
}

interface Reported {
  readonly report: RunReport;
  readonly result: CliResult;
}

function reportOf(...args: readonly string[]): Promise<Reported> {
  return reportWith({}, ...args);
}

async function reportWith(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Reported> {
  const result = await runCli([...shortArgs(...args), "--json"], { env });
  expect(result.stdout, result.stderr).not.toBe("");
  return { report: runReportSchema.parse(JSON.parse(result.stdout)), result };
}

/** A log in which started targets say who they are, for {@link startedIn}. */
function targetLog(): string {
  const folder = mkdtempSync(join(tmpdir(), "wsrig-targets-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "log.txt");
}

interface Started {
  readonly pid: number;
  readonly port: number;
}

function startedIn(log: string): readonly Started[] {
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [pid = 0, port = 0] = line.split(" ").map(Number);
    return { pid, port };
  });
}

/** A block or two in which the machine stood still do not hide a large difference among eight. */
const eightBlocks = ["--gate", "p50", "--blocks", "8"];

function isAlive({ pid }: Started): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // No such process: that is the answer.
  }
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(" ");
}

describe("one server", () => {
  test("a variant against itself: all blocks, in the order of the seed, and nothing that is worse or better", async () => {
    await using target = await startTarget();
    const { report, result } = await reportOf(`${target.url}/echo`, "--variant", "a:", "--variant", "b:");
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(report).toMatchObject({
      kind: "experiment",
      verdict: "pass",
      target: { url: `${target.url}/echo` },
    });
    expect(report.experiment).toMatchObject({ baseline: "a", varied: [], isRestarted: false });
    expect(report.blocks?.map(({ variant }) => variant)).toEqual(report.experiment?.order);
    expect(report.blocks?.filter(({ variant }) => variant === "a")).toHaveLength(5);
    for (const block of report.blocks ?? []) {
      expect(Object.keys(block.figures)).toEqual(
        expect.arrayContaining([
          "p50",
          "p90",
          "p99",
          "p999",
          "throughput",
          "errorRate",
          "handshake",
          "bytesPerMessage",
        ]),
      );
    }
    const [comparison] = report.comparisons ?? [];
    expect(comparison).toMatchObject({
      baseline: "a",
      candidate: "b",
      blocks: { baseline: 5, candidate: 5, leftOut: 0 },
    });
    // Five blocks a side and three figures: whatever the machine does, that cannot reach the level.
    expect(["same", "unclear"]).toContain(comparison?.verdict);
    expect(comparison?.caveats).toContain(
      "This holds for this one process; restart it for each block (--command) to speak of the build.",
    );
    const sent = report.metrics.filter(
      ({ name, tags }) => name === "ws_msgs_sent" && tags.phase === "steady",
    );
    expect(sent.map(({ tags }) => tags.variant).sort()).toEqual(["a", "b"]);
  });

  test("one --variant is held against the load as it is, and says what it varies", async () => {
    await using target = await startTarget();
    const { report } = await reportOf(
      `${target.url}/echo`,
      "--size",
      "4KiB",
      "--variant",
      "cut: --fragment-bytes 512",
    );
    expect(report.experiment?.variants.map(({ name, description }) => `${name}: ${description}`)).toEqual([
      "baseline: 2 clients for 400 ms: echo, 4 KiB text, one in flight",
      "cut: 2 clients for 400 ms: echo, 4 KiB text, in fragments of 512 B, one in flight",
    ]);
    expect(report.experiment?.varied).toEqual(["traffic.message.delivery.fragmentBytes"]);
  });

  test("tells on stderr how long it will take, each block, and on stdout the verdict in words", async () => {
    await using target = await startTarget();
    const { code, stdout, stderr } = await runCli(
      shortArgs(`${target.url}/echo`, "--variant", "a:", "--variant", "b: --binary"),
    );
    expect(code).toBe(0);
    expect(stderr).toContain("2 variants, 5 blocks of each, interleaved: about 6 s.\n");
    expect(stderr.match(/^block \d+ of 10, [ab]: p50 .+, p99 .+, [\d,.]+ msgs\/s$/gm)).toHaveLength(10);
    expect(stdout).toContain("b against a");
    expect(stdout).toContain("5 blocks a side");
  });
});

test("an answer after 80 ms is worse than one after 5 ms, and with --fail-on worse the exit code is 4", async () => {
  await using target = await startTarget();
  const slow = (ms: number): string => `${target.url}/slow?delay=${ms}ms`;
  const variants = ["--variant", "fast:", "--variant", `slow: --url ${slow(80)}`];
  const { report, result } = await reportOf(slow(5), ...variants, ...eightBlocks, "--fail-on", "worse");
  const [comparison] = report.comparisons ?? [];
  expect(comparison).toMatchObject({ verdict: "worse", isRed: true });
  expect(comparison?.rows.find(({ figure }) => figure === "p50")).toMatchObject({
    gates: true,
    verdict: "worse",
  });
  expect(comparison?.caveats[0]).toMatch(/^This holds for these two processes; /);
  expect(report).toMatchObject({ verdict: "fail", experiment: { varied: ["url"] } });
  expect(report.reasons.map(({ code }) => code)).toEqual(["regression"]);
  expect(result.code).toBe(4);
});

describe("servers that are started", () => {
  test("two builds, each block with a process of its own on a port of its own", async () => {
    const [a, b] = [echoProgram("{port}", "5"), echoProgram("{port}", "80")];
    const log = targetLog();
    const { report, result } = await reportWith(
      { TARGET_LOG: log },
      "ws://127.0.0.1:{port}/",
      ...["--command-a", quoted(a), "--command-b", quoted(b), ...eightBlocks],
    );
    expect(result.code, result.stderr).toBe(0);
    expect(report.experiment).toMatchObject({
      isRestarted: true,
      varied: ["command"],
      variants: [
        { name: "a", command: a, url: "ws://127.0.0.1:{port}/" },
        { name: "b", command: b },
      ],
    });
    expect(report.comparisons?.[0]).toMatchObject({ verdict: "worse", caveats: [] });
    const started = startedIn(log);
    expect(new Set(started.map(({ pid }) => pid)).size).toBe(16);
    expect(started.filter(isAlive)).toEqual([]);
  });

  test("a command that cannot listen ends it with exit code 2 and the last lines", async () => {
    const broken = programOf(`throw new Error("no such table");`);
    const { code, stdout, stderr } = await runCli(
      shortArgs("ws://127.0.0.1:{port}/", "--command", quoted(broken), "--variant", "b: --binary"),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /error: the target ".+server\.cjs" ended before it answered at ws:\/\/127\.0\.0\.1:\d+\/: exit code 1; its last lines:/,
    );
    expect(stderr).toContain("Error: no such table");
  });

  test("a URL without {port} is free again before each block", async () => {
    const free = await startTarget();
    const { port } = new URL(free.url);
    await free[Symbol.asyncDispose]();
    const { report, result } = await reportOf(
      `ws://127.0.0.1:${port}/`,
      ...["--command", quoted(echoProgram()), "--variant", "b: --binary"],
    );
    expect(result.code, result.stderr).toBe(0);
    expect(report.blocks?.every(({ invalid }) => invalid === undefined)).toBe(true);
  });
});

describe("experiments that do not come to their end", () => {
  test("nobody is there: exit code 3, nothing on stdout", async () => {
    const { code, stdout, stderr } = await runCli(
      shortArgs("ws://127.0.0.1:9/", "--variant", "a:", "--variant", "b:"),
    );
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain('error: no HTTP answer from "ws://127.0.0.1:9/"');
  });

  test("nobody is at the URL of the second variant: the report names it, exit code 3", async () => {
    await using target = await startTarget();
    const { report, result } = await reportOf(
      `${target.url}/echo`,
      "--variant",
      "a:",
      "--variant",
      "b: --url ws://127.0.0.1:9/",
    );
    expect(result.code).toBe(3);
    expect(report.verdict).toBe("fail");
    expect(report.reasons.map(({ code }) => code).slice(0, 2)).toEqual([
      "target-unreachable",
      "variant-unreachable",
    ]);
    expect(report.reasons[1]?.message).toMatch(
      /^Nobody answered at ws:\/\/127\.0\.0\.1:9\/ in block \d, of variant b, /,
    );
  });

  test("Ctrl-C: what is done is reported as interrupted, and the target that was started is gone", async () => {
    const log = targetLog();
    const running = startCli(
      shortArgs("ws://127.0.0.1:{port}/", "--command", quoted(echoProgram()), "--variant", "b: --binary"),
      { env: { TARGET_LOG: log } },
    );
    await running.stderrHas("block 2 of 10");
    running.child.kill("SIGINT");
    const { code, stdout, stderr } = await running.result;
    expect(code, stderr).toBe(130);
    expect(stdout).toMatch(/^INTERRUPTED/);
    expect(startedIn(log).length).toBeGreaterThan(1);
    expect(startedIn(log).filter(isAlive)).toEqual([]);
  });
});
