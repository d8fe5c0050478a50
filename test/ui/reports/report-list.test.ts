// The list of a folder of reports, on a real file system.

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listedReports } from "../../../src/link/report-documents.js";
import { readRunFolder } from "../../../src/store/run-folders.js";
import { ReportList } from "../../../src/ui/reports/report-list.js";
import { madeReport, steppedRuns } from "../../history/made-runs.js";
import { smallReport } from "../../report/small-report.js";
import { rewrite, storedRuns } from "./stored-runs.js";

describe("the list of reports", () => {
  test("has a run with what it was, its tags, its command and its key figures", async () => {
    const run = madeReport({ day: 3, medianUs: 1_000, perSecond: 250, tags: { version: "1.2" } });
    using runs = storedRuns([run]);
    const found = listedReports.parse(await new ReportList(runs.root).list());
    expect(found).toEqual({
      reports: [
        {
          folder: "2026-11-04T03-00-00-load",
          kind: "run",
          name: "load",
          url: "ws://127.0.0.1:40003/echo",
          startedAt: "2026-11-04T03:00:00.000Z",
          durationMs: 12_000,
          verdict: "pass",
          tags: { version: "1.2" },
          command: ["wsrig", "load", "ws://127.0.0.1:40003/echo"],
          messagesPerSecond: 250,
          // The 990th of 1,000 values from 500 to 1,499 µs.
          p99Us: 1_489,
        },
      ],
      skipped: [],
    });
  });

  test("says how many checks failed", async () => {
    using runs = storedRuns([smallReport()]);
    const { reports } = await new ReportList(runs.root).list();
    expect(reports[0]).toMatchObject({ name: "check", verdict: "fail", failedChecks: 1 });
    expect(reports[0]).not.toHaveProperty("p99Us");
  });

  test("is newest first by when runs began, whatever their folders are called", async () => {
    using runs = storedRuns([]);
    for (const [folder, day] of [
      ["a", 2],
      ["b", 9],
      ["c", 1],
      ["d", 5],
    ] as const) {
      mkdirSync(join(runs.root, folder), { recursive: true });
      rewrite(runs, folder, madeReport({ day, medianUs: 1_000 }));
    }
    const { reports } = await new ReportList(runs.root).list();
    expect(reports.map(({ folder }) => folder)).toEqual(["b", "d", "a", "c"]);
  });

  test("tells in sentences which folders have no run that can be read", async () => {
    using runs = storedRuns([madeReport({ day: 1, medianUs: 1_000 })]);
    mkdirSync(join(runs.root, "empty"));
    mkdirSync(join(runs.root, "broken"));
    writeFileSync(join(runs.root, "broken", "report.json"), '{"schemaVersion": 1,');
    mkdirSync(join(runs.root, "newer"));
    writeFileSync(join(runs.root, "newer", "report.json"), '{"schemaVersion": 99}');
    cpSync(join(runs.root, runs.folders[0] ?? ""), join(runs.root, "latest"), { recursive: true });
    writeFileSync(join(runs.root, "README.md"), "not a folder");
    const { reports, skipped } = await new ReportList(runs.root).list();
    expect(reports).toHaveLength(1);
    expect(skipped).toEqual([
      "broken has a report.json that is not JSON.",
      "empty holds no report.json.",
      "newer has a report.json that is no run report: has schemaVersion 99; this wsrig reads up to 1.",
      "latest holds the same run as 2026-11-02T03-00-00-load.",
    ]);
  });

  test("passes over the link `latest`, and leaves out links that lead out of the folder", async () => {
    using runs = storedRuns([madeReport({ day: 1, medianUs: 1_000 })]);
    cpSync(join(runs.root, runs.folders[0] ?? ""), join(runs.outside, "elsewhere"), { recursive: true });
    symlinkSync(runs.folders[0] ?? "", join(runs.root, "latest"));
    symlinkSync(join(runs.outside, "elsewhere"), join(runs.root, "linked"));
    symlinkSync("nothing", join(runs.root, "dead"));
    mkdirSync(join(runs.root, "borrowed"));
    symlinkSync(join(runs.outside, "elsewhere", "report.json"), join(runs.root, "borrowed", "report.json"));
    const { reports, skipped } = await new ReportList(runs.root).list();
    expect(reports.map(({ folder }) => folder)).toEqual(runs.folders);
    expect(skipped).toEqual([
      "borrowed has a report.json that is a link out of the folder.",
      "dead is a link to nothing.",
      "linked is a link out of the folder.",
    ]);
  });

  test("is empty where the folder is not there yet, and refused where it is a file", async () => {
    using runs = storedRuns([]);
    expect(await new ReportList(runs.root).list()).toEqual({ reports: [], skipped: [] });
    writeFileSync(runs.root, "");
    await expect(new ReportList(runs.root).list()).rejects.toMatchObject({
      code: "usage-reports-folder",
      message: `${runs.root} is a file; must be a folder of runs`,
    });
  });
});

describe("a second listing", () => {
  test("reads only what is new or has changed, and forgets what is gone", async () => {
    using runs = storedRuns(steppedRuns(30));
    const read: string[] = [];
    const list = new ReportList(runs.root, (place) => {
      read.push(place.folder);
      return readRunFolder(place);
    });
    expect((await list.list()).reports).toHaveLength(30);
    expect(read).toEqual(runs.folders);

    read.length = 0;
    const [first = "", second = "", third = ""] = runs.folders;
    rmSync(join(runs.root, first), { recursive: true });
    rewrite(runs, second, madeReport({ name: "renamed", day: 1, medianUs: 1_000 }));
    // The same size at another time is a change, too.
    utimesSync(join(runs.root, third, "report.json"), 1_000_000_000, 1_000_000_000);
    const { reports } = await list.list();
    expect(read).toEqual([second, third]);
    expect(reports).toHaveLength(29);
    expect(reports.find(({ folder }) => folder === second)?.name).toBe("renamed");
  });

  test("that is asked for during the first one comes after it, and reads nothing twice", async () => {
    using runs = storedRuns(steppedRuns(5));
    let read = 0;
    const list = new ReportList(runs.root, (place) => {
      read++;
      return readRunFolder(place);
    });
    const found = await Promise.all([list.list(), list.list(), list.list()]);
    expect(found.map(({ reports }) => reports.length)).toEqual([5, 5, 5]);
    expect(read).toBe(5);
  });

  test("works after one that failed", async () => {
    const outside = mkdtempSync(join(tmpdir(), "wsrig-reports-"));
    const root = join(outside, "reports");
    writeFileSync(root, "");
    const list = new ReportList(root);
    await expect(list.list()).rejects.toThrow();
    rmSync(root);
    expect(await list.list()).toEqual({ reports: [], skipped: [] });
    rmSync(outside, { recursive: true });
  });
});
