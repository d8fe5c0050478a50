// The page on paper and by keyboard alone, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { launchChromium } from "./chromium.js";
import { openLoadReport } from "./open-load-report.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
import { sampleReport } from "./sample-report.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
let browser: Browser;
let html: string;
beforeAll(async () => {
  browser = await launchChromium();
  const { checks } = sampleReport();
  html = renderHtml({ ...(await openLoadReport()), checks }, builtPage);
});
afterAll(() => browser?.close());

/** A4 without its margins, in CSS pixels. */
const paper = { viewport: { width: 718, height: 1_047 } };

function listOf(opened: OpenedPage, script: string): Promise<readonly string[]> {
  return opened.page.evaluate(script);
}

describe("on paper", () => {
  test("all metrics are open, and folded again afterwards as the reader left them", async () => {
    await using opened = await openFromDisk(browser, html, paper);
    const table = opened.page.locator("#metrics table").first();
    expect(await table.isVisible()).toBe(false);
    await opened.page.emulateMedia({ media: "print" });
    await table.waitFor();
    await opened.page.emulateMedia({ media: "screen" });
    await table.waitFor({ state: "hidden" });
    await opened.page.locator("#metrics summary").click();
    await opened.page.emulateMedia({ media: "print" });
    await opened.page.emulateMedia({ media: "screen" });
    await table.waitFor();
  });

  test("no table is wider than the page, and one that is cut says so", async () => {
    await using opened = await openFromDisk(browser, html, paper);
    await opened.page.emulateMedia({ media: "print" });
    await opened.page.locator("#metrics table").first().waitFor();
    const wider = `[...document.querySelectorAll(".table-scroll")].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel)`;
    expect(await listOf(opened, wider)).toEqual([]);
    expect(await opened.page.locator(".paper-only:visible").allTextContents()).toEqual([
      "The first 12 of 22 rows; the page itself has all.",
      "The first 12 of 32 rows; the page itself has all.",
    ]);
  });

  test("plots have their legends and captions, and nothing asks to be pressed", async () => {
    await using opened = await openFromDisk(browser, html, paper);
    await opened.page.emulateMedia({ media: "print" });
    const plots = await opened.page.locator("figure.plot").count();
    expect(await opened.page.locator("figure.plot > figcaption:visible").count()).toBe(plots);
    expect(await opened.page.locator("button:visible:not(.legend-entry)").allTextContents()).toEqual([]);
    expect(await opened.page.locator("select:visible, input:visible").count()).toBe(0);
  });
});

/** Controls that the Tab key must reach, as `tag text`; of a choice among several the chosen one stands for all. */
const controls = `[...document.querySelectorAll("a[href], button, select, summary, input, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => one.type !== "radio" || one.checked)
  .map((one) => one.tagName + " " + (one.ariaLabel ?? one.textContent ?? "").trim() + (one.value ?? ""))`;

const focused = `(() => {
  const one = document.activeElement;
  return one === document.body ? "" : one.tagName + " " + (one.ariaLabel ?? one.textContent ?? "").trim() + (one.value ?? "");
})()`;

/** Whether a ring is drawn around what has the focus, or around its label. */
const isRinged = `[document.activeElement, document.activeElement.closest("label")].some((one) => {
  if (one === null) return false;
  const { outlineStyle, boxShadow } = getComputedStyle(one);
  return outlineStyle !== "none" || boxShadow !== "none";
})`;

describe("by keyboard alone", () => {
  test("Tab reaches every control in the order of the page, with a ring around it", async () => {
    await using opened = await openFromDisk(browser, html);
    const { page } = opened;
    const expected = await listOf(opened, controls);
    expect(expected.length).toBeGreaterThan(80);
    const reached: string[] = [];
    const withoutRing: string[] = [];
    for (let presses = 0; presses < expected.length; presses++) {
      await page.keyboard.press("Tab");
      const one: string = await page.evaluate(focused);
      reached.push(one);
      if (!(await page.evaluate(isRinged))) withoutRing.push(one);
    }
    expect(reached).toEqual(expected);
    expect(withoutRing).toEqual([]);
  });

  test("draws the share of samples with an arrow key, and hides a curve with the space bar", async () => {
    await using opened = await openFromDisk(browser, html);
    const { page } = opened;
    await page.locator("#latency input[value=percentiles]").focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { name: "Latency, share of all samples" }).waitFor();
    const entry = page.locator("#latency .legend-entry").first();
    await entry.focus();
    await page.keyboard.press("Space");
    expect(await entry.getAttribute("aria-pressed")).toBe("false");
  });
});
