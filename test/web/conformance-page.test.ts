// Conformance runs on the built report page, in a real Chromium: the table of cases, its filters, the page of a case.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CaseDetail, CaseText } from "../../src/metrics/conformance-details.js";
import type { ReportCase } from "../../src/metrics/conformance-report.js";
import { renderHtml } from "../../src/report/html.js";
import { caseHref } from "../../src/web/data/case-address.js";
import { sampleCases, sampleRun } from "../conformance/report/sample-runs.js";
import { rightPeer } from "../conformance/right-peer.js";
import { parrot } from "../conformance/wrong-peers.js";
import { launchChromium } from "./chromium.js";
import { type ConformanceSample, conformanceSample, playedRun } from "./conformance-source.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
import { wideConformance } from "./wide-conformance.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
const groups = { cases: ["2.*", "5.*"] };
let browser: Browser;
let played: ConformanceSample;

beforeAll(async () => {
  browser = await launchChromium();
  played = conformanceSample([
    await playedRun({ agent: "right", role: "server", make: rightPeer("server") }, groups),
    await playedRun({ agent: "parrot 1.2", role: "server", make: parrot("server") }, groups),
  ]);
});
afterAll(() => browser?.close());

function open({ report, details }: ConformanceSample, options?: BrowserContextOptions): Promise<OpenedPage> {
  return openFromDisk(browser, renderHtml(report, builtPage, details), options);
}

/** Goes to the page of a case, by its address. */
async function goToCase(page: Page, caseId: string, agent: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(caseHref(caseId, agent))}`);
  await headed(page, `Case ${caseId} on ${agent}`);
}

/** Resolves once the page is headed so. */
async function headed(page: Page, title: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
}

/** What the document and the details have of a case on the second peer: words that are not the page's own. */
function wordsOf(caseId: string): {
  readonly text: CaseText;
  readonly result: ReportCase;
  readonly detail: CaseDetail;
} {
  const text = played.details.cases.find(({ id }) => id === caseId);
  const result = played.report.agents?.[1]?.cases.find(({ id }) => id === caseId);
  const detail = played.details.agents[1]?.cases.find(({ id }) => id === caseId);
  if (text === undefined || result === undefined || detail === undefined)
    throw new Error(`no case ${caseId}`);
  return { text, result, detail };
}

async function shownIds(page: Page): Promise<readonly string[]> {
  return page.locator(".case-table .case-link .case-id").allTextContents();
}

const flat = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
const sectionText = async (page: Page, id: string): Promise<string> =>
  flat(await page.locator(`#${id}`).innerText());
const failedOfParrot = [
  "2.5",
  "5.1",
  "5.2",
  ..."9 10 11 12 13 14 15 16 17 18".split(" ").map((n) => `5.${n}`),
];

