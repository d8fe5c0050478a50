// What the tests of the conformance pages do again and again.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { renderHtml } from "../../src/report/html.js";
import { caseHref } from "../../src/web/data/case-address.js";
import { rightPeer } from "../conformance/right-peer.js";
import { parrot } from "../conformance/wrong-peers.js";
import { type ConformanceSample, conformanceSample, playedRun } from "./conformance-source.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";

/** The built page, without a report. */
export const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");

/** Groups 2 and 5 on `right`, which passes all, and `parrot 1.2`, which fails 13 cases. */
export async function rightAndParrot(): Promise<ConformanceSample> {
  const groups = { cases: ["2.*", "5.*"] };
  return conformanceSample([
    await playedRun({ agent: "right", role: "server", make: rightPeer("server") }, groups),
    await playedRun({ agent: "parrot 1.2", role: "server", make: parrot("server") }, groups),
  ]);
}

/** Opens the page of the run from disk. */
export function openConformance(
  browser: Browser,
  { report, details }: ConformanceSample,
  options?: BrowserContextOptions,
): Promise<OpenedPage> {
  return openFromDisk(browser, renderHtml(report, builtPage, details), options);
}

/** Goes to the page of a case, by its address. */
export async function goToCase(page: Page, caseId: string, agent: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(caseHref(caseId, agent))}`);
  await headed(page, `Case ${caseId} on ${agent}`);
}

/** Resolves once the page is headed so. */
export async function headed(page: Page, title: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
}

/** Ids of the cases in the table. */
export async function shownIds(page: Page): Promise<readonly string[]> {
  return page.locator(".case-table .case-link .case-id").allTextContents();
}

/** A text on one line. */
export function flat(text: string | null): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}
