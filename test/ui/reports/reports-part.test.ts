// Opening and comparing runs of a folder, as a page asks for it; and what a page must not reach.

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { reportDocuments } from "../../../src/link/report-documents.js";
import type { RunReport } from "../../../src/metrics/run-report.js";
import { detailsIn, renderHtml } from "../../../src/report/html.js";
import { loadReportPage } from "../../../src/store/report-page.js";
import { makeReports } from "../../../src/ui/reports/reports-part.js";
import { type ReadReport, readReportText } from "../../../src/web/data/report-source.js";
import { madeRun } from "../../compare/made-runs.js";
import { sampleCases, sampleRun } from "../../conformance/report/sample-runs.js";
import { madeReport } from "../../history/made-runs.js";
import { conformanceSample } from "../../web/conformance-source.js";
import { ask, type StoredRuns, storedRuns } from "./stored-runs.js";

const older = madeRun({ name: "older", startedAt: new Date("2026-01-02T03:04:05Z") });
const newer = madeRun({ name: "newer", startedAt: new Date("2026-01-03T03:04:05Z"), latencyUs: 2_000 });
const otherMachine = madeRun({
  name: "other",
  startedAt: new Date("2026-01-04T03:04:05Z"),
  environment: { ...older.environment, cpu: "Another CPU" },
});
const conformance = conformanceSample([sampleRun()], { cases: sampleCases });

/** Without what JSON leaves out. */
const asJson = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

async function open(runs: StoredRuns, folder: string): Promise<ReadReport> {
  return readDocuments(await ask(makeReports({ folder: runs.root }), "openReport", { folder }));
}

function compare(runs: StoredRuns, folders: readonly string[], more: object = {}): Promise<unknown> {
  return ask(makeReports({ folder: runs.root }), "compareReports", { folders, ...more });
}

function readDocuments(answer: unknown): ReadReport {
  const { report, ...workedOut } = reportDocuments.parse(answer);
  return readReportText(report, workedOut);
}

function found(read: ReadReport): RunReport {
  if (read.kind !== "found") throw new TypeError(`it is ${read.kind}`);
  return read.source.report;
}

describe("a report that is opened", () => {
  test("is the document of the folder, with the curves of its histograms", async () => {
    using runs = storedRuns([older]);
    const read = await open(runs, runs.folders[0] ?? "");
    expect(found(read)).toEqual(older);
    expect(read.kind === "found" && read.source.curves.map(({ metricIndex }) => metricIndex)).toEqual([5]);
  });

  test("of a conformance run has what its page knows of each case", async () => {
    using runs = storedRuns([conformance.report]);
    const [folder = ""] = runs.folders;
    const without = await open(runs, folder);
    expect(without.kind === "found" && without.source.details).toBeUndefined();
    const html = renderHtml(conformance.report, loadReportPage(), conformance.details);
    writeFileSync(join(runs.root, folder, "report.html"), html);
    const read = await open(runs, folder);
    expect(read.kind === "found" && read.source.details).toEqual(asJson(conformance.details));
  });

  test("is the run of now, not of when it was listed", async () => {
    using runs = storedRuns([older]);
    const [folder = ""] = runs.folders;
    const part = makeReports({ folder: runs.root });
    await ask(part, "listReports");
    writeFileSync(join(runs.root, folder, "report.json"), JSON.stringify({ ...older, name: "again" }));
    expect(found(readDocuments(await ask(part, "openReport", { folder }))).name).toBe("again");
  });

  test("may be asked for by the link `latest`", async () => {
    using runs = storedRuns([older, newer]);
    symlinkSync(runs.folders[1] ?? "", join(runs.root, "latest"));
    expect(found(await open(runs, "latest")).name).toBe("newer");
  });

  test("that is no report is refused with the reason", async () => {
    using runs = storedRuns([older]);
    const [folder = ""] = runs.folders;
    const file = join(runs.root, folder, "report.json");
    writeFileSync(file, "{");
    await expect(open(runs, folder)).rejects.toMatchObject({
      code: "usage-invalid-report",
      message: expect.stringContaining(`${file} is not JSON: `),
    });
    writeFileSync(file, JSON.stringify({ ...older, verdict: "great" }));
    await expect(open(runs, folder)).rejects.toMatchObject({
      code: "usage-invalid-report",
      message: expect.stringContaining("it has 1 problem"),
    });
  });
});

