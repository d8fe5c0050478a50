// The Reports tab in Chromium, over a real folder.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "../../../src/metrics/run-report.js";
import { renderHtml } from "../../../src/report/html.js";
import { loadReportPage } from "../../../src/store/report-page.js";
import { reportDocumentsOf } from "../../../src/ui/report-documents-of.js";
import { madeRun } from "../../compare/made-runs.js";
import { steppedRuns, writeRuns } from "../../history/made-runs.js";
import { smallReport } from "../../report/small-report.js";
import { type StoredRuns, storedRuns } from "../../ui/reports/stored-runs.js";
import { launchChromium } from "../chromium.js";
import { rightAndParrot } from "../conformance-steps.js";
import { plain } from "../page-texts.js";
import { eventually } from "./eventually.js";
import { openReports } from "./reports-console.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const on = (day: number): Date => new Date(Date.UTC(2026, 0, day, 3, 4, 5));
const before = madeRun({ name: "before", startedAt: on(2) });
const after = madeRun({
  name: "after",
  startedAt: on(3),
  latencyUs: 2_000,
  plan: { tags: { commit: "abc123" } },
});
const elsewhere = madeRun({
  name: "elsewhere",
  startedAt: on(4),
  environment: { ...before.environment, cpu: "Another CPU" },
});
const check = smallReport({ startedAt: on(1).toISOString() });
/** Newest first: elsewhere, after, before, check. */
const four: readonly RunReport[] = [before, after, elsewhere, check];

const names = (page: Page): Promise<string[]> => page.locator(".report-row .report-what > a").allInnerTexts();

async function listed(page: Page, ...expected: readonly string[]): Promise<void> {
  await expect.poll(() => names(page)).toEqual(expected);
}

describe("the list", () => {
  test("shows each run with its verdict and key figures, newest first", async () => {
    using runs = storedRuns(four);
    await using opened = await openReports(browser, runs.root);
    const { page } = opened;
    await listed(page, "elsewhere", "after", "before", "check");
    expect(await page.locator(".reports .note").innerText()).toBe("4 runs");
    const row = page.locator(".report-row").nth(1);
    expect((await row.locator("td, th").allInnerTexts()).map(plain)).toEqual([
      "Compare after, Jan 3, 2026, 3:04:05 AM",
      "Passed",
      "after ws://127.0.0.1:4000/echo commit=abc123",
      "Run",
      "Jan 3, 2026, 3:04:05 AM",
      "2.6 s",
      "100",
      "20 ms",
    ]);
    expect(await page.locator(".report-row").nth(3).locator(".report-verdict").innerText()).toBe(
      "Failed 1 check",
    );
    expect(opened.problems).toEqual([]);
  });

  test("is searched, filtered and put in order", async () => {
    using runs = storedRuns(four);
    await using opened = await openReports(browser, runs.root);
    const { page } = opened;
    await listed(page, "elsewhere", "after", "before", "check");
    await page.getByLabel("Search the reports").fill("commit=ABC");
    await listed(page, "after");
    expect(await page.locator(".reports .note").innerText()).toBe("1 of 4 runs");
    await page.getByLabel("Search the reports").fill("nothing like it");
    await page.getByRole("button", { name: "Show all" }).click();
    await listed(page, "elsewhere", "after", "before", "check");
    await page.getByLabel("Verdict").selectOption({ label: "Failed" });
    await listed(page, "check");
    await page.getByLabel("Verdict").selectOption({ label: "Any verdict" });
    await page.getByLabel("Kind").selectOption({ label: "Conformance" });
    await expect.poll(() => page.locator(".reports-none").isVisible()).toBe(true);
    await page.getByLabel("Kind").selectOption({ label: "Any kind" });

    await page.getByRole("button", { name: "Latency p99" }).press("Enter");
    await listed(page, "after", "elsewhere", "before", "check");
    expect(await page.locator("th[aria-sort]").innerText()).toContain("Latency p99");
    expect(await page.locator("th[aria-sort]").getAttribute("aria-sort")).toBe("descending");
    await page.getByRole("button", { name: "Name" }).click();
    await listed(page, "after", "before", "check", "elsewhere");
    expect(opened.problems).toEqual([]);
  });

  test("is read again when the button is pressed, and when a run has ended", async () => {
    using runs = storedRuns([before]);
    await using opened = await openReports(browser, runs.root);
    const { page } = opened;
    await listed(page, "before");
    writeRuns(runs.root, [after]);
    await page.getByRole("button", { name: "Refresh" }).click();
    await listed(page, "after", "before");
    writeRuns(runs.root, [elsewhere]);
    opened.tabs.tell({ kind: "report", documents: reportDocumentsOf(elsewhere) });
    await listed(page, "elsewhere", "after", "before");
    expect(opened.problems).toEqual([]);
  });

  test("says how to make a report where there is none", async () => {
    using runs = storedRuns([]);
    await using opened = await openReports(browser, runs.root);
    const { page } = opened;
    await page.getByRole("heading", { name: "No reports yet" }).waitFor();
    expect(await page.locator(".reports-empty code").innerText()).toBe(
      "wsrig load ws://127.0.0.1:9001/echo --duration 10s",
    );
    await page.getByRole("link", { name: "Start a run" }).click();
    expect(new URL(page.url()).searchParams.get("view")).toBe("run");
    expect(opened.problems).toEqual([]);
  });

  test("says which folders were left out, and why a folder cannot be read", async () => {
    using runs = storedRuns([before, after]);
    writeFileSync(join(runs.root, runs.folders[0] ?? "", "report.json"), "{");
    await using opened = await openReports(browser, runs.root);
    const { page } = opened;
    await listed(page, "after");
    await page.getByText("1 folder has no run to list").click();
    expect(await page.locator(".reports-skipped li").allInnerTexts()).toEqual([
      `${runs.folders[0]} has a report.json that is not JSON.`,
    ]);
    rmSync(runs.root, { recursive: true });
    writeFileSync(runs.root, "");
    await page.getByRole("button", { name: "Refresh" }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toContain(`${runs.root} is a file; must be a folder of runs`);
  });

  test("of thousands is drawn a part at a time, and further as it is scrolled", async () => {
    using runs = storedRuns(steppedRuns(350));
    await using opened = await openReports(browser, runs.root);
    const { page } = opened;
    await eventually(() => page.locator(".reports .note").innerText()).toBe("350 runs");
    expect(await page.locator(".report-row").count()).toBe(100);
    await page.locator(".report-row").last().scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator(".report-row").count()).toBe(200);
    // All of them are searched, drawn or not.
    await page.getByLabel("Search the reports").fill("2026-11-01T");
    await expect.poll(() => page.locator(".reports .note").innerText()).toBe("1 of 350 runs");
    expect(opened.problems).toEqual([]);
  });
});

