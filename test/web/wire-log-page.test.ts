// The wire log on the page of a case, in a real Chromium: long ones stay short, dumps fit.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failedResult, sampleCases, sampleRun } from "../conformance/report/sample-runs.js";
import { launchChromium } from "./chromium.js";
import { conformanceSample } from "./conformance-source.js";
import { flat, goToCase, openConformance } from "./conformance-steps.js";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe("the wire log of a case", () => {
  test("has one card for a message in many frames, which can be opened", async () => {
    const frame = { kind: "frame", sender: "driver", opcode: 0, rsv: 0, isMasked: true } as const;
    const piece = { ...frame, fin: false, payloadBytes: 64, payloadHex: "2a".repeat(64) } as const;
    const pieces = Array.from({ length: 118 }, (_, index) => ({ ...piece, atUs: 900 + 10 * index }));
    const end = { ...frame, fin: true, atUs: 3_000, payloadBytes: 0, payloadHex: "" } as const;
    const wire = { first: [...pieces, end], omitted: 0, last: [] };
    const sample = conformanceSample([sampleRun({ results: [{ ...failedResult, wire }] })], {
      cases: sampleCases,
    });
    await using opened = await openConformance(browser, sample);
    const { page } = opened;
    await goToCase(page, failedResult.id, "ws 8");
    const cards = page.locator("#case-wire > .wire > li");
    expect((await cards.allInnerTexts()).map(flat)).toEqual([
      `0.900 ms to 2.070 ms wsrig → 118 × continuation 64 bytes each no FIN masked the same payload ${"*".repeat(64)} In hexadecimal All 118 of them`,
      "3.000 ms wsrig → continuation 0 bytes FIN masked",
    ]);
    expect(await page.evaluate<number>("document.querySelector('#case-wire').offsetHeight")).toBeLessThan(
      400,
    );
    await page.getByText("All 118 of them").click();
    const inner = page.locator(".wire .wire > li");
    await expect.poll(() => inner.count()).toBe(118);
    expect(flat(await inner.last().innerText())).toMatch(
      /^2\.070 ms wsrig → continuation 64 bytes no FIN masked/,
    );
    expect(opened.problems).toEqual([]);
  });

  test.each([400, 1_280])("shows each dump with its text whole at %i px", async (width) => {
    const frame = {
      kind: "frame",
      atUs: 900,
      sender: "driver",
      opcode: 2,
      fin: true,
      rsv: 0,
      isMasked: true,
      payloadBytes: 40,
      payloadHex: "fe68".repeat(20),
    } as const;
    const answers = Array.from({ length: 10 }, () => ({ ...frame, sender: "peer" as const }));
    const wire = { first: [frame, ...answers], omitted: 0, last: [] };
    const sample = conformanceSample([sampleRun({ results: [{ ...failedResult, wire }] })], {
      cases: sampleCases,
    });
    await using opened = await openConformance(browser, sample, { viewport: { width, height: 800 } });
    const { page } = opened;
    await goToCase(page, failedResult.id, "ws 8");
    await page.getByText("All 10 of them").click();
    await expect.poll(() => page.locator(".wire .wire .dump").count()).toBe(10);
    expect(await page.locator(".wire .dump").first().innerText()).toContain(
      width === 400 ? "0000 fe 68 fe 68 fe 68 fe 68   .h.h.h.h" : "fe 68 fe 68   .h.h.h.h.h.h.h.h",
    );
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('.dump')].filter((dump) => dump.scrollWidth > dump.clientWidth).length",
      ),
    ).toBe(0);
  });
});