describe("names that lead elsewhere", () => {
  // A whole report lies at each of these places, so that only the name keeps it from being told.
  const places = {
    "the folder itself": ".",
    "the folder around it": "..",
    "a folder beside it": "../secret",
    "a folder beside it, by a step down and up": "run/../../secret",
    "a folder beside it, with the slash of Windows": "..\\secret",
    "an encoded step up": "%2e%2e%2fsecret",
    "a folder below a run": "run/inner",
    "a link out of the folder": "out",
    "a link to a file out of the folder": "file-out",
    "a folder that is called like a report": "nested",
    "a hidden folder": ".hidden",
    "a name with a NUL": "run\0",
    "the empty name": "",
    "a run that is not there": "gone",
  };

  test.each(Object.entries(places))("%s: %j", async (_, name) => {
    using runs = storedRuns([]);
    lay(runs);
    await expect(open(runs, name)).rejects.toMatchObject({
      code: "usage-unknown-report",
      message: `there is no run ${JSON.stringify(name)} in ${runs.root}`,
    });
    await expect(compare(runs, ["run", name])).rejects.toMatchObject({ code: "usage-unknown-report" });
    await expect(compare(runs, [name, "run"])).rejects.toMatchObject({ code: "usage-unknown-report" });
  });

  test("an absolute path", async () => {
    using runs = storedRuns([]);
    lay(runs);
    for (const name of [join(runs.outside, "secret"), join(runs.root, "run")]) {
      await expect(open(runs, name)).rejects.toMatchObject({ code: "usage-unknown-report" });
    }
    expect(found(await open(runs, "run")).name).toBe("older");
  });

  test("details are not read from a page out of the folder", async () => {
    using runs = storedRuns([conformance.report]);
    const [folder = ""] = runs.folders;
    const page = join(runs.root, folder, "report.html");
    const secret = join(runs.outside, "secret.html");
    writeFileSync(secret, renderHtml(conformance.report, loadReportPage(), conformance.details));
    rmSync(page);
    symlinkSync(secret, page);
    expect(detailsIn(readFileSync(page, "utf8"))).toEqual(asJson(conformance.details));
    const read = await open(runs, folder);
    expect(read.kind === "found" && read.source.details).toBeUndefined();
  });

  function lay(runs: StoredRuns): void {
    const text = JSON.stringify(older);
    const write = (folder: string): void => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "report.json"), text);
    };
    for (const folder of ["run", "run/inner", ".hidden", "."]) write(join(runs.root, folder));
    write(runs.outside);
    write(join(runs.outside, "secret"));
    write(join(runs.root, "nested", "report.json"));
    symlinkSync(join(runs.outside, "secret"), join(runs.root, "out"));
    mkdirSync(join(runs.root, "file-out"));
    symlinkSync(join(runs.outside, "secret", "report.json"), join(runs.root, "file-out", "report.json"));
  }
});

describe("two reports held against each other", () => {
  test("are the document that wsrig compare makes, the first one being the baseline", async () => {
    using runs = storedRuns([older, newer]);
    const [before = "", after = ""] = runs.folders;
    const report = found(readDocuments(await compare(runs, [before, after])));
    expect(report).toMatchObject({ kind: "comparison", name: "compare", target: newer.target });
    expect(report.command).toEqual([
      "wsrig",
      "compare",
      join(runs.root, before, "report.json"),
      join(runs.root, after, "report.json"),
    ]);
    expect(report.comparisons).toHaveLength(1);
    expect(report.comparisons?.[0]).toMatchObject({ baseline: before, candidate: after });
    const p50 = report.comparisons?.[0]?.rows.find(({ figure }) => figure === "p50");
    expect(p50).toMatchObject({ baseline: 1_000, candidate: 2_000 });
    const swapped = found(readDocuments(await compare(runs, [after, before])));
    expect(swapped.comparisons?.[0]).toMatchObject({ baseline: after, candidate: before });
  });

  test("that are not alike are refused with all that differs, and compared with caveats when forced", async () => {
    using runs = storedRuns([older, otherMachine]);
    await expect(compare(runs, runs.folders)).rejects.toMatchObject({
      code: "usage-not-comparable",
      message: expect.stringContaining("Another CPU"),
    });
    const report = found(readDocuments(await compare(runs, runs.folders, { isForced: true })));
    expect(report.comparisons?.[0]?.caveats.join(" ")).toContain("Another CPU");
    expect(report.command.at(-1)).toBe("--force");
  });

  test("must have figures to compare", async () => {
    const comparison = { ...madeReport({ day: 5, medianUs: 1_000 }), kind: "comparison" } as const;
    using runs = storedRuns([older, comparison]);
    await expect(compare(runs, runs.folders)).rejects.toMatchObject({
      code: "usage-not-comparable",
      message: expect.stringContaining("is a comparison itself"),
    });
  });
});
