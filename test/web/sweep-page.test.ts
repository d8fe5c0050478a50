// The page of a sweep over fragment sizes, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { hostileTexts } from "../report/small-report.js";
import { smallSweep } from "../report/small-sweep.js";
import { launchChromium } from "./chromium.js";
import { copiedBy } from "./copied-by.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
import { sampleReport } from "./sample-report.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

function open(
  changes: Parameters<typeof smallSweep>[0] = {},
  options?: BrowserContextOptions,
): Promise<OpenedPage> {
  const report = sampleReport({ kind: "experiment", ...smallSweep(changes), series: [], checks: [] });
  return openFromDisk(browser, renderHtml(report, builtPage), options);
}

describe("the page of a sweep", () => {
  test("begins with the gravest difference in words, and says how the target delivers fragments", async () => {
    await using opened = await open();
    const verdict = opened.page.getByRole("region", { name: "Verdict" });
    expect(await verdict.getByRole("heading").textContent()).toMatch(
      /^At 4.KiB a message in 256 fragments of 16.B takes 4\.07 times as long as whole at p50/,
    );
    const facts = await verdict.locator(".verdict-text").textContent();
    expect(facts).toContain("85.9% less throughput than whole");
    expect(facts).toContain("A message in 4 fragments is delivered whole: its answer has 1 frame.");
    const costs = await opened.page.locator("#fragments .sentences li").allTextContents();
    expect(costs[0]).toMatch(/^At 256.B each further fragment adds 2.µs /);
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("draws the figure that is chosen, by keyboard too", async () => {
    await using opened = await open();
    const section = opened.page.locator("#fragments");
    expect(await section.locator(".plot-axis-title").first().textContent()).toBe("p99 latency, log scale");
    // From p99 to p99.9, and on to the ceiling.
    await section.getByRole("combobox", { name: "Figure to draw" }).focus();
    await opened.page.keyboard.press("ArrowDown");
    await opened.page.keyboard.press("ArrowDown");
    expect(await section.locator(".plot-axis-title").first().textContent()).toBe(
      "Messages per second at the ceiling, log scale",
    );
    expect(await section.locator(".legend-entry").allTextContents()).toEqual([
      expect.stringContaining("256 B messages"),
      expect.stringContaining("4 KiB messages"),
    ]);
    expect(opened.problems).toEqual([]);
  });

  test("has every number in a table, with intervals and verdicts in its CSV", async () => {
    await using opened = await open();
    const block = opened.page.locator("#fragments > .table-block").first();
    const rows = await block
      .locator("tbody tr")
      .evaluateAll((all) => all.map((row) => [...row.children].slice(0, 4).map((cell) => cell.textContent)));
    expect(rows).toEqual(
      [
        ["256 B, in 16 B", "16", "136 µs+28%", "344 µs+9.6%"],
        ["256 B, in 128 B", "2", "108 µssame", "316 µssame"],
        ["256 B, whole", "1", "106 µs", "314 µs"],
        ["4 KiB, in 16 B", "256", "676 µs4.07 times", "1 ms2.03 times"],
        ["4 KiB, in 128 B", "32", "228 µs+37%", "556 µs+13%"],
        ["4 KiB, in 1 KiB", "4", "172 µs+3.6%", "500 µssame"],
        ["4 KiB, whole", "1", "166 µs", "494 µs"],
      ].map((row) => row.map((text) => text.replaceAll(/(\d) (?=µs|ms)/g, "$1\u00a0"))),
    );
    const csv = await copiedBy(block.getByRole("button", { name: "Copy as CSV" }));
    expect(csv.split(/\r?\n/)[0]).toMatch(
      /^payload_bytes,fragment_bytes,frames,p50_us,p50_low,p50_high,p50_vs_whole,p50_vs_whole_low,p50_vs_whole_high,p50_verdict,p99_us,/,
    );
    expect(csv.split(/\r?\n/)[1]).toMatch(/^256,16,16,136(\.\d+)?,/);
  });

  test("fits a phone, in dark too", async () => {
    await using opened = await open({}, { viewport: { width: 390, height: 800 }, colorScheme: "dark" });
    expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(opened.problems).toEqual([]);
  });

  test("shows what a target said as text, whatever it is", async () => {
    await using opened = await open({ notLearnt: [hostileTexts.join(" ")] });
    expect(await opened.page.locator(".verdict img, .verdict script").count()).toBe(0);
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });
});