describe("a report that is opened", () => {
  test("is drawn as its own page draws it, has an address, and Back leads to the list as it was", async () => {
    using runs = storedRuns(four);
    await using opened = await openReports(browser, runs.root);
    const { page } = opened;
    await page.getByLabel("Search the reports").fill("before");
    await page.getByRole("link", { name: "before" }).click();
    await page.locator(".verdict h1").waitFor();
    expect(new URL(page.url()).searchParams.get("view")).toBe(`reports/${runs.folders[0]}`);
    expect(await page.locator(".section-links a").count()).toBeGreaterThan(3);
    expect(await page.title()).toContain("before");
    const heading = page.locator(".opened-head h2");
    expect(await heading.innerText()).toBe("before");
    expect(await page.locator(".opened-head h2:focus").count()).toBe(1);

    await page.locator(".section-links a", { hasText: "All metrics" }).click();
    expect(new URL(page.url()).hash).toBe("#metrics");
    expect(await page.locator(".verdict").isVisible()).toBe(true);
    await page.goBack();
    await page.goBack();
    await listed(page, "before");
    expect(await page.getByLabel("Search the reports").inputValue()).toBe("before");
    expect(await page.locator(".report-what > a:focus").innerText()).toBe("before");
    expect(opened.problems).toEqual([]);
  });

  test("is opened by its address alone, at the section that the address names", async () => {
    using runs = storedRuns(four);
    await using opened = await openReports(browser, runs.root, {
      route: `reports/${runs.folders[1]}#metrics`,
    });
    const { page } = opened;
    await page.locator("#metrics").waitFor();
    await expect
      .poll(() => page.locator("#metrics").evaluate((one) => one.getBoundingClientRect().top))
      .toBeLessThan(900);
    await page.getByRole("link", { name: "← All reports" }).click();
    await listed(page, "elsewhere", "after", "before", "check");
    expect(opened.problems).toEqual([]);
  });

  test("of a conformance run has a page for each case, which Back leaves", async () => {
    const { report, details } = await rightAndParrot();
    using runs = storedRuns([report]);
    const [folder = ""] = runs.folders;
    writeFileSync(join(runs.root, folder, "report.html"), renderHtml(report, loadReportPage(), details));
    await using opened = await openReports(browser, runs.root, { route: `reports/${folder}` });
    const { page } = opened;
    await page.locator(".case-table a").first().click();
    await page.locator("#case-about").waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#case=/);
    expect(new URL(page.url()).searchParams.get("view")).toBe(`reports/${folder}`);
    expect(await page.locator("#case-wire").isVisible()).toBe(true);
    await page.goBack();
    await page.locator(".agent-tile").first().waitFor();
    expect(await page.locator("#case-about").count()).toBe(0);
    expect(opened.problems).toEqual([]);
  });

  test("that is not there is told, with the way back", async () => {
    using runs = storedRuns(four);
    await using opened = await openReports(browser, runs.root, { route: "reports/gone" });
    const { page } = opened;
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toContain("The report could not be opened");
    expect(await alert.innerText()).toContain('there is no run "gone" in');
    await opened.goto("reports/%252E%252E");
    await alert.waitFor();
    expect(await alert.innerText()).toContain("must be the name of a folder of reports");
    await page.getByRole("link", { name: "← All reports" }).click();
    await listed(page, "elsewhere", "after", "before", "check");
  });
});

