import { describe, expect, test } from "vitest";
import { historyEntry } from "../../src/history/history-entry.js";
import { freshRegressions, makeHistory } from "../../src/history/make-history.js";
import { historySchema } from "../../src/metrics/history.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { hostileReport } from "../report/small-report.js";
import { someMachine } from "../some-machine.js";
import { madeReport, steppedRuns } from "./made-runs.js";

const options = { folder: "reports", madeAt: new Date(Date.UTC(2026, 11, 24)), toolVersion: "0.1.0" };

function entriesOf(reports: readonly RunReport[]) {
  return reports.map((report, index) => {
    const entry = historyEntry(report, { folder: `run ${index}`, hasPage: true });
    if (typeof entry === "string") throw new Error(entry);
    return entry;
  });
}

function historyOf(reports: readonly RunReport[], changes: Partial<Parameters<typeof makeHistory>[1]> = {}) {
  return makeHistory(entriesOf(reports), { ...options, ...changes });
}

describe("the history of 30 runs in which version 1.3 made latency 12% worse", () => {
  const history = historyOf(steppedRuns(30));

  test("says so in words", () => {
    expect(history.headline).toBe(
      "p50 latency of “load” rose by 13% (3.99 ms → 4.52 ms) between 2026-11-20 and 2026-11-21, from version 1.2 to 1.3.",
    );
    expect(history.sentences).toEqual([
      "Between the same runs changed p99 latency (+13%), p90 latency (+13%), p99.9 latency (+13%), too.",
      "30 runs in 1 series, from 2026-11-01 to 2026-11-30.",
      "4 changes were found: 4 for the worse, 0 for the better.",
    ]);
  });

  test("has one series, and a trend for each figure that a run has", () => {
    expect(history.series).toEqual([
      {
        name: "load",
        kind: "run",
        plan: expect.stringMatching(/^[0-9a-f]{12}$/),
        machine: "Example CPU, 2 cores, 8 GiB, x64",
        runs: Array.from({ length: 30 }, (_, index) => index),
      },
    ]);
    expect(
      history.trends.map(({ figure, gates, needs, level }) => ({ figure, gates, needs, level })),
    ).toEqual([
      { figure: "p50", gates: true, needs: 13, level: 0.01 / 3 },
      { figure: "p90", gates: false, needs: 13, level: 0.01 / 3 },
      { figure: "p99", gates: true, needs: 13, level: 0.01 / 3 },
      { figure: "p999", gates: false, needs: 13, level: 0.01 / 3 },
      { figure: "throughput", gates: true, needs: 13, level: 0.01 / 3 },
      { figure: "errorRate", gates: false, needs: 13, level: 0.01 / 3 },
    ]);
    const throughput = history.trends.find(({ figure }) => figure === "throughput");
    expect(throughput?.changes).toEqual([]);
    expect(throughput?.median).toBeGreaterThan(990);
    expect(throughput?.median).toBeLessThan(1_010);
  });

  test("is a valid document, the same for entries in any order", () => {
    expect(historySchema.parse(JSON.parse(JSON.stringify(history)))).toEqual(history);
    const reversed = makeHistory(entriesOf(steppedRuns(30)).reverse(), options);
    expect(reversed).toEqual(history);
  });

  test("has a fresh regression as long as at most ten runs followed, and none that was taken back", () => {
    expect(freshRegressions(history).map(({ trend }) => trend.figure)).toEqual(["p50", "p99"]);
    expect(freshRegressions(history, 9)).toEqual([]);
    const backAgain = Array.from({ length: 12 }, (_, index) =>
      madeReport({ day: 30 + index, medianUs: 4_000 + index }),
    );
    const healed = historyOf([...steppedRuns(30), ...backAgain], { buildTag: "version" });
    expect(freshRegressions(healed, 100)).toEqual([]);
    expect(healed.headline).toBe(
      "p50 latency of “load” fell by 11% (4.52 ms → 4 ms) between 2026-11-30 and 2026-12-01.",
    );
  });

  test("looks at the figures asked for alone, at the level of so many", () => {
    const only = historyOf(steppedRuns(30), { figures: ["p90"] });
    expect(only.trends.map(({ figure, gates, level }) => ({ figure, gates, level }))).toEqual([
      { figure: "p90", gates: true, level: 0.01 },
    ]);
    expect(
      only.trends[0]?.changes.map(({ before, after, verdict, isLast }) => ({
        before,
        after,
        verdict,
        isLast,
      })),
    ).toEqual([{ before: 19, after: 20, verdict: "worse", isLast: true }]);
  });
});

