// The list of reports as data: searched, filtered, put in order, ticked; and the addresses of what is open.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListedReport } from "../../../src/link/report-documents.js";
import {
  newestFirst,
  noFilter,
  type ReportFilter,
  type ReportSort,
  reportRows,
  shownReports,
  sortAfter,
} from "../../../src/web/console/data/report-rows.js";
import { readReportsDetail, reportsDetail } from "../../../src/web/console/data/reports-route.js";
import { tickedAfter, tickedWithin } from "../../../src/web/console/data/ticked-reports.js";

function listed(folder: string, changes: Partial<ListedReport> = {}): ListedReport {
  return {
    folder,
    kind: "run",
    name: "load",
    url: "ws://127.0.0.1:9001/echo",
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 1_000,
    verdict: "pass",
    tags: {},
    command: ["wsrig", "load"],
    ...changes,
  };
}

const reports = [
  listed("a", { name: "Nightly 10", startedAt: "2026-01-01T00:00:00Z", p99Us: 300, durationMs: 5 }),
  listed("b", { name: "nightly 9", startedAt: "2026-01-03T00:00:00Z", verdict: "fail", durationMs: 7 }),
  listed("c", {
    name: "gate",
    startedAt: "2026-01-02T00:00:00Z",
    kind: "experiment",
    p99Us: 900,
    tags: { commit: "AbC123" },
    command: ["wsrig", "gate", "--blocks", "7"],
  }),
  listed("d", { name: "idle", startedAt: "2025-12-31T00:00:00Z", url: "ws://other/", durationMs: 9 }),
];

function shown(filter: Partial<ReportFilter> = {}, sort: ReportSort = newestFirst): string {
  const rows = reportRows(reports, ({ verdict }) => (verdict === "fail" ? ["失败"] : []));
  return shownReports(rows, { ...noFilter, ...filter }, sort)
    .map(({ folder }) => folder)
    .join(" ");
}

describe("the list of reports", () => {
  test.each([
    ["everything", "", "b c a d"],
    ["a name, in any case", "NIGHTLY", "b a"],
    ["several words, which must all be there", "nightly 10", "a"],
    ["an address", "ws://other", "d"],
    ["a tag", "commit=abc", "c"],
    ["a flag of the command", "--blocks", "c"],
    ["a verdict, as the report says it", "fail", "b"],
    ["a verdict, as the page says it", "失败", "b"],
    ["a kind", "experiment", "c"],
    ["nothing that is there", "nowhere", ""],
  ])("is searched for %s", (_, search, expected) => {
    expect(shown({ search })).toBe(expected);
  });

  test("is filtered by kind and by verdict", () => {
    expect(shown({ kind: "run" })).toBe("b a d");
    expect(shown({ verdict: "fail" })).toBe("b");
    expect(shown({ kind: "experiment", verdict: "fail" })).toBe("");
  });

  test.each<[string, ReportSort, string]>([
    ["oldest first", { by: "started", isDescending: false }, "d a c b"],
    ["by name, with numbers as numbers", { by: "name", isDescending: false }, "c d b a"],
    ["longest first", { by: "duration", isDescending: true }, "c d b a"],
    ["slowest first, those without a p99 last", { by: "p99", isDescending: true }, "c a b d"],
    ["fastest first, those without a p99 last all the same", { by: "p99", isDescending: false }, "a c b d"],
  ])("is put in order %s", (_, sort, expected) => {
    expect(shown({}, sort)).toBe(expected);
  });

  test("is turned round by a second press of a heading; another heading begins with what is looked for", () => {
    expect(sortAfter(newestFirst, "started")).toEqual({ by: "started", isDescending: false });
    expect(sortAfter(newestFirst, "p99")).toEqual({ by: "p99", isDescending: true });
    expect(sortAfter(newestFirst, "name")).toEqual({ by: "name", isDescending: false });
  });
});

describe("ticked runs", () => {
  test("are two at most, the first one being the baseline", () => {
    expect(tickedAfter([], "a")).toEqual(["a"]);
    expect(tickedAfter(["a"], "b")).toEqual(["a", "b"]);
    expect(tickedAfter(["a", "b"], "c")).toEqual(["a", "c"]);
    expect(tickedAfter(["a", "b"], "a")).toEqual(["b"]);
    expect(tickedAfter(["a"], "a")).toEqual([]);
  });

  test("are those that are still there", () => {
    const ticked = ["a", "b"];
    expect(tickedWithin(ticked, new Set(["b"]))).toEqual(["b"]);
    expect(tickedWithin(ticked, new Set(["a", "b", "c"]))).toBe(ticked);
  });
});

describe("the address of what is open", () => {
  test.each([
    ["", { kind: "list" }],
    ["2026-01-02T03-04-05-load", { kind: "report", folder: "2026-01-02T03-04-05-load" }],
    ["a..b", { kind: "comparison", baseline: "a", candidate: "b", isForced: false }],
    ["a..b..force", { kind: "comparison", baseline: "a", candidate: "b", isForced: true }],
    ["a%2E%2Eb", { kind: "report", folder: "a..b" }],
    ["v1.2..v1.3", { kind: "comparison", baseline: "v1.2", candidate: "v1.3", isForced: false }],
  ] as const)("%j", (detail, route) => {
    expect(readReportsDetail(detail)).toEqual(route);
    expect(reportsDetail(route)).toBe(detail);
  });

  test.each(["..", "a..", "..b", "a..b..c", "a..b..force..c", "%", "a..%E0%A4%A"])(
    "that means nothing is that of the list: %j",
    (detail) => {
      expect(readReportsDetail(detail)).toEqual({ kind: "list" });
    },
  );

  test("reads back whatever folders are called", () => {
    const folder = fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[.%/\\-a]+$/));
    fc.assert(
      fc.property(folder, folder, fc.boolean(), (baseline, candidate, isForced) => {
        const one = { kind: "report", folder: baseline } as const;
        expect(readReportsDetail(reportsDetail(one))).toEqual(one);
        const two = { kind: "comparison", baseline, candidate, isForced } as const;
        expect(readReportsDetail(reportsDetail(two))).toEqual(two);
      }),
    );
  });
});
