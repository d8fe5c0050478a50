// Conformance runs, experiments, searches and checks that are watched: short ones, against the reference server.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type RunReport, runReportSchema } from "../../src/metrics/run-report.js";
import { liveStateOf } from "../ui/live/live-state.js";
import { WatchingTab } from "../ui/live/watching-tab.js";
import { startCli, temporaryFolder } from "./run-cli.js";
import { startTarget } from "./targets.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const patient = ["--max-lateness", "20s", "--max-cpu", "100%"] as const;

interface Watched {
  readonly tab: WatchingTab;
  readonly report: RunReport;
  readonly code: number | null;
}

/** Watches the command to its end. */
async function watched(name: string, args: readonly string[]): Promise<Watched> {
  const out = join(folder.path, name);
  const running = startCli([...args, "--ui", "--no-open", "--quiet", "--out", out]);
  const text = await running.stderrHas("?token=");
  const tab = await WatchingTab.open(/http:\S+/.exec(text)?.[0] ?? "");
  await tab.until(() => tab.closeCode !== undefined);
  const { code } = await running.result;
  const [run = ""] = readdirSync(out).filter((one) => one !== "latest");
  const report = runReportSchema.parse(JSON.parse(readFileSync(join(out, run, "report.json"), "utf8")));
  expect(JSON.parse(tab.report?.report ?? "")).toEqual(report);
  expect(tab.last("ended")).toMatchObject({ verdict: report.verdict, exitCode: code });
  return { tab, report, code };
}

function withoutHistograms(metrics: RunReport["metrics"]): unknown[] {
  return metrics.map((metric) => JSON.parse(JSON.stringify({ ...metric, hdr: undefined })) as unknown);
}

test("a conformance run tells how many cases of each peer had which verdict, and those that failed", async () => {
  await using target = await startTarget();
  // Of a server that does not echo some cases fail.
  const { tab, report } = await watched("conform", [
    ...["conform", `${target.url}/sink`, "--cases", "1.1.*,5.*", "--agent", "one"],
    ...["--also", `two=${target.url}/echo`, "--wait", "100ms", "--case-timeout", "2s"],
  ]);
  const agents = (report.agents ?? []).map(({ agent, cases }) => {
    const verdicts: Record<string, number> = {};
    for (const { verdict } of cases) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    return { agent, total: cases.length, verdicts };
  });
  expect(agents.map(({ agent }) => agent)).toEqual(["one", "two"]);
  expect(agents[0]?.verdicts.fail).toBeGreaterThan(0);
  expect(tab.last("cases")?.agents).toEqual(agents);
  const failed = (report.agents ?? []).flatMap(({ cases }) =>
    cases.filter(({ verdict }) => verdict === "fail"),
  );
  expect(
    tab
      .all("check")
      .map(({ check }) => check.id)
      .sort(),
  ).toEqual(failed.map(({ id }) => id).sort());
  expect(JSON.parse(tab.report?.details ?? "null")).not.toBeNull();
  expect(tab.last("figures")?.figures).toMatchObject({
    done: agents.reduce((sum, { total }) => sum + total, 0),
  });
});

test("an experiment tells its blocks, and its seconds by variant on one axis of time", async () => {
  await using target = await startTarget();
  const { tab, report } = await watched("experiment", [
    ...["experiment", `${target.url}/echo`, "--variant", "small:", "--variant", "large: --size 8KiB"],
    ...[
      "-c",
      "2",
      "-r",
      "50",
      "--blocks",
      "5",
      "--duration",
      "1s",
      "--warm-up",
      "200ms",
      "--pause",
      "50ms",
      ...patient,
    ],
  ]);
  const shown = (report.blocks ?? []).map(({ latency: _, ...block }) => block);
  expect(tab.all("block").map(({ block }) => block)).toEqual(shown);
  expect(tab.all("block").map(({ index, of }) => [index, of])).toEqual(
    shown.map((_, index) => [index, Math.max(10, index + 1)]),
  );
  const state = liveStateOf(tab.events);
  expect(state.metrics).toEqual(withoutHistograms(report.metrics));
  const points = Object.values(state.series).flat();
  expect(new Set(points.map(({ tags }) => tags.variant))).toEqual(new Set(["small", "large"]));
  const facts = (some: RunReport["series"]): string[] =>
    some.map(({ tags, counters }) => JSON.stringify([tags, counters])).sort();
  expect(facts(points)).toEqual(facts(report.series));
  const ends = tab.all("second").flatMap(({ points: [first] }) => first?.atMs ?? []);
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
  const names = tab.last("began")?.loads.map(({ name, description }) => ({ name, description }));
  expect(names).toEqual(report.loads?.map(({ name, description }) => ({ name, description })));
  const told = tab.all("second").flatMap(({ metrics }) => metrics);
  expect(new Set(told.map(({ tags }) => tags.variant))).toEqual(new Set(["small", "large"]));
});

test("a search tells the seconds of all its probes, one after the other", async () => {
  await using target = await startTarget();
  const { tab, report } = await watched("search", [
    ...["search", `${target.url}/echo`, "--vary", "rate", "--from", "50", "--to", "100", "-c", "2"],
    ...["--probe-duration", "1s", "--warm-up", "200ms", "--until", "ws_msg_latency: p(99) < 20s", ...patient],
  ]);
  const state = liveStateOf(tab.events);
  expect(state.metrics).toEqual(withoutHistograms(report.metrics));
  const probes = report.search?.probes.length ?? 0;
  expect(probes).toBeGreaterThan(1);
  expect(tab.all("note")).toHaveLength(probes);
  const ends = tab.all("second").flatMap(({ points: [first] }) => first?.atMs ?? []);
  expect(ends.length).toBeGreaterThanOrEqual(2 * probes);
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
});

test("a check tells each of its checks", async () => {
  await using target = await startTarget();
  const { tab, report } = await watched("check", ["check", `${target.url}/echo`]);
  const state = liveStateOf(tab.events);
  const counts = { pass: 0, fail: 0, notApplicable: 0 };
  for (const { status } of report.checks) counts[status]++;
  expect(state.counts).toEqual(counts);
  expect(state.metrics).toEqual(withoutHistograms(report.metrics));
});
