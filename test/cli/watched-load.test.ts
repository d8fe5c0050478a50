// `wsrig load --ui`: what tabs are told, and what a tab changes of the run, which is nothing.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type RunReport, runReportSchema } from "../../src/metrics/run-report.js";
import { liveStateOf } from "../ui/live/live-state.js";
import { WatchingTab } from "../ui/live/watching-tab.js";
import { type RunningCli, runCli, startCli, temporaryFolder } from "./run-cli.js";
import { startMuteTarget, startTarget } from "./targets.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** However busy the machine is, the run is valid. */
const patient = ["--max-lateness", "20s", "--max-cpu", "100%"] as const;

function reportsFolder(name: string): string {
  return join(folder.path, name);
}

function onlyReport(out: string): RunReport {
  const [run = ""] = readdirSync(out).filter((name) => name !== "latest");
  return runReportSchema.parse(JSON.parse(readFileSync(join(out, run, "report.json"), "utf8")));
}

async function pageOf(running: RunningCli): Promise<string> {
  const text = await running.stderrHas("?token=");
  return /http:[^\s"]+/.exec(text)?.[0] ?? "";
}

function withoutHistograms(metrics: RunReport["metrics"]): unknown[] {
  return metrics
    .map((metric) => ({ ...metric, hdr: undefined }))
    .map((one) => JSON.parse(JSON.stringify(one)));
}

describe("a load that is watched", () => {
  test("of 2,000 messages per second for 10 s tells two tabs its seconds, at the end exactly the figures of its report, and waits for none", async () => {
    await using target = await startTarget();
    const out = reportsFolder("two-tabs");
    const running = startCli([
      ...[
        "load",
        `${target.url}/echo?secret=hush`,
        "--redact",
        "secret",
        "-c",
        "20",
        "-r",
        "2000",
        "-d",
        "10s",
        ...patient,
        "--warm-up",
        "500ms",
      ],
      ...["--threshold", "ws_msgs_sent: count > 15000", "--ui", "--no-open", "--out", out],
    ]);
    const url = await pageOf(running);
    using first = await WatchingTab.open(url);
    await first.until(() => first.all("second").length >= 1);
    using late = await WatchingTab.open(url);
    await late.until(() => late.last("began") !== undefined && late.all("second").length >= 2);
    await Promise.all([first, late].map((tab) => tab.until(() => tab.closeCode !== undefined)));
    const { code, stdout } = await running.result;
    expect(code).toBe(0);
    expect(stdout).toContain("HTML report:");
    const report = onlyReport(out);
    for (const tab of [first, late]) {
      expect(tab.hello).toMatchObject({ mode: "watch", commands: [], behaviours: [], folder: out });
      expect(tab.closeCode).toBe(1001);
      expect(JSON.parse(tab.report?.report ?? "")).toEqual(report);
      const state = liveStateOf(tab.events);
      expect(state.metrics).toEqual(withoutHistograms(report.metrics));
      expect(state.durationMs).toBe(report.durationMs);
      expect(
        Object.values(state.series)
          .flat()
          .sort((a, b) => a.atMs - b.atMs),
      ).toEqual(report.series);
      expect(tab.last("thresholds")?.thresholds).toEqual(report.thresholds);
      expect(tab.all("thresholds").length).toBeGreaterThan(3);
      expect(state.checks.map(({ id, status }) => [id, status])).toEqual(
        report.checks.map(({ id, status }) => [id, status]),
      );
      expect(tab.last("ended")).toMatchObject({ verdict: "pass", exitCode: 0 });
      const { kind, name, command, startedAt, plan, environment, target: place } = report;
      expect(tab.last("began")?.run).toEqual({
        kind,
        name,
        command,
        startedAt,
        plan,
        environment,
        target: place,
      });
      expect(tab.last("began")?.loads).toEqual(report.loads);
      expect(JSON.stringify(tab.events)).not.toContain("hush");
    }
    const figures = first.all("second").flatMap(({ metrics }) => metrics);
    expect(figures.length).toBeGreaterThan(0);
    expect(
      first
        .all("second")
        .slice(0, -1)
        .every(({ points }) => points.length > 0),
    ).toBe(true);
    expect(
      first.all("figures").some(({ figures: shown }) => shown.phase === "steady" && shown.open === 20),
    ).toBe(true);
    expect(first.all("activity").map(({ activity }) => activity)).toContain("load: running");
  });

  test("waits for the browser that it opens, so that the tab sees the run from its start", async () => {
    await using target = await startTarget();
    const browser = join(folder.path, "browser.sh");
    writeFileSync(browser, '#!/bin/sh\necho "$1" > "$0.url"\n', { mode: 0o755 });
    const running = startCli(
      ["check", `${target.url}/echo`, "--scenario", "text", "--ui", "--out", reportsFolder("opened")],
      { env: { BROWSER: browser } },
    );
    using tab = await WatchingTab.open(await pageOf(running));
    await tab.until(() => tab.closeCode !== undefined);
    expect((await running.result).code).toBe(0);
    expect(tab.firstEvents).toBe(1);
    expect(tab.events[0]?.kind).toBe("began");
    const opened = (): string => (existsSync(`${browser}.url`) ? readFileSync(`${browser}.url`, "utf8") : "");
    await expect.poll(opened, { timeout: 10_000 }).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=\S+\n$/);
  });

  test("goes on when all its tabs close, and ends as ever", async () => {
    await using target = await startTarget();
    const out = reportsFolder("closed-tabs");
    const running = startCli([
      ...[
        "load",
        `${target.url}/echo`,
        "-c",
        "2",
        "-r",
        "100",
        "-d",
        "2s",
        ...patient,
        "--warm-up",
        "0s",
        "--quiet",
      ],
      ...["--ui", "--no-open", "--out", out],
    ]);
    const tab = await WatchingTab.open(await pageOf(running));
    await tab.until(() => tab.all("second").length >= 1);
    tab[Symbol.dispose]();
    const { code } = await running.result;
    expect(code).toBe(0);
    const report = onlyReport(out);
    expect(report.verdict).toBe("pass");
    expect(report.durationMs).toBeGreaterThan(2_000);
  });

  test("ends as well when a tab has stopped to read and to answer", async () => {
    await using target = await startTarget();
    const out = reportsFolder("stuck-tab");
    const running = startCli([
      ...["load", `${target.url}/echo`, "-c", "2", "-d", "1s", ...patient, "--warm-up", "0s", "--quiet"],
      ...["--ui", "--no-open", "--out", out],
    ]);
    using tab = await WatchingTab.open(await pageOf(running));
    tab.stopReading();
    expect((await running.result).code).toBe(0);
    expect(onlyReport(out).verdict).toBe("pass");
    expect(tab.closeCode).toBeUndefined();
  });

  test("stops at Ctrl-C as ever: the report is written and told", async () => {
    await using target = await startTarget();
    const out = reportsFolder("interrupted");
    const running = startCli([
      ...["load", `${target.url}/echo`, "-c", "2", "-d", "10m", ...patient, "--warm-up", "0s"],
      ...["--ui", "--no-open", "--out", out],
    ]);
    using tab = await WatchingTab.open(await pageOf(running));
    await tab.until(() => tab.all("second").length >= 1);
    running.child.kill("SIGINT");
    await tab.until(() => tab.closeCode !== undefined);
    expect((await running.result).code).toBe(130);
    expect(tab.last("ended")).toMatchObject({ verdict: "interrupted", exitCode: 130 });
    expect(JSON.parse(tab.report?.report ?? "")).toEqual(onlyReport(out));
    expect(tab.all("note").map(({ text }) => text)).toEqual([
      "Interrupted: draining, then writing the report. Ctrl-C again stops at once.",
    ]);
  });

  test("that reaches nobody says so to the tab as well as on stderr, without what is secret", async () => {
    await using target = await startMuteTarget();
    const running = startCli([
      ...["load", `${target.url}/?token=hush`, "--redact", "token", "-c", "1", "--timeout", "3s"],
      ...["--ui", "--no-open", "--json", "--out", reportsFolder("unreached")],
    ]);
    using tab = await WatchingTab.open(await pageOf(running));
    await tab.until(() => tab.closeCode !== undefined);
    const { code, stdout, stderr } = await running.result;
    expect(code).toBe(3);
    expect(stdout).toBe("");
    const [watching, failed] = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly url: string; readonly error: unknown });
    expect(watching).toEqual({
      event: "watching",
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{22,}$/),
    });
    expect(failed?.error).toMatchObject({ code: "target-unreachable" });
    expect(tab.last("failed")).toEqual({ kind: "failed", problem: failed?.error, exitCode: 3 });
    expect(tab.report).toBeUndefined();
    expect(tab.closeCode).toBe(1001);
    expect(JSON.stringify(tab.events)).not.toContain("hush");
  });
});