describe("runs", () => {
  test("are compared only where name, kind, plan and machine are the same", () => {
    const same = { day: 1, medianUs: 1_000 };
    const history = historyOf([
      madeReport(same),
      madeReport({ ...same, day: 2, url: "ws://other.example:8443/echo", tags: { a: "b" } }),
      madeReport({ ...same, day: 3, name: "other" }),
      madeReport({ ...same, day: 4, changes: { environment: { ...someMachine, cores: 8 } } }),
      madeReport({ ...same, day: 5, url: "ws://127.0.0.1:1/slow?delay=5ms" }),
      madeReport({ ...same, day: 6, changes: { plan: { workers: 2 } } }),
    ]);
    expect(history.series.map(({ runs }) => runs)).toEqual([[5], [4], [3], [2], [0, 1]]);
    expect(history.runs.map(({ series }) => series)).toEqual([4, 4, 3, 2, 1, 0]);
    expect(history.headline).toBe(
      "Too few runs to see a change: the longest series has 2, and a change can be seen from 13 on.",
    );
  });

  test("that are invalid or interrupted are shown, and are no evidence", () => {
    const reports = steppedRuns(30).map((report, day) =>
      day >= 20
        ? { ...report, verdict: day % 2 === 0 ? ("invalid" as const) : ("interrupted" as const) }
        : report,
    );
    const history = historyOf(reports);
    expect(history.trends.flatMap(({ changes }) => changes)).toEqual([]);
    expect(history.trends[0]).toMatchObject({ evidence: 20, points: { length: 30 } });
    expect(history.runs.slice(20, 22).map(({ leftOut }) => leftOut)).toEqual([
      "it is invalid",
      "it was interrupted",
    ]);
    expect(history.sentences).toContain("10 runs are shown but no evidence, being invalid or interrupted.");
    expect(history.headline).toBe("No change was found in 30 runs of 1 series.");
  });

  test("before and after a change with another wsrig or Node.js may differ for that", () => {
    const reports = steppedRuns(30).map((report, day) =>
      day < 20
        ? report
        : {
            ...report,
            tool: { ...report.tool, version: "0.2.0" },
            environment: { ...report.environment, node: "22.1.0" },
          },
    );
    expect(historyOf(reports).headline).toMatch(
      /1\.3\. At the same time wsrig went from 0\.1\.0 to 0\.2\.0 and its Node\.js went from 20\.20\.0 to 22\.1\.0, which may be the cause\.$/,
    );
  });

  test("are named by the tag asked for, else by version, commit, build or release", () => {
    const tags = { commit: "abc", version: "1" };
    const reports = [madeReport({ day: 1, medianUs: 1, tags })];
    expect(historyOf(reports)).toMatchObject({ buildTag: "version", runs: [{ build: "1" }] });
    expect(historyOf(reports, { buildTag: "commit" })).toMatchObject({
      buildTag: "commit",
      runs: [{ build: "abc" }],
    });
    expect(historyOf([madeReport({ day: 1, medianUs: 1 })]).buildTag).toBeUndefined();
  });
});

describe("an entry", () => {
  test("of an experiment has the median over the valid blocks of each variant", () => {
    const block = (variant: string, p50: number, invalid?: string) => ({
      variant,
      startedAt: "2026-11-01T00:00:00.000Z",
      durationMs: 1_000,
      figures: { p50, throughput: 10 },
      ...(invalid !== undefined && { invalid }),
    });
    const variants = ["whole", "1 KiB"].map((name) => ({
      name,
      description: "x",
      url: "ws://a",
      model: "closed" as const,
      load: {},
    }));
    const report = madeReport({
      day: 1,
      medianUs: 1,
      changes: {
        kind: "experiment",
        experiment: { baseline: "whole", variants, varied: [], order: [], isRestarted: false },
        blocks: [
          block("whole", 10),
          block("1 KiB", 30),
          block("whole", 14),
          block("whole", 99, "late"),
          block("1 KiB", 31),
        ],
      },
    });
    expect(historyEntry(report, { folder: "e", hasPage: false })).toMatchObject({
      run: {
        kind: "experiment",
        parts: [
          { name: "whole", figures: { p50: 12, throughput: 10 } },
          { name: "1 KiB", figures: { p50: 30.5, throughput: 10 } },
        ],
      },
    });
  });

  test("of a search has what it found, and no figure of its last run", () => {
    const search = {
      vary: "rate",
      until: "a: b",
      unit: "us",
      bound: 1,
      answer: 400,
      isConfirmed: true,
      ended: "found",
      sentence: "x",
      probes: [],
    } as const;
    const entry = historyEntry(
      madeReport({ day: 1, medianUs: 5, changes: { search: { ...search, probes: [] } } }),
      { folder: "s", hasPage: false },
    );
    expect(entry).toMatchObject({ run: { parts: [{ figures: { searchAnswer: 400 } }] } });
  });

  test("of a conformance run has the failed cases of each peer", () => {
    const summary = {
      pass: 5,
      nonStrict: 0,
      informational: 0,
      unimplemented: 0,
      fail: 2,
      missing: 0,
      excluded: 0,
    };
    const agents = [
      {
        agent: "a peer",
        role: "server" as const,
        url: "ws://a",
        summary,
        cases: [],
        missing: [],
        excluded: [],
      },
    ];
    const entry = historyEntry(
      madeReport({ day: 1, medianUs: 5, changes: { kind: "conformance", agents } }),
      { folder: "c", hasPage: true },
    );
    expect(entry).toMatchObject({
      run: { page: "c/report.html", parts: [{ name: "a peer", figures: { failedCases: 2 } }] },
    });
  });

  test("has a link that stays a link, however the folder is called", () => {
    const entry = historyEntry(madeReport({ day: 1, medianUs: 5 }), {
      folder: 'javascript:alert(1)"#?/..',
      hasPage: true,
    });
    expect(entry).toMatchObject({ run: { page: "javascript%3Aalert(1)%22%23%3F%2F../report.html" } });
  });

  test("is none of a comparison", () => {
    const report = madeReport({ day: 1, medianUs: 5, changes: { kind: "comparison" } });
    expect(historyEntry(report, { folder: "c", hasPage: true })).toBe(
      "is a comparison of other runs, with no figures of its own",
    );
  });

  test("of a report in which all texts are hostile keeps them as texts", () => {
    expect(historyEntry(hostileReport(), { folder: "c", hasPage: true })).toMatchObject({
      run: { tags: {} },
    });
  });
});
