// Runs that are started and stopped from the page of `wsrig ui`.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { RunRequest } from "../../src/link/run-form.js";
import { runReportSchema } from "../../src/metrics/run-report.js";
import { liveStateOf } from "../ui/live/live-state.js";
import { WatchingTab } from "../ui/live/watching-tab.js";
import { type RunningCli, startCli, temporaryFolder } from "./run-cli.js";
import { startTarget, startWrongTarget } from "./targets.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const patient = { "max-lateness": "20s", "max-cpu": "100%" } as const;

async function start(tab: WatchingTab, run: RunRequest): Promise<void> {
  const { problem } = await tab.ask({ kind: "startRun", run });
  expect(problem).toBeUndefined();
}

/** One that goes on until it is stopped; resolves when its first second was told. */
async function startLongLoad(tab: WatchingTab, url: string): Promise<void> {
  await start(tab, { command: "load", positionals: { url: `${url}/echo` }, flags: { duration: "10m" } });
  await tab.until(() => tab.all("second").length > 0);
}

async function startUi(out: string): Promise<{ readonly ui: RunningCli; readonly url: string }> {
  const ui = startCli(["ui", "--no-open", "--out", join(folder.path, out)]);
  const text = await ui.stdoutHas("\n");
  return { ui, url: text.trim() };
}

function reportIn(path: string): unknown {
  return runReportSchema.parse(JSON.parse(readFileSync(join(path, "report.json"), "utf8")));
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // ESRCH: it is gone.
  }
}