describe("the flags of the page", () => {
  test("a port that is taken ends the command with 2 before anything is run", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const out = reportsFolder("taken");
    const args = ["load", "ws://127.0.0.1:1/", "--ui", "--no-open", "--ui-port", String(port), "--out", out];
    const { code, stderr } = await runCli(args);
    server.close();
    expect(code).toBe(2);
    expect(stderr).toContain(`the user interface cannot listen on 127.0.0.1:${port}`);
    expect(stderr).toContain("Choose another --ui-port, or 0 for a free one.");
    expect(() => readdirSync(out)).toThrow();
  });

  test("--ui-port without --ui is a mistake", async () => {
    const { code, stderr } = await runCli(["load", "ws://127.0.0.1:1/", "--ui-port", "8081"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--ui-port is for a run that is watched in a browser");
  });

  test("are no part of the command that repeats the run", async () => {
    await using target = await startTarget();
    const out = reportsFolder("repeat");
    const { code } = await runCli([
      ...["check", `${target.url}/echo`, "--scenario", "text", "--seed", "7"],
      ...["--ui", "--no-open", "--ui-port", "0", "--out", out],
    ]);
    expect(code).toBe(0);
    expect(onlyReport(out).command).toEqual([
      ...["wsrig", "check", `${target.url}/echo`, "--scenario", "text", "--seed", "7"],
    ]);
  });
});
