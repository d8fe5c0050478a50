import { expect, test } from "vitest";
import { renderPage } from "../../../bench/truth/page.js";
import { goalsOf, type TruthResults } from "../../../bench/truth/results.js";
import { renderSummary } from "../../../bench/truth/summary.js";
import { sampleResults } from "./sample-results.js";

test("the page needs nothing but itself: no script, no address of anything else", () => {
  const page = renderPage(sampleResults());
  expect(page).not.toMatch(/<script|<link|<img|https?:|url\(|@import/);
  expect(page.startsWith("<!doctype html>")).toBe(true);
});

test("the page has a section for each part that was run", () => {
  const whole = renderPage(sampleResults());
  expect(whole.match(/<h2>\([a-d]\)/g)).toEqual(["<h2>(a)", "<h2>(b)", "<h2>(c)", "<h2>(d)"]);
  const { c } = sampleResults().parts;
  expect(renderPage({ ...sampleResults(), parts: { c } }).match(/<h2>\([a-d]\)/g)).toEqual(["<h2>(c)"]);
});

test("the page derives the values on paper", () => {
  expect(renderPage(sampleResults())).toContain(
    "p95 = 1000 − 0.05 × 10000 = 500 ms, p99 = 900 ms,\np99.9 = 990 ms",
  );
});

test("the page says how many goals were met", () => {
  expect(goalsOf(sampleResults().parts)).toHaveLength(12 + 4 + 8 + 2);
  expect(renderPage(sampleResults())).toContain("<h2>26 of 26 goals met</h2>");
  const { p50Us, ...drivers } = sampleResults().parts.d ?? expect.fail("the sample has all parts");
  const missed: TruthResults["parts"] = {
    d: {
      ...drivers,
      p50Us,
      goals: drivers.goals.map((goal) => ({ ...goal, measured: 7, verdict: "missed" })),
    },
  };
  const page = renderPage({ ...sampleResults(), parts: missed });
  expect(page).toContain("<h2>0 of 2 goals met</h2>");
  expect(page).toContain('<span class="missed">missed</span>');
});

test("what wsrig says against its own runs stands above everything", () => {
  expect(renderPage(sampleResults())).not.toContain("reasons not to trust");
  const page = renderPage(sampleResults(["generator-late: p99 <20 ms>"]));
  expect(page).toContain("wsrig itself found 24 reasons not to trust runs of this page.");
  expect(page).toContain("generator-late: p99 &lt;20 ms&gt;");
});

test("the summary for README.md has a row for each goal", () => {
  const lines = renderSummary(sampleResults()).split("\n");
  expect(lines[0]).toBe(
    "Run of 2026-01-02, commit abcdef0: a machine, 2 cores, 8 GiB, Linux 6.1, Node v20.20.0; load average 0.1 at the start.",
  );
  expect(lines).toHaveLength(2 + 2 + 26);
  expect(lines).toContain("| (c) lost, as the server left unanswered | 100 messages | = 100 | met |");
});
