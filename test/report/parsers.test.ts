// The renderings for machines, read by real parsers: those of a browser.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { renderJunit } from "../../src/report/junit.js";
import { printable } from "../../src/report/printable.js";
import { launchChromium } from "../web/chromium.js";
import { hostileReport, hostileTexts } from "./small-report.js";

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
});
afterAll(() => browser?.close());

describe("with a hostile target", () => {
  test("JUnit XML is well-formed and says what was received", async () => {
    await page.setContent("<!doctype html>");
    const result = await page.evaluate(`(() => {
      const read = new DOMParser().parseFromString(${JSON.stringify(renderJunit(hostileReport()))}, "application/xml");
      return {
        error: read.querySelector("parsererror")?.textContent,
        names: [...read.querySelectorAll("testsuites > testsuite > testcase > *")].map((one) => one.nodeName),
        received: read.querySelector("failure")?.textContent,
      };
    })()`);
    const text = printable(hostileTexts.join(" "));
    expect(result).toEqual({
      error: undefined,
      names: ["failure", "skipped", "failure", "error"],
      received: `reason: ${text}\nexpected: ${text}\nreceived: ${text}`,
    });
  });

  test("the HTML page runs nothing of it and gets the report unchanged", async () => {
    const html = `<!doctype html><title>t</title>
<script type="application/json" id="wsrig-report">null</script>
<script type="application/json" id="wsrig-curves">null</script>
<script type="application/json" id="wsrig-merged">null</script>`;
    await page.setContent(renderHtml(hostileReport(), html));
    const result = await page.evaluate<{ elements: number; scripts: number; json: string }>(`({
      elements: document.querySelectorAll("img, script:not([type]), x").length,
      scripts: document.querySelectorAll("script").length,
      json: JSON.stringify(JSON.parse(document.getElementById("wsrig-report").textContent)),
    })`);
    expect(result.elements).toBe(0);
    expect(result.scripts).toBe(3);
    expect(JSON.parse(result.json)).toEqual(hostileReport());
  });
});
