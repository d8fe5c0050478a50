// Peers and cases as a matrix, and what filters make of it.

import { describe, expect, test } from "vitest";
import {
  type CaseFilter,
  countRows,
  filterGroups,
  groupsThatFit,
  noFilter,
} from "../../../src/web/data/case-filter.js";
import { caseMatrix } from "../../../src/web/data/case-matrix.js";
import { caseView } from "../../../src/web/data/case-view.js";
import { casesCsv, cellReason, cellWords } from "../../../src/web/data/cases-csv.js";
import { failedResult, sampleCases, sampleResult, sampleRun } from "../../conformance/report/sample-runs.js";
import { conformanceSample } from "../conformance-source.js";

/** `ws 8` with one of each verdict; `client` that passed the two cases it was run on. */
const runs = [
  sampleRun(),
  sampleRun({
    agent: "client",
    role: "client",
    selection: { selected: sampleCases.slice(0, 2), excluded: [] },
    results: [sampleResult("1.1.1"), sampleResult("2.10")],
  }),
];
const sample = conformanceSample(runs, { cases: sampleCases });
const source = { ...sample, curves: [], merged: [] };
const matrix = caseMatrix(source);

describe("the matrix", () => {
  test("has the cases in the order of the catalogue, by group, and a cell a peer", () => {
    const rows = matrix.groups.map(({ id, title, rows }) => [
      `${id} ${title}`,
      ...rows.map(({ id, cells }) => `${id}: ${cells.map((cell) => cell?.verdict ?? "-").join(" ")}`),
    ]);
    expect(rows).toEqual([
      ["1 Messages by length", "1.1.1: pass pass"],
      ["2 Ping and pong", "2.10: fail pass"],
      ["6 UTF-8", "6.4.1: nonStrict -"],
      ["12 permessage-deflate, kinds of payload", "12.1.1: unimplemented -"],
      ["H Opening handshake", "H.1.1: missing -"],
      ["L Limits and floods", "L.1.1: excluded -"],
    ]);
  });

  test("keeps that order without the details too, number by number", () => {
    const ids = ["9.10", "9.2", "9.1", "12.1.1"];
    const cases = ids.map((id) => ({ ...sampleCases[0], id }) as (typeof sampleCases)[number]);
    const run = sampleRun({
      selection: { selected: cases, excluded: [] },
      results: ids.map((id) => sampleResult(id)),
    });
    const { report } = conformanceSample([run], { cases });
    const plain = caseMatrix({ report, curves: [], merged: undefined });
    expect(plain.groups.map(({ rows }) => rows.map(({ id }) => id))).toEqual([
      ["9.1", "9.2", "9.10"],
      ["12.1.1"],
    ]);
  });

  test("is empty for a run that is no conformance run", () => {
    const { report } = sample;
    expect(caseMatrix({ report: { ...report, agents: undefined }, curves: [], merged: [] }).groups).toEqual(
      [],
    );
  });

  test("has words for each cell: those of the reference suite where they say more", () => {
    const [own = []] = [matrix.groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells[0] ?? []))];
    expect(own.map(cellWords)).toEqual([
      "pass",
      "fail, FAILED / WRONG CODE",
      "non-strict",
      "unimplemented",
      "missing",
      "excluded, may hurt the peer",
    ]);
  });

  test("has what happened for each cell but those that passed", () => {
    const own = matrix.groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells[0] ?? []));
    expect(own.map(cellReason)).toEqual([
      undefined,
      'Expected a text message "hi"; received nothing.',
      "The peer did what is allowed, but not what is best.",
      "The peer does not speak permessage-deflate.",
      undefined,
      undefined,
    ]);
  });

  test("goes into CSV with a column a peer", () => {
    expect(casesCsv(matrix).split("\r\n").slice(0, 3)).toEqual([
      "id,group,description,section,ws 8,client",
      "1.1.1,Messages by length,What 1.1.1 sends.,RFC 6455 §5.4,pass,pass",
      '2.10,Ping and pong,What 2.10 sends.,RFC 6455 §5.4,"fail, FAILED / WRONG CODE",pass',
    ]);
  });
});

