import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";
import { deadUrl, startTarget, startWrongTarget } from "./targets.js";

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

/** Process ids of the workers that `selection` of `ps` finds. */
function findWorkers(selection: readonly string[]): readonly number[] {
  const { stdout } = spawnSync("ps", ["-o", "pid=,args=", ...selection], { encoding: "utf8" });
  const lines = stdout.split("\n").filter((line) => line.includes("worker-main"));
  return lines.map((line) => Number.parseInt(line, 10));
}

const workersOf = (parent: number): readonly number[] => findWorkers(["--ppid", String(parent)]);
/** Those that still run. */
const workersAmong = (pids: readonly number[]): readonly number[] => findWorkers(["-p", pids.join(",")]);
const short = ["-c", "4", "-d", "300ms", "--warm-up", "0"];

describe("wsrig load", () => {
  it("measures: the document has the plan as resolved and the latency of every answer", async () => {
    const args = [
      "load",
      `${server.url}/echo`,
      ...short,
      "--size",
      "1KiB",
      "--in-flight",
      "2",
      "--binary",
      "--json",
    ];
    const { code, stdout, stderr } = await runCli([
      ...args,
      "--fragment-bytes",
      "100",
      "--seed",
      "7",
      ...out,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = runReportSchema.parse(JSON.parse(stdout));
    expect(report.plan).toMatchObject({
      seed: 7,
      loads: [
        {
          executor: { kind: "constant-clients", clients: 4, durationMs: 300 },
          warmUpMs: 0,
          work: {
            kind: "echo",
            message: {
              kind: "binary",
              payload: { kind: "generated", size: { kind: "fixed", bytes: 1_024 } },
              delivery: { fragmentBytes: 100 },
            },
            schedule: { kind: "closed", inFlight: 2 },
          },
        },
      ],
      dial: { driver: "frame" },
    });
    const latency = report.metrics.find(
      ({ name, tags }) => name === "ws_msg_latency" && tags.phase === "steady",
    );
    expect(latency).toMatchObject({ kind: "trend", unit: "us", hdr: expect.any(String) });
    expect(report.verdict).toBe("pass");
    expect(report.command).toContain("--fragment-bytes");
  });

  it("takes flags from the environment and writes them into the repeat command", async () => {
    const env = { WSRIG_CONNECTIONS: "3", WSRIG_JSON: "1", WSRIG_OUT: folder.path };
    const { code, stdout } = await runCli(["load", server.url, "-d", "200ms", "--warm-up", "0"], { env });
    expect(code).toBe(0);
    const report = runReportSchema.parse(JSON.parse(stdout));
    expect(report.plan).toMatchObject({ loads: [{ executor: { clients: 3 } }] });
    expect(report.command.join(" ")).toContain("--connections 3");
  });

  it("tells what it does on stderr, as lines, when that is no terminal", async () => {
    const { stderr } = await runCli(["load", server.url, ...short, ...out]);
    expect(stderr.split("\n").filter((line) => !line.includes("|"))).toEqual([
      "connecting",
      "load: opening connections",
      "load: running",
      "",
    ]);
  });

  it("a server that answers with wrong bytes: exit code 1", async () => {
    await using wrong = await startWrongTarget(() => "wrong");
    const { code, stdout } = await runCli(["load", wrong.url, ...short, ...out, "-q"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL/);
  });

  it("nobody there: exit code 3", async () => {
    const { code, stdout } = await runCli(["load", await deadUrl(), ...short, ...out, "-q"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  });

  it.each([
    ["SIGINT", "Interrupted: draining, then writing the report. Ctrl-C again stops at once."],
    ["SIGTERM", "SIGTERM: draining, then writing the report. A second signal stops at once."],
  ] as const)("%s drains and still writes the report: exit code 130", async (signal, words) => {
    const name = `stopped-${signal}`;
    const load = startCli([
      "load",
      server.url,
      "-c",
      "4",
      "-d",
      "10m",
      "--warm-up",
      "0",
      "--name",
      name,
      ...out,
    ]);
    await load.stderrHas("load: running");
    load.child.kill(signal);
    const { code, stdout, stderr } = await load.result;
    expect(code).toBe(130);
    expect(stdout).toMatch(/^INTERRUPTED/);
    expect(stderr).toContain(words);
    const path = /^HTML report: (.+)$/m.exec(stdout)?.[1] ?? "";
    const report = runReportSchema.parse(JSON.parse(readFileSync(join(path, "..", "report.json"), "utf8")));
    expect(report).toMatchObject({ name, verdict: "interrupted", reasons: [{ code: "interrupted" }] });
  });

  it("a second signal ends workers too that are held up", async () => {
    const args = ["-c", "2", "-w", "2", "-d", "10m", "--warm-up", "0"];
    const load = startCli(["load", `${server.url}/echo`, ...args, ...out]);
    await load.stderrHas("load: running");
    const workers = workersOf(load.child.pid ?? 0);
    onTestFinished(() => {
      for (const pid of workersAmong(workers)) process.kill(pid, "SIGKILL");
    });
    expect(workers).toHaveLength(2);
    for (const pid of workers) process.kill(pid, "SIGSTOP");
    load.child.kill("SIGINT");
    await load.stderrHas("Interrupted");
    load.child.kill("SIGINT");
    expect((await load.result).code).toBe(130);
    await expect.poll(() => workersAmong(workers), { timeout: 10_000 }).toEqual([]);
  });

  it("a second signal ends it at once, leaving no folder without a report", async () => {
    // Never answers: the drain would wait for the answers under way.
    await using silent = await startWrongTarget(() => undefined);
    const own = temporaryFolder();
    try {
      const load = startCli([
        "load",
        silent.url,
        "-c",
        "1",
        "-d",
        "10m",
        "--warm-up",
        "0",
        "--out",
        own.path,
      ]);
      await load.stderrHas("load: running");
      load.child.kill("SIGINT");
      await load.stderrHas("Interrupted");
      load.child.kill("SIGINT");
      const { code, stdout } = await load.result;
      expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
      expect(readdirSync(own.path)).toEqual([]);
    } finally {
      own.remove();
    }
  });
});
