// Nothing that a peer is called, says or sends is ever markup on the page of a conformance run.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { caseHref } from "../../src/web/data/case-address.js";
import { failedResult, sampleCase, sampleResult, sampleRun } from "../conformance/report/sample-runs.js";
import { launchChromium } from "./chromium.js";
import { conformanceSample } from "./conformance-source.js";
import { openFromDisk } from "./opened-page.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
const attack =
  '</script><script>globalThis.hacked = 1</script><img src=x onerror="globalThis.hacked = 2">' +
  "<svg onload='globalThis.hacked = 3'>\u202e javascript:alert(4)";
const hex = Buffer.from(attack).toString("hex");
const bytes = hex.length / 2;

const peer = `${attack} 1`;
const cases = [
  sampleCase("1.1.1"),
  sampleCase("2.10", {
    description: attack,
    expectation: attack,
    fix: attack,
    section: `RFC 6455 §5.4 ${attack}`,
  }),
];
const frame = {
  kind: "frame",
  atUs: 1,
  fin: true,
  rsv: 0,
  isMasked: false,
  payloadBytes: bytes,
  payloadHex: hex,
} as const;
const hostile = sampleRun({
  agent: peer,
  url: attack,
  selection: { selected: cases, excluded: [] },
  results: [
    sampleResult("1.1.1"),
    {
      ...failedResult,
      reason: attack,
      behaviorReason: attack,
      closeReason: attack,
      complaints: [attack],
      localClose: { code: 1000, reason: attack },
      remoteClose: { code: 1002, reason: attack },
      received: [
        { kind: "message", type: "text", payloadBytes: bytes, payloadHex: hex },
        { kind: "waited", tag: attack },
      ],
      wire: {
        first: [
          { kind: "bytes", atUs: 0, sender: "driver", bytes, hex },
          { kind: "bytes", atUs: 0, sender: "peer", bytes, hex },
          { ...frame, sender: "peer", opcode: 1 },
          { ...frame, sender: "peer", opcode: 8 },
          { ...frame, sender: "peer", opcode: 9 },
          { kind: "note", atUs: 2, text: attack },
        ],
        omitted: 3,
        last: [],
      },
    },
  ],
});

test("markup in the name, the words and the bytes of a peer stays text on both pages", async () => {
  const browser = await launchChromium();
  try {
    const { report, details } = conformanceSample([hostile, { ...hostile, agent: `${attack} 2` }], { cases });
    await using opened = await openFromDisk(browser, renderHtml(report, builtPage, details));
    const { page } = opened;
    const places = async (): Promise<number> =>
      ((await page.locator("#content").textContent()) ?? "").split("<img src=x onerror=").length - 1;
    await page.getByRole("radio", { name: /^All / }).check();
    expect(await places()).toBeGreaterThanOrEqual(11);
    await page.evaluate(`location.hash = ${JSON.stringify(caseHref("2.10", peer))}`);
    await page.locator(".case-verdict").waitFor();
    await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
    await page.locator(".dump").first().waitFor();
    expect(await page.locator("#content h1 .sign").first().getAttribute("title")).toBe("U+202E");
    expect(await places()).toBeGreaterThanOrEqual(23);
    expect(await page.evaluate("globalThis.hacked")).toBeUndefined();
    expect(await page.locator("img, iframe, object, embed, base, form").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(builtPage.split("<script ").length - 1);
    const hrefs = await page
      .locator("a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(hrefs.filter((href) => !href.startsWith("#"))).toEqual([
      "https://www.rfc-editor.org/rfc/rfc6455.html#section-5.4",
    ]);
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  } finally {
    await browser.close();
  }
});