describe("a filter", () => {
  test.each<[string, Partial<CaseFilter>, readonly string[]]>([
    ["everything but what was left out", {}, ["1.1.1", "2.10", "6.4.1", "12.1.1", "H.1.1"]],
    ["what was left out", { show: "excluded" }, ["L.1.1"]],
    ["what was to be run on one peer", { agent: 1 }, ["1.1.1", "2.10"]],
    ["what failed or is missing", { show: "failed" }, ["2.10", "H.1.1"]],
    ["what failed on one peer", { show: "failed", agent: 1 }, []],
    ["where peers differ", { show: "differs" }, ["2.10"]],
    ["a verdict", { verdict: "nonStrict" }, ["6.4.1"]],
    ["a verdict of one peer", { verdict: "pass", agent: 1 }, ["1.1.1", "2.10"]],
    ["a group", { group: "1" }, ["1.1.1"]],
    ["an id", { search: "2.10" }, ["2.10"]],
    ["words of the description in any case and order", { search: " SENDS 6.4 " }, ["6.4.1"]],
    ["words of the reason", { search: "permessage-deflate" }, ["12.1.1"]],
    ["a section", { search: "§5.4", group: "2" }, ["2.10"]],
    ["all of it together", { show: "failed", verdict: "fail", group: "H" }, []],
  ])("shows %s", (_what, filter, ids) => {
    const groups = filterGroups(matrix, { ...noFilter, ...filter });
    expect(groups.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(ids);
    expect(groups.every(({ rows }) => rows.length > 0)).toBe(true);
  });

  test("counts what each choice shows", () => {
    expect(countRows(matrix)).toEqual({ all: 5, failed: 2, differs: 1, changed: 0, excluded: 1 });
  });

  test("knows what changed against a baseline, and that a change makes red", () => {
    const baseline = {
      agents: { "ws 8": { "1.1.1": "fail (FAILED / OK)", "2.10": "fail (FAILED / WRONG CODE)" } },
    };
    const changed = conformanceSample(runs.slice(0, 1), { cases: sampleCases, judging: { baseline } });
    const own = caseMatrix({ ...changed, curves: [], merged: [] });
    const ids = (show: CaseFilter["show"]): readonly string[] =>
      filterGroups(own, { ...noFilter, show }).flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(ids("changed")).toEqual(["1.1.1"]);
    expect(ids("failed")).toEqual(["1.1.1", "2.10", "H.1.1"]);
  });

  test.each([
    [6, 6],
    [2, 2],
    [0, 1],
  ])("opens groups while %i rows hold them, the first in any case", (maxRows, open) => {
    expect(groupsThatFit(matrix.groups, maxRows).size).toBe(open);
  });
});

describe("the page of a case", () => {
  test("is found by case and peer, with the failed cases around it", () => {
    const view = caseView(source, matrix, { caseId: "6.4.1", agent: "ws 8" });
    expect(view).toMatchObject({
      row: { id: "6.4.1" },
      agent: { agent: "ws 8" },
      cell: { verdict: "nonStrict" },
      detail: { id: "6.4.1" },
      failed: { previous: "2.10", next: "H.1.1", place: undefined, count: 2 },
    });
  });

  test("of a failed case has its place among them", () => {
    const failed = { previous: undefined, next: "H.1.1", place: 1, count: 2 };
    expect(caseView(source, matrix, { caseId: failedResult.id, agent: "ws 8" })).toMatchObject({ failed });
  });

  test("without a peer is that of the first that has the case", () => {
    expect(caseView(source, matrix, { caseId: "1.1.1", agent: undefined })).toMatchObject({
      agent: { agent: "ws 8" },
    });
  });

  test.each([
    [{ caseId: "1.9", agent: "ws 8" }, "This run has no case 1.9."],
    [{ caseId: "1.1.1", agent: "nobody" }, "This run has no peer nobody."],
    [{ caseId: "6.4.1", agent: "client" }, "Case 6.4.1 is none for client, which is a client."],
  ])("of %j says why there is none", (address, why) => {
    expect(caseView(source, matrix, address)).toBe(why);
  });
});
