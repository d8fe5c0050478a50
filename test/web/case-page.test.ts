// The page of a conformance case, in a real Chromium: its texts, its wire log, the ways to it and back.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CaseDetail, CaseText } from "../../src/metrics/conformance-details.js";
import type { ReportCase } from "../../src/metrics/conformance-report.js";
import { failedResult, sampleCases, sampleRun } from "../conformance/report/sample-runs.js";
import { rightPeer } from "../conformance/right-peer.js";
import { launchChromium } from "./chromium.js";
import { type ConformanceSample, conformanceSample, playedRun } from "./conformance-source.js";
import { flat, goToCase, headed, openConformance, rightAndParrot } from "./conformance-steps.js";

let browser: Browser;
let played: ConformanceSample;

beforeAll(async () => {
  browser = await launchChromium();
  played = await rightAndParrot();
});
afterAll(() => browser?.close());

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

async function sectionText(page: Page, id: string): Promise<string> {
  return flat(await page.locator(`#${id}`).innerText());
}

describe("the page of a case", () => {
  test("says what the case is about, what happened and what to change", async () => {
    await using opened = await openConformance(browser, played);
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
    await using opened = await openConformance(browser, played);
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
        "Clean yes: close frames went both ways, in time Times out none TCP dropped by the peer " +
        `Took 0 µs, from the open connection to the loss of TCP Began ${wordsOf("5.15").detail.startedAt} Copy as CSV`,
    );
  });

  test("has how the connection ended before the wire log, and the commands that go on from here", async () => {
    await using opened = await openConformance(browser, played);
    const { page } = opened;
    await goToCase(page, "5.15", "parrot 1.2");
    expect(
      await page.evaluate("[...document.querySelectorAll('#content section[id]')].map(({ id }) => id)"),
    ).toEqual([
      "case-about",
      "case-outcome",
      "case-repeat",
      "case-agents",
      "case-close",
      "case-events",
      "case-wire",
      "case-handshake",
    ]);
    expect(await page.locator("#case-repeat code").allTextContents()).toEqual([
      "wsrig conform ws://127.0.0.1:9001/echo --cases 5.15",
      "wsrig conform --explain 5.15",
    ]);
    expect(await page.locator("#case-repeat").getByRole("button", { name: "Copy" }).count()).toBe(2);
  });

  test("of a client has the request that it sent, and says who should drop TCP", async () => {
    const run = await playedRun(
      { agent: "client", role: "client", make: rightPeer("client") },
      { cases: ["2.1"] },
    );
    await using opened = await openConformance(browser, conformanceSample([run]));
    const { page } = opened;
    await goToCase(page, "2.1", "client");
    expect(await page.locator("#case-handshake h3").allTextContents()).toEqual([
      "Request of the peer",
      "Answer of wsrig",
    ]);
    const heads = await page.locator("#case-handshake pre").allInnerTexts();
    expect(heads[0]).toMatch(/^GET \/ HTTP\/1\.1\n[\s\S]*Sec-WebSocket-Key: [A-Za-z0-9+/]{22}==\n/);
    expect(heads[1]).toMatch(/^HTTP\/1\.1 101 Switching Protocols\n/);
    expect(await sectionText(page, "case-close")).toContain("TCP dropped by wsrig, as a server should");
  });

  test.each([
    [2, "7 more entries here, not kept: the report keeps the beginning and the end."],
    [0, "7 more entries here, not kept: the report keeps the beginning."],
  ])("says where entries of the log were not kept, with %i after them", async (after, words) => {
    const note = { kind: "note", atUs: 1_500, text: "a note" } as const;
    const wire = { first: [note], omitted: 7, last: Array.from({ length: after }, () => note) };
    const results = [{ ...failedResult, wire }];
    await using opened = await openConformance(
      browser,
      conformanceSample([sampleRun({ results })], { cases: sampleCases }),
    );
    await goToCase(opened.page, failedResult.id, "ws 8");
    const entries = (await opened.page.locator(".wire > li").allInnerTexts()).map(flat);
    expect(entries).toEqual([
      "1.500 ms a note",
      words,
      ...Array.from({ length: after }, () => "1.500 ms a note"),
    ]);
  });

  test("compares the peers, and leads to each", async () => {
    await using opened = await openConformance(browser, played);
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
    await using opened = await openConformance(browser, played, { viewport: { width: 1_280, height: 500 } });
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
    await using opened = await openConformance(browser, played);
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
    await using opened = await openConformance(browser, played);
    await opened.page.evaluate('location.hash = "#case=99.1&agent=right"');
    await headed(opened.page, "No such case");
    expect(flat(await opened.page.locator("#content").innerText())).toBe(
      "No such case This run has no case 99.1. ← All cases",
    );
  });

  test("of a missing and of an excluded case says that there is no result", async () => {
    await using opened = await openConformance(
      browser,
      conformanceSample([sampleRun()], { cases: sampleCases }),
    );
    const head = opened.page.locator(".case-verdict");
    await goToCase(opened.page, "H.1.1", "ws 8");
    expect(flat(await head.innerText())).toBe(
      "MISSING Case H.1.1 on ws 8 The case should have been run and has no result.",
    );
    await goToCase(opened.page, "L.1.1", "ws 8");
    expect(flat(await head.innerText())).toBe("EXCLUDED Case L.1.1 on ws 8 The case was left out.");
    expect(await sectionText(opened.page, "case-about")).toContain(
      "Hostile It may hurt the peer, so it is run only with --hostile.",
    );
  });
});