describe("two runs", () => {
  async function tick(page: Page, ...ticked: readonly string[]): Promise<void> {
    for (const name of ticked) await page.getByRole("checkbox", { name: `Compare ${name},` }).check();
  }

  const sides = (page: Page): Promise<string[]> => page.locator(".compared-side a").allInnerTexts();

  test("that are ticked are compared, the first one being the baseline", async () => {
    using runs = storedRuns(four);
    await using opened = await openReports(browser, runs.root);
    const { page } = opened;
    await listed(page, "elsewhere", "after", "before", "check");
    await tick(page, "before");
    const bar = page.getByRole("region", { name: "Compare" });
    expect(await bar.innerText()).toContain("tick a second run");
    expect(await bar.getByRole("link", { name: "Compare" }).count()).toBe(0);
    await tick(page, "after");
    await bar.getByRole("link", { name: "Compare" }).click();
    await page.locator("#differences").waitFor();
    expect(await sides(page)).toEqual(["before", "after"]);
    const [first, second] = runs.folders;
    expect(new URL(page.url()).searchParams.get("view")).toBe(`reports/${first}..${second}`);
    expect(plain(await page.locator(".tiles").first().innerText())).toContain("1 ms → 2 ms");

    await page.getByRole("link", { name: "Swap" }).click();
    await expect.poll(() => sides(page)).toEqual(["after", "before"]);
    await expect
      .poll(async () => plain(await page.locator(".tiles").first().innerText()))
      .toContain("2 ms → 1 ms");
    await page.goBack();
    await expect.poll(() => sides(page)).toEqual(["before", "after"]);
    await page.goBack();
    await listed(page, "elsewhere", "after", "before", "check");
    await bar.getByRole("button", { name: "Swap" }).click();
    expect(await bar.locator("dd").first().innerText()).toContain("after");
    await bar.getByRole("button", { name: "Clear" }).click();
    expect(await bar.count()).toBe(0);
    await page.getByLabel("Search the reports").and(page.locator(":focus")).waitFor();
    expect(opened.problems).toEqual([]);
  });

  test("of which one is open are compared by ticking the other", async () => {
    using runs = storedRuns(four);
    await using opened = await openReports(browser, runs.root, { route: `reports/${runs.folders[0]}` });
    const { page } = opened;
    await page.getByRole("button", { name: "Compare with another" }).click();
    await listed(page, "elsewhere", "after", "before", "check");
    await tick(page, "after");
    await page.getByRole("region", { name: "Compare" }).getByRole("link", { name: "Compare" }).click();
    await page.locator("#differences").waitFor();
    expect(await sides(page)).toEqual(["before", "after"]);
  });

  test("that are not alike are not compared, unless a person wants it all the same", async () => {
    using runs = storedRuns(four);
    const [first, , third] = runs.folders;
    await using opened = await openReports(browser, runs.root, { route: `reports/${first}..${third}` });
    const { page } = opened;
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toContain("Another CPU");
    expect(await alert.innerText()).not.toContain("--force");
    await alert.getByRole("link", { name: "Compare all the same" }).click();
    await page.locator("#differences").waitFor();
    expect(await page.locator(".caveats").innerText()).toContain("Another CPU");
    expect(new URL(page.url()).searchParams.get("view")).toBe(`reports/${first}..${third}..force`);
    expect(opened.problems).toEqual([]);
  });

  test("of another shape are told why they cannot be compared", async () => {
    const comparison = { ...madeRun({ name: "compare", startedAt: on(5) }), kind: "comparison" } as const;
    using runs: StoredRuns = storedRuns([before, comparison]);
    await using opened = await openReports(browser, runs.root, {
      route: `reports/${runs.folders[0]}..${runs.folders[1]}`,
    });
    const alert = opened.page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toContain("is a comparison itself");
    expect(await alert.getByRole("link").count()).toBe(0);
  });
});

describe("in Chinese, on a phone", () => {
  test("the list says it all in Chinese and nothing sticks out", async () => {
    using runs = storedRuns(four);
    await using opened = await openReports(browser, runs.root, {
      locale: "zh-CN",
      viewport: { width: 400, height: 800 },
    });
    const { page } = opened;
    await listed(page, "elsewhere", "after", "before", "check");
    expect(await page.locator(".report-verdict").allInnerTexts()).toEqual([
      "通过",
      "通过",
      "通过",
      "失败 1 项检查",
    ]);
    await page.getByRole("checkbox").nth(0).check();
    await page.getByRole("checkbox").nth(1).check();
    await page.getByRole("link", { name: "比较", exact: true }).waitFor();
    expect(await page.locator("html").evaluate((one) => one.scrollWidth)).toBe(400);
    expect(opened.problems).toEqual([]);
  });
});
