// A conformance run on the built report page, in a real Chromium: the table of cases, its filters, the keyboard.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { sampleCases, sampleRun } from "../conformance/report/sample-runs.js";
import { launchChromium } from "./chromium.js";
import { type ConformanceSample, conformanceSample } from "./conformance-source.js";
import {
  builtPage,
  flat,
  goToCase,
  headed,
  openConformance,
  rightAndParrot,
  shownIds,
} from "./conformance-steps.js";
import { openFromDisk } from "./opened-page.js";
import { wideConformance } from "./wide-conformance.js";

let browser: Browser;
let played: ConformanceSample;

beforeAll(async () => {
  browser = await launchChromium();
  played = await rightAndParrot();
});
afterAll(() => browser?.close());

const failedOfParrot = [
  "2.5",
  "5.1",
  "5.2",
  ..."9 10 11 12 13 14 15 16 17 18".split(" ").map((n) => `5.${n}`),
];

describe("a conformance run", () => {
  test("has its verdict, a tile a peer and a bar a group, and no section of a load", async () => {
    await using opened = await openConformance(browser, played);
    const { page } = opened;
    await headed(page, "13 of 62 cases failed.");
    expect(flat(await page.locator(".verdict-text").textContent())).toMatch(
      /^62 cases were run on 2 peers in 12\.4 s: 13 fail, 49 pass\. [\d,]+ cases were left out\.$/,
    );
    expect((await page.locator(".agent-tile").allInnerTexts()).map(flat)).toEqual([
      expect.stringMatching(/^right server, 31 cases 31 pass \d+ excluded$/),
      expect.stringMatching(/^parrot 1\.2 server, 31 cases 13 fail 18 pass \d+ excluded$/),
    ]);
    const rows = (await page.locator(".groups-table tbody tr").allInnerTexts()).map(flat);
    expect(rows).toContain("2 Ping and pong 11 pass 1 fail, 10 pass");
    expect(rows).toContain("5 Fragmentation 20 pass 12 fail, 8 pass");
    expect(await page.locator(".section-links a").allTextContents()).toEqual([
      "By group",
      "Cases",
      "Repeat this run",
    ]);
    expect(await page.locator("canvas").count()).toBe(0);
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("begins with the cases that failed, a cell a peer with shape and words", async () => {
    await using opened = await openConformance(browser, played);
    const { page } = opened;
    expect(await shownIds(page)).toEqual(failedOfParrot);
    expect(await page.locator(".shown-count").textContent()).toMatch(/^13 of \d+ cases$/);
    const cells = page.locator(".case-table tr", { hasText: "5.15" }).locator(".case-cell");
    expect(await cells.allTextContents()).toEqual(["pass", "fail, FAILED / FAILED"]);
    const looks = await page.evaluate<string[][]>(`["fail", "pass"].map((verdict) => {
      const style = getComputedStyle(document.querySelector(".case-cell.mark-" + verdict), "::before");
      return [style.maskImage, style.backgroundColor];
    })`);
    expect(new Set(looks.map(([shape]) => shape)).size).toBe(2);
    expect(new Set(looks.map(([, colour]) => colour)).size).toBe(2);
  });

  test("that failed nowhere begins with all cases", async () => {
    const { report, details } = played;
    const agents = report.agents?.slice(0, 1);
    await using opened = await openConformance(browser, {
      report: { ...report, agents, verdict: "pass", reasons: [] },
      details,
    });
    expect(await opened.page.getByRole("heading", { level: 1 }).textContent()).toBe("All 31 cases passed.");
    expect(await opened.page.getByRole("radio", { name: /^All / }).isChecked()).toBe(true);
  });

  test("opened from a report.json alone shows what that has", async () => {
    await using opened = await openFromDisk(browser, renderHtml(played.report, builtPage));
    const { page } = opened;
    expect(await shownIds(page)).toEqual(failedOfParrot);
    await goToCase(page, "5.15", "parrot 1.2");
    await headed(page, "Case 5.15 on parrot 1.2");
    expect(await page.locator("#content .empty").textContent()).toBe(
      "What was sent and received is in the report.html of the run; this page was opened from a report.json alone.",
    );
    expect(opened.problems).toEqual([]);
  });
});

describe("the filters", () => {
  const one = (): ConformanceSample => conformanceSample([sampleRun()], { cases: sampleCases });

  test("choose by outcome, verdict, group and words", async () => {
    await using opened = await openConformance(browser, one());
    const { page } = opened;
    expect(await shownIds(page)).toEqual(["2.10", "H.1.1"]);
    await page.getByRole("radio", { name: "Left out 1" }).check();
    expect(await shownIds(page)).toEqual(["L.1.1"]);
    expect(await page.locator(".group-count").allInnerTexts()).toEqual(["not run"]);
    expect(await page.locator(".shown-count").textContent()).toBe("All 1 cases that were left out");
    await page.getByRole("radio", { name: "All 5" }).check();
    expect(await shownIds(page)).toEqual(["1.1.1", "2.10", "6.4.1", "12.1.1", "H.1.1"]);
    const verdict = page.getByLabel("Verdict of the cases");
    expect(await verdict.locator("option").allTextContents()).toEqual([
      "Any verdict",
      "fail",
      "missing",
      "non-strict",
      "unimplemented",
      "pass",
    ]);
    await verdict.selectOption("non-strict");
    expect(await shownIds(page)).toEqual(["6.4.1"]);
    await verdict.selectOption("Any verdict");
    await page.getByLabel("Group of the cases").selectOption("12 permessage-deflate, kinds of payload");
    expect(await shownIds(page)).toEqual(["12.1.1"]);
    await page.getByLabel("Group of the cases").selectOption("All groups");
    await page.getByLabel("Search cases").fill("what 2.10");
    expect(await shownIds(page)).toEqual(["2.10"]);
    await page.getByLabel("Search cases").fill("nothing like it");
    expect(await page.locator("#cases .empty").textContent()).toBe("No case matches.");
    expect(await page.locator(".shown-count").textContent()).toBe("0 of 5 cases");
  });

  test("show what happened in each case that did not pass, beside its verdict", async () => {
    await using opened = await openConformance(browser, one());
    const { page } = opened;
    await page.getByRole("radio", { name: "All 5" }).check();
    expect((await page.locator(".case-cell").allInnerTexts()).map(flat)).toEqual([
      "pass",
      'fail, FAILED / WRONG CODE Expected a text message "hi"; received nothing.',
      "non-strict The peer did what is allowed, but not what is best.",
      "unimplemented The peer does not speak permessage-deflate.",
      "missing",
    ]);
  });

  test("tell what happened on several peers under the pointer, and where the keyboard is", async () => {
    await using opened = await openConformance(browser, played);
    const { page } = opened;
    const cell = page.getByRole("link", { name: "5.15 on parrot 1.2: fail, FAILED / FAILED" });
    const reason = played.report.agents?.[1]?.cases.find(({ id }) => id === "5.15")?.reason;
    const title = `fail, FAILED / FAILED: ${reason}`;
    expect(await cell.getAttribute("title")).toBe(title);
    expect(await page.getByRole("link", { name: "5.15 on right: pass" }).getAttribute("title")).toBe("pass");
    await page.getByRole("button", { name: "2 Ping and pong" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    const told = "getComputedStyle(document.activeElement, '::after').content";
    expect(await page.evaluate(told)).toContain("fail, FAILED / FAILED: ");
  });

  test("find where peers differ, and what one of them failed", async () => {
    await using opened = await openConformance(browser, played);
    const { page } = opened;
    await page.getByRole("radio", { name: "Peers differ 13" }).check();
    expect(await shownIds(page)).toEqual(failedOfParrot);
    await page.getByRole("radio", { name: "Failed 13" }).check();
    await page.getByLabel("Peer that failed or has the verdict").selectOption("right");
    expect(await page.locator("#cases .empty").textContent()).toBe("No case matches.");
  });

  test("fold and open groups", async () => {
    await using opened = await openConformance(browser, played);
    const group = opened.page.getByRole("button", { name: "5 Fragmentation" });
    expect(await group.getAttribute("aria-expanded")).toBe("true");
    await group.press("Enter");
    await opened.page.locator("button[aria-expanded=false]", { hasText: "Fragmentation" }).waitFor();
    expect(await shownIds(opened.page)).toEqual(["2.5"]);
    const counts = opened.page.locator(".group-row", { hasText: "5 Fragmentation" }).locator("td");
    expect(await counts.allInnerTexts()).toEqual(["none failed", "12 failed"]);
  });

  test("work on 650 cases of 12 peers, drawn in steps until all that fit are there", async () => {
    await using opened = await openConformance(browser, wideConformance({ cases: 650, agents: 12 }));
    const { page } = opened;
    const rows = page.locator(".case-table .case-link");
    await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(200);
    await page.getByRole("radio", { name: "All 650" }).check();
    expect(await page.locator(".group-row").count()).toBe(13);
    expect(await rows.count()).toBe(0);
    await page.getByRole("button", { name: "6 UTF-8" }).click();
    await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(50);
    expect(await page.locator(".case-table .case-cell").count()).toBe(600);
    await page.getByLabel("Search cases").fill("13.17");
    expect(await shownIds(page)).toEqual(["13.17"]);
    expect(opened.problems).toEqual([]);
  });
});

describe("the keyboard and small screens", () => {
  test("one Tab leads into the table, arrows move inside, Enter opens", async () => {
    await using opened = await openConformance(browser, played);
    const { page } = opened;
    const focused = (): Promise<unknown> =>
      page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
      );
    await page.getByRole("button", { name: "2 Ping and pong" }).focus();
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("2.5 on right: pass");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("2.5 on parrot 1.2: fail, FAILED / FAILED");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("5.1 on parrot 1.2: fail, FAILED / FAILED");
    await page.keyboard.press("Home");
    expect(await focused()).toMatch(/^5\.1 A ping without FIN/);
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    expect(await page.locator(".case-table a[tabindex='0']").count()).toBe(1);
    await page.keyboard.press("Enter");
    await headed(page, "Case 2.5 on parrot 1.2");
  });

  test.each([390, 768, 1_280])("nothing hangs over the edge at %i px, on either page", async (width) => {
    await using opened = await openConformance(browser, wideConformance({ cases: 60, agents: 12 }), {
      viewport: { width, height: 800 },
    });
    const { page } = opened;
    const tall =
      "document.documentElement.scrollHeight - document.querySelector('.page-footer').getBoundingClientRect().bottom - scrollY";
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    // Nothing hidden makes the page longer than what it shows.
    expect(await page.evaluate(tall)).toBeLessThan(60);
    await goToCase(page, "2.3", "peer 1");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  test("everything that can be pressed, typed into or landed on has a name, and no two elements one id", async () => {
    await using opened = await openConformance(browser, played);
    const { page } = opened;
    const faults = `[
      ...[...document.querySelectorAll("button, select, input, summary, a, [role=img], nav, section, th")]
        .filter((element) => !(element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")
          || element.closest("label")?.textContent.trim() || element.textContent.trim())),
      ...[...document.querySelectorAll("[id]")].filter(({ id }) => document.querySelectorAll("#" + CSS.escape(id)).length > 1),
      ...[...document.querySelectorAll("table")].filter((table) => !table.querySelector("th[scope=col]")),
    ].map((element) => element.outerHTML)`;
    expect(await page.evaluate(faults)).toEqual([]);
    await goToCase(page, "5.15", "parrot 1.2");
    expect(await page.evaluate(faults)).toEqual([]);
  });
});
