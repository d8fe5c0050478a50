// What terminal and Markdown say of a search.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { searchedValue } from "../../src/figures/search-words.js";
import { buildRunReport } from "../../src/metrics/build-report.js";
import { parseRunReport } from "../../src/metrics/read-report.js";
import type { ReportSearch } from "../../src/metrics/run-report.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { searchPlot } from "../../src/report/search-plot.js";
import { searchTable, shownRun } from "../../src/report/search-tables.js";
import { renderText } from "../../src/report/text.js";
import { hostileTexts, smallReport } from "./small-report.js";
import { smallSearch } from "./small-search.js";

const table = `\
messages per second  purpose  observed  verdict
  100                  climb      2 ms    holds
  200                  climb    2.5 ms    holds
  400                  climb     12 ms    holds
  400                confirm     14 ms    holds
  600                 narrow    120 ms    fails
  600                confirm     90 ms    fails
  800                  climb    700 ms    fails`;

const plot = `
700 ms |                                                       x
       |
       |
       |                                       x
       |                                       x
 50 ms |- - - - - - - - - - - - - - - - - - - - - - - - - - - -
       |
       |                        o
       |
       |
  2 ms |o       o
       +--------------------------------------------------------
        100                                                  800  messages per second
        o holds   x fails   - the bound`;

test("the terminal has the sentence, the probes in order of value, what else was wrong, and a plot", () => {
  const text = renderText(smallReport({ search: smallSearch() }));
  expect(text).toContain(`
Search  ws_msg_latency_corrected: p(99) < 50ms
  The bound held up to 400 messages per second, and failed at 600.

${table}

  ! At 800: every message is answered in time: failed (90 answered, 0 late, 10 lost)
`);
  const drawn = searchPlot(smallSearch());
  expect(text).toContain(drawn.map((line) => `  ${line}`).join("\n"));
  expect(text).toContain("\n\n  All that follows is of the last run at 400 messages per second.\n\nChecks");
});

describe("the plot", () => {
  test("is by ratio where figures differ tenfold, by distance where they do not", () => {
    // 100 to 800 by distance, 2 ms to 700 ms by ratio.
    expect(`\n${searchPlot(smallSearch()).join("\n")}`).toBe(plot);
    const probes = smallSearch().probes.map((probe) => ({ ...probe, value: probe.value ** 2 }));
    const [top = "", , , upper = ""] = searchPlot(smallSearch({ probes }));
    // 600^2 is 86% of the way from 100^2 to 800^2 by ratio, and 56% by distance.
    expect([top.indexOf("x"), upper.indexOf("x")]).toEqual([8 + 55, 8 + 47]);
  });

  test("is framed by the probes that it draws: one without samples widens no axis and no legend", () => {
    const probes: ReportSearch["probes"] = [
      { value: 100, purpose: "climb", holds: true, observed: 2_000 },
      { value: 400, purpose: "climb", holds: true, observed: 12_000 },
      { value: 1_600, purpose: "climb", holds: false },
    ];
    const lines = searchPlot(smallSearch({ probes }));
    expect(lines.at(-2)).toBe(`${" ".repeat(7)}100${"400".padStart(53)}  messages per second`);
    expect(lines.at(-1)).toBe("       o holds   - the bound");
    expect(lines.slice(0, -2).flatMap((line) => (line.includes("o") ? line.indexOf("o") : []))).toEqual([
      7 + 55,
      7,
    ]);
  });

  test("of a single value is none", () => {
    const probes: ReportSearch["probes"] = [
      { value: 100, purpose: "climb", holds: true, observed: 1 },
      { value: 100, purpose: "confirm", holds: true, observed: 2 },
      { value: 200, purpose: "climb", holds: false },
    ];
    expect(searchPlot(smallSearch({ probes }))).toEqual([]);
  });

  test("of figures that are all 0 lies on the bottom line", () => {
    const probes: ReportSearch["probes"] = [1, 2].map((value) => ({
      value,
      purpose: "climb",
      holds: true,
      observed: 0,
    }));
    const lines = searchPlot(smallSearch({ unit: "1", bound: 0, vary: "connections", probes }));
    expect(lines[10]).toBe(`0 |o${" -".repeat(27)}o`);
    expect(lines.at(-1)).toBe("   o holds   - the bound");
  });
});

