// The report's own page in a browser that prefers Chinese: every kind of report, and no English left but what the report says.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { historyEntry } from "../../src/history/history-entry.js";
import { makeHistory } from "../../src/history/make-history.js";
import { renderHistoryHtml, renderHtml } from "../../src/report/html.js";
import { loadReportPage } from "../../src/store/report-page.js";
import { steppedRuns } from "../history/made-runs.js";
import { smallSearch } from "../report/small-search.js";
import { smallSweep } from "../report/small-sweep.js";
import { launchChromium } from "./chromium.js";
import { comparisonReport, experimentReport, fourVariants } from "./comparison-source.js";
import { rightAndParrot } from "./conformance-steps.js";
import { openLoadReport } from "./open-load-report.js";
import { openFromDisk } from "./opened-page.js";
import { sampleReport } from "./sample-report.js";

const page = loadReportPage();
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const reports: Readonly<Record<string, () => Promise<string>>> = {
  "a run with checks and loads": async () => renderHtml(sampleReport(), page),
  "an open load with broadcasts, errors and a watched target": async () =>
    renderHtml(await openLoadReport(), page),
  "a failed run": async () =>
    renderHtml(
      sampleReport({
        verdict: "fail",
        thresholds: [{ metric: "ws_msg_latency", expression: "p(99) < 1ms", ok: false, observed: 2_000 }],
      }),
      page,
    ),
  "a search": async () => renderHtml(sampleReport({ search: smallSearch() }), page),
  "an experiment": async () => renderHtml(await experimentReport(), page),
  "an experiment of four variants": async () => renderHtml(await fourVariants(), page),
  "a comparison": async () => renderHtml(await comparisonReport(), page),
  "a sweep": async () => renderHtml(sampleReport({ kind: "experiment", ...smallSweep() }), page),
  "a conformance run": async () => {
    const { report, details } = await rightAndParrot();
    return renderHtml(report, page, details);
  },
  "a history": async () => {
    const entries = steppedRuns(30).flatMap((report, index) => {
      const entry = historyEntry(report, { folder: `run-${index}`, hasPage: true });
      return typeof entry === "string" ? [] : [entry];
    });
    const skipped = [{ folder: "notes", why: "holds no report.json" }];
    const madeAt = new Date(Date.UTC(2026, 11, 24));
    return renderHistoryHtml(
      makeHistory(entries, { folder: "reports", madeAt, toolVersion: "0.1.0", skipped }),
      page,
    );
  },
  "no report at all": async () => page,
};

/**
 * In the order of the page: texts with two English words in a row. What the report itself says stands in `bdi`, names in `code`;
 * where it stands in an attribute or among words of the page it is taken out.
 */
function englishOn(shown: Page): Promise<readonly string[]> {
  return shown.evaluate<readonly string[]>(`(() => {
    const ofReport = [];
    const collect = (data) => {
      if (typeof data === "string") { if (data.includes(" ")) ofReport.push(data); }
      else if (typeof data === "object" && data !== null) Object.values(data).forEach(collect);
    };
    for (const id of ["wsrig-report", "wsrig-details"]) collect(JSON.parse(document.getElementById(id).textContent));
    ofReport.sort((a, b) => b.length - a.length);
    const found = [];
    const said = (text) => {
      const own = ofReport.reduce((rest, one) => rest.replaceAll(one, "…"), text);
      if (/[a-z]{3,} [a-z]{2,}/.test(own)) found.push(own.trim());
    };
    const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (parentElement.closest("bdi:not(.made bdi), code, pre, style, script") === null) said(data);
    }
    for (const element of document.querySelectorAll("#page [aria-label], #page [placeholder], #page [title]")) {
      for (const name of ["aria-label", "placeholder", "title"]) said(element.getAttribute(name) ?? "");
    }
    return found;
  })()`);
}

describe("in Chinese the page of", () => {
  test.each(Object.entries(reports))("%s has no English words of its own", async (_, render) => {
    await using opened = await openFromDisk(browser, await render(), { locale: "zh-CN" });
    const { page: shown } = opened;
    await shown.locator("h1").first().waitFor();
    expect(await shown.locator("html").getAttribute("lang")).toBe("zh-CN");
    await shown.evaluate(`for (const details of document.querySelectorAll("details")) details.open = true`);
    await expect.poll(() => englishOn(shown)).toEqual([]);
    expect(opened.problems).toEqual([]);
  });

  test("a case has no English words of its own", async () => {
    const { report, details } = await rightAndParrot();
    await using opened = await openFromDisk(browser, renderHtml(report, page, details), { locale: "zh-CN" });
    const { page: shown } = opened;
    await shown.locator(".case-cell.mark-fail").first().click();
    await shown.locator("#case-wire").waitFor();
    await shown.evaluate(`for (const details of document.querySelectorAll("details")) details.open = true`);
    await expect.poll(() => englishOn(shown)).toEqual([]);
    expect(opened.problems).toEqual([]);
  });
});
