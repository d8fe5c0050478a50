import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ReportSearch, runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { startCrowdedTarget, startFullTarget, startQueueingTarget } from "./limited-targets.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";
import { deadUrl, startTarget } from "./targets.js";

const folder = temporaryFolder();
let server: ReferenceServer;
beforeAll(async () => {
  server = await startTarget();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const out = ["--out", folder.path];
// No probe is to be invalid for a machine that is shared: the targets are made to tell their limit whatever it does.
const calm = ["--max-lateness", "60s", "--pause", "0", "--warm-up", "0"];

/** `climb 100 holds`, in the order made. */
function told({ probes }: ReportSearch): readonly string[] {
  return probes.map(({ purpose, value, holds }) => `${purpose} ${value} ${holds ? "holds" : "fails"}`);
}

/** Runs a search to its end. */
async function search(url: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await runCli(["search", url, ...calm, "--json", ...out, ...args]);
  const report = runReportSchema.parse(JSON.parse(stdout || "{}"));
  if (report.search === undefined) throw new Error("no search in the report");
  return { code, stderr, report, search: report.search };
}

const byRate = ["--vary", "rate", "--until", "ws_msg_latency_corrected: p(50) < 150ms"];
const byConnections = ["--vary", "connections", "--until", "ws_msg_latency: p(50) < 250ms"];
const brief = ["--probe-duration", "600ms"];

describe("wsrig search", () => {
  it("finds between which rates a target begins to queue, and reports the run at the answer", async () => {
    await using target = await startQueueingTarget(250);
    const found = await search(
      target.url,
      ...byRate,
      ...[
        "--from",
        "100",
        "--to",
        "2000",
        "--growth",
        "1.98",
        "--precision",
        "99%",
        "--probe-duration",
        "1s",
      ],
      ...["--seed", "7"],
    );
    expect(told(found.search)).toEqual([
      "climb 100 holds",
      "climb 198 holds",
      "climb 393 fails",
      "confirm 198 holds",
      "confirm 393 fails",
    ]);
    expect(found.search).toMatchObject({
      vary: "rate",
      until: "ws_msg_latency_corrected: p(50) < 150ms",
      unit: "us",
      bound: 150_000,
      answer: 198,
      shown: 198,
      isConfirmed: true,
      ended: "found",
      sentence: "The bound held up to 198 messages per second, and failed at 393.",
    });
    const { report } = found;
    expect({ code: found.code, verdict: report.verdict }).toEqual({ code: 0, verdict: "pass" });
    expect(report.thresholds).toEqual([
      {
        metric: "ws_msg_latency_corrected",
        expression: "p(50) < 150ms",
        ok: true,
        observed: found.search.probes[3]?.observed,
      },
    ]);
    expect(report.loads?.map(({ description }) => description)).toEqual([
      "10 clients for 1 s: echo, 32 B text, 198 msg/s over all connections",
    ]);
    expect(report.plan).toMatchObject({
      search: {
        vary: "rate",
        until: "ws_msg_latency_corrected: p(50) < 150ms",
        low: 100,
        high: 2_000,
        start: 100,
        growth: 1.98,
        precision: 0.99,
        maxProbes: 40,
        pauseMs: 0,
      },
      seed: 7,
    });
    expect(report.command.join(" ")).toContain("--precision 99%");
  });

  it("finds the connections that a target serves in time, in a closed loop", async () => {
    await using target = await startCrowdedTarget(5, 600);
    const { code, search: found } = await search(
      target.url,
      ...byConnections,
      ...brief,
      ...["--from", "2", "--to", "100"],
    );
    expect(told(found)).toEqual([
      "climb 2 holds",
      "climb 4 holds",
      "climb 8 fails",
      "narrow 6 fails",
      "narrow 5 holds",
      "confirm 5 holds",
      "confirm 6 fails",
    ]);
    expect({ code, answer: found.answer }).toEqual({ code: 0, answer: 5 });
  });

  it("a value whose connections are dropped does not hold, however fast the others are, and it says so", async () => {
    await using target = await startFullTarget(2);
    const args = [...byConnections, ...brief, "--from", "1", "--to", "4"];
    const { code, stdout, stderr } = await runCli(["search", target.url, ...calm, ...args, ...out]);
    expect(code).toBe(0);
    expect(stdout).toContain("The bound held up to 2 connections, and failed at 3.");
    expect(stdout).toMatch(/At 4: every connection stays open: failed \(2 ended/);
    expect(stdout).toContain("All that follows is of the last run at 2 connections.");
    expect(stdout.split("\n").filter((line) => line.includes("o holds"))).toEqual([
      expect.stringMatching(/^ +o holds {3}x fails {3}- the bound$/),
    ]);
    const rows = stdout
      .split("\n")
      .flatMap((line) => /^ +(\d) +(\w+) +\S+ \S+ +(holds|fails)$/.exec(line)?.slice(1, 4).join(" ") ?? []);
    expect(rows).toEqual([
      "1 climb holds",
      "2 climb holds",
      "2 confirm holds",
      "3 narrow fails",
      "3 confirm fails",
      "4 climb fails",
    ]);
    expect(stderr).toContain("search: probe 1, 1 connection (none held yet): running");
    expect(stderr).toContain("search: probe 3, 4 connections (2 held): running");
    expect(stderr).toMatch(/probe 2 \(climb\): 2 connections: holds, [\d.]+ (µs|ms)/);
  });

  it("a bound that holds everywhere says that the limit lies above, also over two workers", async () => {
    const { code, search: found } = await search(
      `${server.url}/echo`,
      ...[
        "--vary",
        "connections",
        "--until",
        "ws_errors: count == 0",
        ...brief,
        "--from",
        "1",
        "--to",
        "2",
        "-w",
        "2",
      ],
    );
    expect(told(found)).toEqual(["climb 1 holds", "climb 2 holds", "confirm 2 holds"]);
    expect({ code, unit: found.unit, ended: found.ended }).toEqual({
      code: 0,
      unit: "1",
      ended: "holds-everywhere",
    });
    expect(found.sentence).toBe(
      "The bound held up to 2 connections, the highest value tried; the limit lies above it.",
    );
  });

  it("a bound that holds nowhere ends with 99 and the run of the lowest value", async () => {
    const {
      code,
      report,
      search: found,
    } = await search(
      `${server.url}/slow?delay=80ms`,
      ...["--vary", "connections", "--until", "ws_msg_latency: min < 50ms", ...brief],
      ...["--from", "1", "--to", "4", "--start", "2"],
    );
    expect(told(found)).toEqual(["climb 2 fails", "descend 1 fails", "confirm 1 fails"]);
    expect({ code, verdict: report.verdict, shown: found.shown }).toEqual({
      code: 99,
      verdict: "fail",
      shown: 1,
    });
    expect(report.reasons[0]?.message).toMatch(
      /^Threshold ws_msg_latency: min < 50ms does not hold; observed/,
    );
  });

  it("a bound that holds beside dropped connections everywhere ends with 99 too, with the check that failed", async () => {
    await using target = await startFullTarget(0);
    const until = ["--until", "ws_msgs_received: count >= 0"];
    const args = ["--vary", "connections", ...until, ...brief, "--from", "1", "--to", "1"];
    const { code, report, search: found } = await search(target.url, ...args);
    expect({ code, verdict: report.verdict, ended: found.ended }).toEqual({
      code: 99,
      verdict: "fail",
      ended: "holds-nowhere",
    });
    expect(report.thresholds).toMatchObject([{ ok: true, observed: 0 }]);
    expect(found.probes[0]?.failures?.[0]).toMatch(/^every connection stays open: failed \(\d+ ended/);
  });

  it("a generator that is its own limit from the start ends with 5: nothing is known of the target", async () => {
    const args = ["--vary", "rate", "--until", "ws_msg_latency_corrected: p(50) < 10s", "--from", "50"];
    // No generator is that punctual.
    const strict = ["--to", "60", "--max-lateness", "0.001ms", "--warm-up", "0", "--json", ...out];
    const { code, stdout } = await runCli(["search", `${server.url}/echo`, ...args, ...brief, ...strict]);
    const report = runReportSchema.parse(JSON.parse(stdout));
    const found = report.search;
    expect({ code, verdict: report.verdict, ended: found?.ended }).toEqual({
      code: 5,
      verdict: "invalid",
      ended: "generator-limit",
    });
    expect(found?.probes).toHaveLength(1);
    expect(found?.probes[0]?.invalid).toMatch(/^The generator sent late: p99 /);
    expect(report.reasons[0]).toMatchObject({ code: "search-generator-limit" });
  });

  it("Ctrl-C ends with what was found", async () => {
    const run = startCli([
      "search",
      `${server.url}/echo`,
      ...calm,
      ...byConnections,
      ...["--probe-duration", "1s", "--from", "1", "--to", "1000", ...out],
    ]);
    await run.stderrHas("search: probe 2, 2 connections (1 held)");
    run.child.kill("SIGINT");
    const { code, stdout } = await run.result;
    expect(code).toBe(130);
    expect(stdout).toMatch(/^INTERRUPTED /);
    expect(stdout).toContain(
      "The bound held up to 1 connections (seen once, not confirmed) when the search was interrupted.",
    );
    expect(stdout).toContain("All that follows is of the last run at 1 connection.");
  });

  it("nobody at the target ends with 3, before any probe", async () => {
    const url = await deadUrl();
    const before = readdirSync(folder.path);
    const { code, stdout } = await runCli(["search", url, ...byRate, "--from", "1", "--to", "2", ...out]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(readdirSync(folder.path)).toEqual(before);
  });
});

describe("wsrig search refuses", () => {
  const url = "ws://127.0.0.1:1/";
  const range = ["--from", "10", "--to", "100"];

  it.each<[string, readonly string[], readonly string[]]>([
    [
      "a search for nothing",
      [],
      [
        "error: 4 flags are wrong:",
        "  --vary is missing. Write --vary rate or --vary connections.",
        "  --from is missing. The lowest value to try.",
        "  --to is missing. The highest value to try.",
        "  --until is missing. Write it as in --until 'ws_msg_latency_corrected: p(99) < 50ms'.",
      ],
    ],
    [
      "a range upside down",
      [...byRate, "--from", "100", "--to", "10"],
      ["error: --to is 10; must be at least --from, 100"],
    ],
    [
      "a start outside of the range",
      [...byRate, ...range, "--start", "101"],
      ["error: --start is 101; must be from --from, 10, to --to, 100"],
    ],
    [
      "a growth that is none",
      [...byRate, ...range, "--growth", "1"],
      ['error: --growth is "1"; must be above 1'],
    ],
    [
      "a precision that is none",
      [...byRate, ...range, "--precision", "100%"],
      ['error: --precision is "100%"; must be below 100%'],
    ],
    [
      "the very number that it varies",
      [...byConnections, ...range, "-c", "5"],
      ["error: --connections is what --vary connections raises", "hint: Write --from and --to."],
    ],
    [
      "two rates",
      [...byRate, ...range, "--rate-per-connection", "5"],
      ["error: --rate-per-connection is set by --vary rate", "hint: Leave it out."],
    ],
    [
      "a --resolve that the URL misses",
      [...byRate, ...range, "--resolve", "127.0.0.1:2:127.0.0.2"],
      [
        "error: --resolve is for port 2 of 127.0.0.1, but the URL goes to its port 1",
        "hint: Write 1 in place of 2, or change the URL.",
      ],
    ],
    [
      "a rate of what has none",
      [...byRate, ...range, "--traffic", "idle"],
      ['error: --vary is "rate"; must be connections, as the traffic idle has no rate'],
    ],
    [
      "a plan that cannot be, in the words of its flags",
      [
        ...[...byRate, ...range, "--probe-duration", "0.0005ms", "-c", "5", "--tag", "phase=x"],
        ...["--traffic", "broadcast", "--publishers", "5", "--size", "8B"],
      ],
      [
        "error: 4 flags are wrong:",
        '  --tag: tags.phase is "x"; must have another name, as the tag phase is wsrig\'s own',
        '  --probe-duration is "0.0005ms"; must be from 0.001 ms to 8760 h',
        '  --publishers is "5"; must be less than the 5 connections, so that one only listens',
        "  --size: size can be 8 bytes; must be at least 48, for the digits that receivers time a message by",
      ],
    ],
    [
      "a rate of each connection that no load has",
      [...byConnections, ...range, "--rate-per-connection", "9000000"],
      ['error: --rate-per-connection is "9000000"; must be greater than 0 and at most 1,000,000'],
    ],
  ])("%s", async (_what, args, lines) => {
    const { code, stdout, stderr } = await runCli(["search", url, ...args]);
    expect({ code, stdout, stderr: stderr.split("\n").slice(0, lines.length) }).toEqual({
      code: 2,
      stdout: "",
      stderr: lines,
    });
  });

  it("a corrected latency where nothing has a due time, naming the flag", async () => {
    const until = "ws_msg_latency_corrected: p(99) < 50ms";
    const { code, stderr } = await runCli([
      "search",
      url,
      "--vary",
      "connections",
      "--until",
      until,
      ...range,
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .*--until/);
  });
});
