import { expect, test } from "vitest";
import { renderPage } from "../../../bench/stats/page.js";
import { renderSummary } from "../../../bench/stats/summary.js";
import { experiment, sampleResults } from "./sample-results.js";

test("the page needs nothing but itself: no script, no address of anything else", () => {
  const page = renderPage(sampleResults());
  expect(page).not.toMatch(/<script|<link|<img|https?:|url\(|@import/);
  expect(page.startsWith("<!doctype html>")).toBe(true);
});

test("the page says how many goals were met, and has a section for each part that was run", () => {
  const results = sampleResults();
  expect(renderPage(results)).toContain("<h2>20 of 20 goals met</h2>");
  expect(renderPage(results).match(/<h2>\([ab]\) \w+/g)).toEqual(["<h2>(a) Simulated", "<h2>(b) Real"]);
  const half = renderPage({ simulated: results.simulated });
  expect(half.match(/<h2>\([ab]\) \w+/g)).toEqual(["<h2>(a) Simulated"]);
  expect(half).toContain("(b) was not run yet.");
});

test("the page draws an interval for every experiment and tells of false alarms in their own words", () => {
  const results = sampleResults();
  const [, ...others] = results.real.equal.experiments;
  const real = { ...results.real, equal: { experiments: [experiment("worse", 1.1), ...others] } };
  const page = renderPage({ ...results, real });
  expect(page.match(/<circle class="dot /g)).toHaveLength(20 + 3 * 20);
  expect(page).toContain('<p class="notice">B is worse.</p>');
  expect(page).toContain("1 of 20\nexperiments called any of the three figures better or worse");
});

test("the table of the README has every goal, and tells the power", () => {
  const summary = renderSummary(sampleResults());
  expect(summary.match(/^\| \(/gm)).toHaveLength(20);
  expect(summary).toContain("| (a) false alarms between equal sides, drifting | 0.93 % | within 2 % | met |");
  expect(summary).toContain("log-normal 100% at 5%, 100% at 10%, 100% at 20%");
  expect(summary).toContain("Of real delays of 21 ms against 20 ms (5%), 100%.");
});