describe("a conformance run", () => {
  test("has its verdict, a tile a peer and a bar a group, and no section of a load", async () => {
    await using opened = await open(played);
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
    await using opened = await open(played);
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
    await using opened = await open({ report: { ...report, agents, verdict: "pass", reasons: [] }, details });
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
    await using opened = await open(one());
    const { page } = opened;
    expect(await shownIds(page)).toEqual(["2.10", "H.1.1"]);
    await page.getByRole("radio", { name: "All 6" }).check();
    expect(await shownIds(page)).toEqual(["1.1.1", "2.10", "6.4.1", "12.1.1", "H.1.1", "L.1.1"]);
    const verdict = page.getByLabel("Verdict of the cases");
    expect(await verdict.locator("option").allTextContents()).toEqual([
      "Any verdict",
      "fail",
      "missing",
      "non-strict",
      "unimplemented",
      "pass",
      "excluded",
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
    expect(await page.locator(".shown-count").textContent()).toBe("0 of 6 cases");
  });

  test("find where peers differ, and what one of them failed", async () => {
    await using opened = await open(played);
    const { page } = opened;
    await page.getByRole("radio", { name: "Peers differ 13" }).check();
    expect(await shownIds(page)).toEqual(failedOfParrot);
    await page.getByRole("radio", { name: "Failed 13" }).check();
    await page.getByLabel("Peer that failed or has the verdict").selectOption("right");
    expect(await page.locator("#cases .empty").textContent()).toBe("No case matches.");
  });

  test("fold and open groups", async () => {
    await using opened = await open(played);
    const group = opened.page.getByRole("button", { name: "5 Fragmentation" });
    expect(await group.getAttribute("aria-expanded")).toBe("true");
    await group.press("Enter");
    await opened.page.locator("button[aria-expanded=false]", { hasText: "Fragmentation" }).waitFor();
    expect(await shownIds(opened.page)).toEqual(["2.5"]);
    const counts = opened.page.locator(".group-row", { hasText: "5 Fragmentation" }).locator("td");
    expect(await counts.allInnerTexts()).toEqual(["none failed", "12 failed"]);
  });

  test("work on 650 cases of 12 peers, drawn in steps until all that fit are there", async () => {
    await using opened = await open(wideConformance({ cases: 650, agents: 12 }));
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

describe("the page of a case", () => {
  test("says what the case is about, what happened and what to change", async () => {
    await using opened = await open(played);
    const { page } = opened;
    await page.getByRole("link", { name: "5.15 on parrot 1.2: fail, FAILED / FAILED" }).click();
    await headed(page, "Case 5.15 on parrot 1.2");
    const { text, result, detail } = wordsOf("5.15");
    await expect.poll(() => page.title()).toBe("fail: case 5.15 on parrot 1.2 – wsrig");
    expect(flat(await page.locator(".case-verdict").innerText())).toBe(
      `FAIL Case 5.15 on parrot 1.2 ${result.reason} What to change ${text.fix}`,
    );
    expect(await sectionText(page, "case-about")).toBe(
      `What the case is about Sent ${text.description} A right peer ${text.expectation} The rule RFC 6455 §5.4`,
    );
    expect(await page.getByRole("link", { name: "RFC 6455 §5.4" }).getAttribute("href")).toBe(
      "https://www.rfc-editor.org/rfc/rfc6455.html#section-5.4",
    );
    expect(await sectionText(page, "case-outcome")).toContain(
      `Behavior FAILED ${detail.behaviorReason} Close FAILED ${detail.closeReason} Also wrong ${detail.complaints[0]}`,
    );
    expect(
      (await page.locator("#case-events table").first().locator("tbody tr").allInnerTexts()).map(flat),
    ).toEqual([
      "1 text message, 18 bytes fragment1fragment2 text message, 18 bytes fragment1fragment2",
      "2 differs nothing text message, 9 bytes fragment4",
    ]);
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("has the wire log in its order, both handshakes, and how the connection ended", async () => {
    await using opened = await open(played);
    const { page } = opened;
    await goToCase(page, "5.15", "parrot 1.2");
    const entries = (await page.locator(".wire > li").allInnerTexts()).map(flat);
    expect(entries[0]).toMatch(/^0\.000 ms wsrig → HTTP \d+ bytes GET \/ HTTP\/1\.1 In hexadecimal$/);
    expect(entries[1]).toMatch(
      /^0\.000 ms ← peer HTTP \d+ bytes HTTP\/1\.1 101 Switching Protocols In hexadecimal$/,
    );
    expect(entries.slice(2, 7)).toEqual([
      "0.000 ms wsrig → text 9 bytes no FIN masked 66 72 61 67 6d 65 6e 74 31 fragment1",
      "0.000 ms wsrig → continuation 9 bytes FIN masked 66 72 61 67 6d 65 6e 74 32 fragment2",
      "0.000 ms wsrig → continuation 9 bytes no FIN masked 66 72 61 67 6d 65 6e 74 33 fragment3",
      "0.000 ms wsrig → text 9 bytes FIN masked 66 72 61 67 6d 65 6e 74 34 fragment4",
      "0.000 ms ← peer text 9 bytes no FIN not masked 66 72 61 67 6d 65 6e 74 31 fragment1",
    ]);
    expect(entries).toContain("0.000 ms wsrig → close 2 bytes FIN masked code 1002 03 ea ..");
    expect(entries.at(-1)).toBe("0.000 ms TCP is closed");
    await page.locator(".wire details summary").first().click();
    expect(await page.locator(".wire > li").first().locator(".dump").textContent()).toMatch(
      /^0000 47 45 54 20 2f 20 48 54 {2}54 50 2f 31 2e 31 0d 0a {3}GET \/ HTTP\/1\.1\.\.\n/,
    );
    const heads = await page.locator("#case-handshake pre").allInnerTexts();
    expect(heads[0]).toMatch(/^GET \/ HTTP\/1\.1\n[\s\S]*Sec-WebSocket-Version: 13/);
    expect(heads[1]).toMatch(/^HTTP\/1\.1 101 Switching Protocols\n[\s\S]*Sec-WebSocket-Accept: /);
    expect(await sectionText(page, "case-close")).toBe(
      "The connection's end Opening handshake completed First close frame from wsrig Close frame of wsrig 1002 Close frame of the peer 1002 " +
        "Clean yes: close frames went both ways, in time Times out none TCP dropped by the peer",
    );
  });

  test("of a client has the request that it sent, and says who should drop TCP", async () => {
    const run = await playedRun(
      { agent: "client", role: "client", make: rightPeer("client") },
      { cases: ["2.1"] },
    );
    await using opened = await open(conformanceSample([run]));
    const { page } = opened;
    await goToCase(page, "2.1", "client");
    expect(await page.locator("#case-handshake h3").allTextContents()).toEqual([
      "Request of the peer",
      "Answer of wsrig",
    ]);
    const heads = await page.locator("#case-handshake pre").allInnerTexts();
    expect(heads[0]).toMatch(/^GET \/ HTTP\/1\.1\n[\s\S]*Sec-WebSocket-Key: [A-Za-z0-9+/]{22}==\n/);
    expect(heads[1]).toMatch(/^HTTP\/1\.1 101 Switching Protocols\n/);
    expect(await sectionText(page, "case-close")).toMatch(/TCP dropped by wsrig, as a server should$/);
  });

  test("compares the peers, and leads to each", async () => {
    await using opened = await open(played);
    const { page } = opened;
    await goToCase(page, "5.15", "parrot 1.2");
    const rows = page.locator("#case-agents tbody tr");
    expect((await rows.allInnerTexts()).map(flat)).toEqual([
      expect.stringMatching(/^right pass OK OK 1002 .* The peer did exactly what was expected\.$/),
      expect.stringMatching(/^parrot 1\.2 fail FAILED FAILED 1002 /),
    ]);
    expect(await rows.nth(1).locator("a").getAttribute("aria-current")).toBe("page");
    await rows.nth(0).locator("a").click();
    await headed(page, "Case 5.15 on right");
    expect(await page.locator(".case-fix").count()).toBe(0);
  });

  test("leads to the failed cases before and after, and back to where it was opened", async () => {
    await using opened = await open(played, { viewport: { width: 1_280, height: 500 } });
    const { page } = opened;
    await page.getByLabel("Search cases").fill("fin");
    const cell = page.getByRole("link", { name: "5.15 on parrot 1.2: fail, FAILED / FAILED" });
    await cell.scrollIntoViewIfNeeded();
    const before = await page.evaluate("scrollY");
    expect(before).toBeGreaterThan(0);
    await cell.click();
    await headed(page, "Case 5.15 on parrot 1.2");
    await expect.poll(() => page.evaluate("document.activeElement.tagName")).toBe("H1");
    expect(await page.evaluate("scrollY")).toBe(0);
    expect(flat(await page.locator(".case-navigation").innerText())).toBe(
      "← All cases Failed 10 of 13 on parrot 1.2 Previous failed: 5.14 Next failed: 5.16",
    );
    await page.getByRole("link", { name: "Next failed: 5.16" }).click();
    await headed(page, "Case 5.16 on parrot 1.2");
    await page.goBack();
    await headed(page, "Case 5.15 on parrot 1.2");
    await page.goBack();
    await headed(page, "13 of 62 cases failed.");
    expect(await page.getByLabel("Search cases").inputValue()).toBe("fin");
    expect(await page.evaluate("document.activeElement.ariaLabel")).toBe(
      "5.15 on parrot 1.2: fail, FAILED / FAILED",
    );
    expect(await page.evaluate("scrollY")).toBe(before);
    await expect.poll(() => page.title()).toBe("Failed: conform – wsrig");
  });

  test("is the first thing shown where the address names it, and all cases are one link away", async () => {
    await using opened = await open(played);
    const { page } = opened;
    await goToCase(page, "2.5", "parrot 1.2");
    await page.reload();
    await headed(page, "Case 2.5 on parrot 1.2");
    await page.getByRole("link", { name: "All cases" }).click();
    await headed(page, "13 of 62 cases failed.");
    const top = await page.evaluate<number>(
      'document.querySelector("#cases h2").getBoundingClientRect().top',
    );
    expect([top > 0, top < 100]).toEqual([true, true]);
  });

  test("of a case that is not there says so", async () => {
    await using opened = await open(played);
    await opened.page.evaluate('location.hash = "#case=99.1&agent=right"');
    await headed(opened.page, "No such case");
    expect(flat(await opened.page.locator("#content").innerText())).toBe(
      "No such case This run has no case 99.1. ← All cases",
    );
  });

  test("of a missing and of an excluded case says that there is no result", async () => {
    await using opened = await open(conformanceSample([sampleRun()], { cases: sampleCases }));
    const head = opened.page.locator(".case-verdict");
    await goToCase(opened.page, "H.1.1", "ws 8");
    expect(flat(await head.innerText())).toBe(
      "MISSING Case H.1.1 on ws 8 The case should have been run and has no result.",
    );
    await goToCase(opened.page, "L.1.1", "ws 8");
    expect(flat(await head.innerText())).toBe("EXCLUDED Case L.1.1 on ws 8 The case was left out.");
  });
});

describe("the keyboard and small screens", () => {
  test("one Tab leads into the table, arrows move inside, Enter opens", async () => {
    await using opened = await open(played);
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
    await using opened = await open(wideConformance({ cases: 60, agents: 12 }), {
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
    await using opened = await open(played);
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
