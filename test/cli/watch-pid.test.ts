// `--watch-pid` against the reference server in a process of its own.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());
const out = ["--out", folder.path];

/** `wsrig serve` as a child; it ends with the test. */
async function serve(): Promise<{ readonly url: string; readonly pid: number }> {
  const server = startCli(["serve", "--port", "0"]);
  const [url = ""] = (await server.stdoutHas("\n")).split("\n");
  return { url, pid: server.child.pid ?? 0 };
}

describe.runIf(process.platform === "linux")("--watch-pid", () => {
  it("load: the server's CPU, memory and open files are measured, and what a message and a connection cost it", async () => {
    const { url, pid } = await serve();
    const args = ["-c", "120", "-d", "2s", "--warm-up", "200ms", "--watch-pid", String(pid)];
    const { code, stdout } = await runCli(["load", `${url}/echo`, ...args, "--json", ...out]);
    expect(code).toBe(0);
    const { metrics } = runReportSchema.parse(JSON.parse(stdout));
    const gauge = (name: string) => {
      const found = metrics.find((metric) => metric.name === name);
      if (found?.kind !== "gauge") throw new Error(`no ${name}`);
      return found;
    };
    expect(gauge("target_cpu").max).toBeGreaterThan(0);
    // Node itself takes more than 20 MiB and 15 files; every connection has one.
    expect(gauge("target_memory").min).toBeGreaterThan(20 * 1_048_576);
    expect(gauge("target_open_files").max).toBeGreaterThanOrEqual(120 + 15);
    expect(gauge("target_open_files").min).toBeLessThan(120);
    const answered = metrics.find(({ name, tags }) => name === "ws_msgs_answered" && tags.phase === "steady");
    if (answered?.kind !== "counter") throw new Error("nothing was answered");
    const { unit, last } = gauge("target_cpu_per_message");
    expect(unit).toBe("us");
    // At least the 100 ms below which there is no figure, at most all cores that a process of Node keeps busy.
    expect(last * answered.count).toBeGreaterThanOrEqual(99_000);
    expect(last * answered.count).toBeLessThan(2_200_000 * 4);
    expect(gauge("target_memory_per_connection")).toMatchObject({ unit: "byte" });
  });

  it("run: the loads of a file are watched in the same way, and the summary says it", async () => {
    const { url, pid } = await serve();
    const file = join(folder.path, "loads.json");
    const executor = { kind: "constant-clients", clients: 4, duration: "1200ms" };
    writeFileSync(
      file,
      JSON.stringify({ url: `${url}/echo`, loads: { echo: { executor, traffic: { kind: "echo" } } } }),
    );
    const { code, stdout, stderr } = await runCli(["run", file, "--watch-pid", String(pid), ...out]);
    expect({ code, error: /error:.*/.exec(stderr)?.[0] }).toEqual({ code: 0, error: undefined });
    expect(stdout).toMatch(
      /\nTarget {2}CPU at most [\d.]+ core, [\d.]+ (µs|ms) of CPU per message, memory at most [\d.]+ MiB, open files at most \d+\n/,
    );
  });

  it.each<[string, readonly string[]]>([
    ["load", ["load", "ws://127.0.0.1:1/"]],
    ["run", ["run", "FILE"]],
  ])("%s: a process that does not exist is a mistake before anything is sent", async (_verb, args) => {
    const file = join(folder.path, "one.json");
    const executor = { kind: "constant-clients", clients: 1, duration: "1s" };
    writeFileSync(
      file,
      JSON.stringify({ url: "ws://127.0.0.1:1/", loads: { one: { executor, traffic: { kind: "echo" } } } }),
    );
    const gone = startCli(["--version"]);
    await gone.result;
    const pid = String(gone.child.pid);
    const named = args.map((arg) => (arg === "FILE" ? file : arg));
    const { code, stdout, stderr } = await runCli([...named, "--watch-pid", pid, ...out]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: --watch-pid is ${pid}; no such process runs\nhint: Give the PID of the server, on this machine and in this container.\n`,
    });
  });

  it("run: a file without loads has nothing to watch beside", async () => {
    const file = join(folder.path, "scenario.json");
    const steps = [{ connect: { as: "ann" } }, { close: { on: "ann", code: 1000 } }];
    writeFileSync(file, JSON.stringify({ name: "x", url: "ws://127.0.0.1:1/", steps }));
    const args = ["--watch-pid", String(process.pid)];
    const { code, stderr } = await runCli(["run", file, ...args, ...out]);
    expect({ code, line: stderr.split("\n")[0] }).toEqual({
      code: 2,
      line: "error: --watch-pid is for files with loads; this one has no loads",
    });
  });
});