test("Markdown has the same, the sentence first", () => {
  const text = renderMarkdown(smallReport({ search: smallSearch() }));
  expect(text).toContain(`### Search

\`ws_msg_latency_corrected: p(99) < 50ms\`: The bound held up to 400 messages per second, and failed at 600.

| messages per second | purpose | observed | verdict |
| :-- | --: | --: | --: |
| \`100\` | climb | 2 ms | holds |`);
  expect(text).toContain(
    "- At 800: every message is answered in time: failed (90 answered, 0 late, 10 lost)",
  );
  expect(text).toContain("All that follows is of the last run at 400 messages per second.");
});

test("a probe that is not valid says why, in the table and below it", () => {
  const invalid = "The generator sent late: p99 38 ms after the due time, above the limit of 10 ms.";
  const search = smallSearch({ probes: [{ value: 1, purpose: "climb", holds: true, observed: 1, invalid }] });
  expect(searchTable(search).rows).toEqual([["1", "climb", "1 µs", "invalid"]]);
  expect(renderText(smallReport({ search }))).toContain(
    "! At 1: invalid: The generator sent late: p99 38 ms after the due time, above the limit of 10 ms\n",
  );
});

test("one is one", () => {
  expect([1, 2].map((value) => searchedValue({ vary: "connections" }, value))).toEqual([
    "1 connection",
    "2 connections",
  ]);
  expect(searchedValue({ vary: "rate" }, 1)).toBe("1 message per second");
  expect(shownRun(smallSearch({ shown: undefined }))).toBe("");
});

test("what a target sent cannot break out of either", () => {
  const failures = [...hostileTexts];
  const probes: ReportSearch["probes"] = [
    { value: 5, purpose: "climb", holds: false, observed: 1, failures },
  ];
  const search = smallSearch({ sentence: hostileTexts.join(" "), probes });
  const [text, markdown] = [renderText(smallReport({ search })), renderMarkdown(smallReport({ search }))];
  for (const rendered of [text, markdown]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2066]/);
  }
  expect(markdown).not.toContain("<script");
  expect(markdown).not.toContain("<img");
});

test("what a target said in a failure is redacted like everything else", () => {
  const failures = ["every connection opens: failed (0 open; moved to ws://other/?token=abc123)"];
  const probes: ReportSearch["probes"] = [{ value: 5, purpose: "climb", holds: false, failures }];
  const report = buildRunReport({
    name: "search",
    startedAt: new Date(0),
    durationMs: 1,
    command: ["wsrig"],
    target: { url: "ws://127.0.0.1:9/" },
    plan: {},
    redact: ["token"],
    search: smallSearch({ probes }),
  });
  expect(JSON.stringify(report.search)).toContain("moved to ws://other/?token=");
  expect(JSON.stringify(report)).not.toContain("abc123");
});

test("a document with a search that an earlier wsrig wrote is read without losing anything", () => {
  const path = new URL("../metrics/fixtures/report-v1-search.json", import.meta.url);
  const document: unknown = JSON.parse(readFileSync(path, "utf8"));
  const report = parseRunReport(document, "report-v1-search.json");
  expect(report).toEqual(document);
  expect(report.search?.probes.map(({ value, holds }) => [value, holds])).toEqual([
    [100, true],
    [200, true],
    [400, true],
    [800, false],
    [600, false],
    [400, true],
    [600, false],
  ]);
});

test("the document with a search is read back as it was written", () => {
  const report = smallReport({ search: smallSearch() });
  expect(parseRunReport(JSON.parse(JSON.stringify(report)), "x.json")).toEqual(report);
});
