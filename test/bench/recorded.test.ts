import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { benchFile } from "../../bench/harness/commands.js";
import { withPart } from "../../bench/harness/page.js";
import { readRecorded } from "../../bench/harness/recorded.js";
import { judgeScale } from "../../bench/harness/scale-goals.js";
import { renderScale } from "../../bench/harness/scale-table.js";
import { renderTables } from "../../bench/harness/table.js";
import { renderPage as renderStatsPage } from "../../bench/stats/page.js";
import { judgeAgain as judgeStatsAgain } from "../../bench/stats/results.js";
import { renderSummary as renderStatsSummary } from "../../bench/stats/summary.js";
import { judgeAgain } from "../../bench/truth/judge-again.js";
import { renderPage } from "../../bench/truth/page.js";
import { renderSummary } from "../../bench/truth/summary.js";

const readme = readFileSync(benchFile("README.md"), "utf8");
const remedy = "run npm run bench:render";
const results = readRecorded("results.json");
const scale = readRecorded("scale.json");
const truth = readRecorded("truth.json");
const stats = readRecorded("stats.json");

test.each([
  ["bench", renderTables(results)],
  ["bench:scale", renderScale(scale)],
  ["bench:truth", renderSummary(truth)],
  ["bench:stats", renderStatsSummary(stats)],
] as const)(
  "the part of bench/README.md that npm run %s writes is that of the recorded figures",
  (writer, part) => {
    expect(readme, remedy).toBe(withPart(readme, writer, part));
  },
);

test("truth.html is the page of the recorded figures", () => {
  expect(readFileSync(benchFile("truth.html"), "utf8"), remedy).toBe(renderPage(truth));
});

test("stats.html is the page of the recorded figures", () => {
  expect(readFileSync(benchFile("stats.html"), "utf8"), remedy).toBe(renderStatsPage(stats));
});

test("the recorded verdicts are those of the recorded figures", () => {
  expect(scale.goals, remedy).toEqual(judgeScale(scale));
  expect(truth.parts, remedy).toEqual(judgeAgain(truth.parts));
  expect(stats, remedy).toEqual(judgeStatsAgain(stats));
});

test("a page without the markers of a part is refused", () => {
  expect(() => withPart("# bench\n", "bench:scale", "a table")).toThrow(
    'bench/README.md lacks "<!-- bench:scale:begin, written by npm run bench:scale -->" or "<!-- bench:scale:end -->"',
  );
});