describe("a run that is started from the page", () => {
  test("is watched by all tabs, ends with its report, and the next one begins anew", async () => {
    await using target = await startTarget();
    const { ui, url } = await startUi("load");
    using tab = await WatchingTab.open(url);
    using other = await WatchingTab.open(url);
    const run = {
      command: "load",
      positionals: { url: `${target.url}/echo` },
      flags: { connections: "2", rate: "100", duration: "2s", "warm-up": "0s", tag: ["a=b"], ...patient },
    };
    expect(await tab.ask({ kind: "startRun", run })).toEqual({ kind: "answer", id: 1 });
    const again = await tab.ask({ kind: "startRun", run });
    expect(again.problem).toEqual({
      code: "usage-run-under-way",
      message: "a run is under way already",
      hint: "Stop it, or wait until it has ended.",
    });
    await Promise.all([tab, other].map((one) => one.until(() => one.report !== undefined)));
    const ended = tab.last("ended");
    expect(ended).toMatchObject({ verdict: "pass", exitCode: 0 });
    const report = reportIn(ended?.folder ?? "");
    expect(ended?.folder.startsWith(join(folder.path, "load"))).toBe(true);
    for (const one of [tab, other]) {
      expect(JSON.parse(one.report?.report ?? "")).toEqual(report);
      expect(liveStateOf(one.events).durationMs).toBe((report as { durationMs: number }).durationMs);
      expect(one.all("second").length).toBeGreaterThan(2);
      expect(one.last("began")?.run.plan.tags).toEqual({ a: "b" });
    }
    using late = await WatchingTab.open(url);
    await late.until(() => late.report !== undefined);
    expect(liveStateOf(late.events)).toEqual(liveStateOf(tab.events));
    await start(tab, { ...run, positionals: { url: "ws://127.0.0.1:1/" } });
    await tab.until(() => tab.last("failed") !== undefined);
    expect(tab.report).toBeUndefined();
    expect(tab.last("failed")).toMatchObject({
      exitCode: 3,
      problem: { code: "target-unreachable", path: "url" },
    });
    ui.child.kill("SIGTERM");
    expect((await ui.result).code).toBe(0);
  });

  test("that is stopped drains and writes its report; one that fails its checks says so", async () => {
    await using target = await startTarget();
    await using wrong = await startWrongTarget(() => "wrong");
    const { url } = await startUi("stopped");
    using tab = await WatchingTab.open(url);
    const stopped = await tab.ask({ kind: "stopRun" });
    expect(stopped.problem).toMatchObject({ code: "usage-no-run", message: "no run is under way" });
    await startLongLoad(tab, target.url);
    expect((await tab.ask({ kind: "stopRun" })).problem).toBeUndefined();
    await tab.until(() => tab.report !== undefined);
    expect(tab.last("ended")).toMatchObject({ verdict: "interrupted", exitCode: 130 });

    await start(tab, { command: "check", positionals: { url: wrong.url }, flags: { scenario: ["text"] } });
    await tab.until(() => tab.report !== undefined && tab.last("ended")?.verdict === "fail");
    expect(tab.last("ended")).toMatchObject({ exitCode: 1 });
    expect(liveStateOf(tab.events).counts.fail).toBeGreaterThan(0);
  });

  test("that is stopped twice ends at once, without a report", async () => {
    await using target = await startTarget();
    const { url } = await startUi("killed");
    using tab = await WatchingTab.open(url);
    await start(tab, {
      command: "load",
      positionals: { url: `${target.url}/sink` },
      flags: { duration: "10m", "graceful-stop": "10m" },
    });
    await tab.until(() => tab.all("second").length > 0);
    await tab.ask({ kind: "stopRun" });
    await tab.until(() => tab.all("note").length > 0);
    await tab.ask({ kind: "stopRun" });
    await tab.until(() => tab.last("failed") !== undefined);
    expect(tab.last("failed")).toEqual({
      kind: "failed",
      problem: { code: "run-stopped", message: "the run was stopped, without a report" },
      exitCode: 130,
    });
    await tab.ask({ kind: "stopRun" });
    expect(tab.answers.at(-1)?.problem?.code).toBe("usage-no-run");
  });

  test("ends with the target that it has started when Ctrl-C comes twice", async () => {
    const file = join(folder.path, "target.mjs");
    const pidFile = join(folder.path, "target.pid");
    writeFileSync(
      file,
      `import { createRequire } from "node:module";
       import { writeFileSync } from "node:fs";
       const { WebSocketServer } = createRequire(${JSON.stringify(import.meta.url)})("ws");
       // The run, which gives it two seconds, has not ended it when the second signal comes.
       process.on("SIGTERM", () => {});
       const server = new WebSocketServer({ host: "127.0.0.1", port: Number(process.argv[2]) });
       server.on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
       writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));`,
    );
    const { ui, url } = await startUi("twice");
    using tab = await WatchingTab.open(url);
    const command = `${process.execPath} ${file} {port}`;
    await start(tab, {
      command: "gate",
      positionals: { url: "ws://127.0.0.1:{port}/" },
      flags: { "command-a": command, "command-b": command, duration: "10m" },
    });
    await tab.until(() => tab.all("second").length > 0);
    const target = Number(readFileSync(pidFile, "utf8"));
    ui.child.kill("SIGINT");
    // The tab is told nothing of it; that no new one is taken shows that the first signal has come.
    await expect
      .poll(
        () =>
          fetch(url).then(
            () => "taken",
            () => "refused",
          ),
        { timeout: 20_000 },
      )
      .toBe("refused");
    ui.child.kill("SIGINT");
    expect((await ui.result).code).toBe(0);
    await expect.poll(() => isThere(target), { timeout: 20_000 }).toBe(false);
  });

  test("that loses the user interface drains and writes its report", async () => {
    await using target = await startTarget();
    const { ui, url } = await startUi("lost");
    using tab = await WatchingTab.open(url);
    await startLongLoad(tab, target.url);
    ui.child.kill("SIGKILL");
    await ui.result;
    const verdicts = (): unknown[] =>
      readdirSync(join(folder.path, "lost"))
        .filter((name) => name !== "latest")
        .map((name) => join(folder.path, "lost", name))
        .flatMap((path) => (existsSync(join(path, "report.json")) ? [reportIn(path)] : []))
        .map((report) => (report as { readonly verdict: unknown }).verdict);
    await expect.poll(verdicts, { timeout: 20_000 }).toEqual(["interrupted"]);
  });

  test("ends with the user interface, and writes its report", async () => {
    await using target = await startTarget();
    const { ui, url } = await startUi("closed");
    using tab = await WatchingTab.open(url);
    await startLongLoad(tab, target.url);
    ui.child.kill("SIGINT");
    expect((await ui.result).code).toBe(0);
    expect(tab.closeCode ?? 1001).toBe(1001);
    const names = readdirSync(join(folder.path, "closed")).filter((name) => name !== "latest");
    expect(names).toHaveLength(1);
    expect(reportIn(join(folder.path, "closed", names[0] ?? ""))).toMatchObject({ verdict: "interrupted" });
  });
});

describe("what was filled in", () => {
  test("wrongly comes back as what the command line says, with its place", async () => {
    const { url } = await startUi("wrong");
    using tab = await WatchingTab.open(url);
    await start(tab, {
      command: "load",
      positionals: { url: "http://127.0.0.1:1/" },
      flags: { duration: "5", size: "1KiB" },
    });
    await tab.until(() => tab.last("failed") !== undefined);
    expect(tab.last("failed")).toMatchObject({ exitCode: 2 });
    expect(tab.last("failed")?.problem.code).toMatch(/^usage-/);
    expect(tab.last("failed")?.problem.path).toBe("url");
    expect(tab.all("began")).toEqual([]);
  });

  test("is what the form offers: each flag of it is known to its command", async () => {
    const { url } = await startUi("form");
    using tab = await WatchingTab.open(url);
    const commands = tab.hello?.commands ?? [];
    expect(commands.map(({ name }) => name)).toEqual([
      ...["load", "run", "experiment", "conform", "check", "search", "fragments", "gate"],
    ]);
    for (const { flags } of commands) {
      const names = flags.map(({ name }) => name);
      expect(names).toContain("seed");
      for (const left of ["ui", "ui-port", "open", "json", "quiet", "explain", "compare"]) {
        expect(names).not.toContain(left);
      }
    }
  });
});
