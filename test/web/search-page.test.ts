// The page of a search, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportSearch } from "../../src/metrics/run-report.js";
import { renderHtml } from "../../src/report/html.js";
import { hostileTexts } from "../report/small-report.js";
import { smallSearch } from "../report/small-search.js";
import { launchChromium } from "./chromium.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
import { sampleReport } from "./sample-report.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

function open(search: ReportSearch = smallSearch(), options?: BrowserContextOptions): Promise<OpenedPage> {
  return openFromDisk(browser, renderHtml(sampleReport({ search }), builtPage), options);
}

describe("the page of a search", () => {
  test("begins with what was found, and says which run its figures are of", async () => {
    await using opened = await open();
    const verdict = opened.page.getByRole("region", { name: "Verdict" });
    expect(await verdict.getByRole("heading").textContent()).toBe(
      "The bound held up to 400 messages per second, and failed at 600.",
    );
    expect(await verdict.locator(".verdict-text").textContent()).toMatch(
      /^7 probes were made in 11\.2.s; what follows is of the last one at 400 messages per second\./,
    );
    expect(await opened.page.getByText("whole search, all probes").count()).toBe(1);
    expect(await opened.page.locator('.section-links a[href="#search"]').textContent()).toBe("Search");
    expect(await opened.page.locator("#search .note").textContent()).toBe(
      "Each point is a run of its own; of a value that was tried more than once the last one is drawn. Shaded: where the bound holds. All other sections are of the last run at 400 messages per second.",
    );
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("has a table of the probes by value, with the answer marked and what was wrong beside the bound", async () => {
    await using opened = await open();
    const rows = opened.page.locator("#search > .table-block tbody tr");
    expect(
      await rows.evaluateAll((all) =>
        all.map((row) => [...row.children].map(({ textContent }) => textContent).join(" | ")),
      ),
    ).toEqual([
      "holds100 | 1 | climb | 2 ms | holds | ",
      "holds200 | 2 | climb | 2.5 ms | holds | ",
      "holds400the answer | 3 | climb | 12 ms | holds | ",
      "holds400the answer | 6 | confirm | 14 ms | holds | ",
      "fails600 | 5 | narrow | 120 ms | fails | ",
      "fails600 | 7 | confirm | 90 ms | fails | ",
      "fails800 | 4 | climb | 700 ms | fails | every message is answered in time: failed (90 answered, 0 late, 10 lost)",
    ]);
  });

  test("draws the last probe of each value, the bound and the answer, and has the numbers", async () => {
    await using opened = await open();
    const { page } = opened;
    expect(await page.locator("#search .legend-entry").allTextContents()).toEqual([
      "observed",
      "the bound",
      "the answer",
      "holds",
      "fails",
    ]);
    expect(await page.locator("#search .plot-axis-title").allTextContents()).toEqual([
      "Observed, of ws_msg_latency_corrected: p(99) < 50ms, log scale",
      "Messages per second",
    ]);
    await page.locator("#search .plot-table summary").click();
    const numbers = page.locator("#search .plot-table tbody tr");
    await expect
      .poll(() =>
        numbers.evaluateAll((all) =>
          all.map((row) => [...row.children].map((cell) => cell.textContent).join(" ")),
        ),
      )
      .toEqual([
        "observed 100 2 ms",
        "observed 200 2.5 ms",
        "observed 400 14 ms",
        "observed 600 90 ms",
        "observed 800 700 ms",
        "the bound 100 50 ms",
        "the bound 800 50 ms",
        "the answer 400 14 ms",
        "holds 100 2 ms",
        "holds 200 2.5 ms",
        "holds 400 14 ms",
        "fails 600 90 ms",
        "fails 800 700 ms",
      ]);
  });

  test("paints dots in their own colours", async () => {
    await using opened = await open();
    const pixels = (hex: string) =>
      opened.page.evaluate<number>(`(() => {
        const canvas = document.querySelector("#search canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const [r, g, b] = [1, 3, 5].map((at) => parseInt("${hex}".slice(at, at + 2), 16));
        let count = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) count++;
        return count;
      })()`);
    const [observed, bound, held, failed, answer] = await Promise.all(
      ["#0067b1", "#5d6873", "#008661", "#d1540a", "#5b48b8"].map(pixels),
    );
    expect(observed).toBeGreaterThan(200);
    expect(bound).toBeGreaterThan(200);
    // Discs of 8 px, three and two of them, and one of 14 px around one of them; their edges are mixed with what is below.
    expect(held).toBeGreaterThan(3 * 25);
    expect(failed).toBeGreaterThan(2 * 25);
    expect(answer).toBeGreaterThan(50);
  });

  test("of a bound that held nowhere has no answer to mark", async () => {
    const probes: ReportSearch["probes"] = [
      { value: 2, purpose: "climb", holds: false, observed: 90_000 },
      { value: 1, purpose: "descend", holds: false },
    ];
    const sentence = "The bound failed at every value down to 1 connections, the lowest tried.";
    const ended = "holds-nowhere";
    await using opened = await open(
      smallSearch({ vary: "connections", answer: undefined, shown: 1, ended, sentence, probes }),
    );
    expect(await opened.page.locator("#search .legend-entry").allTextContents()).toEqual([
      "observed",
      "the bound",
      "fails",
    ]);
    expect(await opened.page.locator("#search .note").textContent()).toBe(
      "Each point is a run of its own; of a value that was tried more than once the last one is drawn. All other sections are of the last run at 1 connection.",
    );
    expect(await opened.page.locator("#search tbody tr").first().textContent()).toContain("no samples");
    expect(opened.problems).toEqual([]);
  });

  test("of a search without a probe says so and draws nothing", async () => {
    const changes = { answer: undefined, shown: undefined, ended: "interrupted", probes: [] } as const;
    await using opened = await open(
      smallSearch({ ...changes, sentence: "No value held when the search was interrupted.", probes: [] }),
    );
    expect(await opened.page.locator("#search canvas, #search tbody tr").count()).toBe(0);
    expect(opened.problems).toEqual([]);
  });

  test("shows what a target sent as text", async () => {
    const probes: ReportSearch["probes"] = [
      { value: 5, purpose: "climb", holds: false, observed: 1, failures: [...hostileTexts] },
      { value: 6, purpose: "climb", holds: true, observed: 2, invalid: hostileTexts.join(" ") },
    ];
    await using opened = await open(smallSearch({ sentence: hostileTexts.join(" "), probes }));
    expect(await opened.page.locator("#search img, #search script").count()).toBe(0);
    expect(opened.problems).toEqual([]);
  });

  test.each([320, 1_280])("%i px wide does not scroll sideways", async (width) => {
    await using opened = await open(undefined, { viewport: { width, height: 800 } });
    expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });
});

test("a report without a search has no such section", async () => {
  await using opened = await openFromDisk(browser, renderHtml(sampleReport(), builtPage));
  expect(await opened.page.locator("#search").count()).toBe(0);
});
