// The plots of the page of an experiment, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "../../src/metrics/run-report.js";
import { renderHtml } from "../../src/report/html.js";
import { launchChromium } from "./chromium.js";
import { experimentReport, fourVariants } from "./comparison-source.js";
import { copiedBy } from "./copied-by.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
import { plain, texts } from "./page-texts.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
let browser: Browser;
let two: RunReport;
beforeAll(async () => {
  [browser, two] = await Promise.all([launchChromium(), experimentReport()]);
});
afterAll(() => browser?.close());

function open(report: RunReport, options?: BrowserContextOptions): Promise<OpenedPage> {
  return openFromDisk(browser, renderHtml(report, builtPage), options);
}

describe("differences", () => {
  test("the picture is read aloud as one sentence, and stands as a table with a CSV of plain numbers", async () => {
    await using opened = await open(two);
    const section = opened.page.locator("#differences");
    const picture = section.getByRole("img");
    expect(await picture.getAttribute("aria-label")).toMatch(
      /^Difference plot of “fragments of 1 KiB” against “whole”: p50 latency \+16\.5%, worse; .*; error rate 0\.00 points, same; /,
    );
    // Its blocks have too few answers for a p99.9.
    expect(await texts(opened.page, "#differences .forest-name")).toEqual([
      "p50 latency",
      "p90 latency",
      "p99 latency",
      "throughput",
      "error rate",
      "handshake",
      "bytes per message",
    ]);
    expect(await texts(opened.page, "#differences thead th")).toEqual([
      "Figure",
      "Baseline",
      "Candidate",
      "Change",
      "Interval",
      "p",
      "p, adjusted",
      "Verdict",
      "Note",
    ]);
    const [first] = await texts(opened.page, "#differences tbody tr");
    expect(first).toMatch(
      /^p50 latency 409 µs 476 µs \+16\.5% \+[\d.]+% to \+[\d.]+% < 0\.0001 < 0\.0001 worse$/,
    );
    const csv = await copiedBy(section.getByRole("button", { name: "Copy as CSV" }));
    const lines = csv.split("\r\n");
    expect(lines[0]).toBe(
      "figure,unit,gates,baseline,candidate,change_kind,change,change_low,change_high,p,p_adjusted,verdict,note",
    );
    const row = two.comparisons?.[0]?.rows[0];
    expect(lines[1]).toBe(
      `p50,us,yes,${row?.baseline},${row?.candidate},ratio,${row?.change?.value},${row?.change?.low},${row?.change?.high},${row?.p},${row?.pAdjusted},worse,`,
    );
    expect(lines).toHaveLength(9);
  });

  test("points and intervals stand where the axis says", async () => {
    await using opened = await open(two);
    const places = await opened.page.evaluate<Record<string, number>>(`(() => {
      const centre = (element) => { const { left, width } = element.getBoundingClientRect(); return left + width / 2; };
      const ticks = Object.fromEntries([...document.querySelectorAll(".forest-axis text")].map((tick) => [tick.textContent, centre(tick)]));
      return { ...ticks, point: centre(document.querySelector(".forest-row .forest-point")), zero: centre(document.querySelector(".forest-zero")) };
    })()`);
    const { "0%": zero = 0, "+20%": twenty = 0, point = 0 } = places;
    expect(places.zero).toBeCloseTo(zero, 0);
    const change = (two.comparisons?.[0]?.rows[0]?.change?.value ?? 0) - 1;
    expect(Math.abs((20 * (point - zero)) / (twenty - zero) - change * 100)).toBeLessThan(0.3);
  });

  test("another variant is chosen by keyboard", async () => {
    await using opened = await open(await fourVariants());
    const { page } = opened;
    const chosen = page.locator("#differences .segment-chosen");
    expect(await chosen.textContent()).toBe("fragments of 1 KiB");
    await page.locator("#differences .segmented input").first().focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => chosen.textContent()).toBe("compressed");
    expect(plain(await page.locator("#differences .note").first().textContent())).toMatch(
      /^compressed is better than whole: /,
    );
    expect(await page.locator("#differences tbody tr").first().innerText()).toContain("better");
  });
});

describe("all variants", () => {
  test("stand below one another for a figure that the reader chooses", async () => {
    await using opened = await open(await fourVariants());
    const { page } = opened;
    const names = ["fragments of 1 KiB", "compressed", "whole again"];
    expect(await texts(page, "#all-variants .forest-name")).toEqual(names);
    expect(await texts(page, "#all-variants tbody th")).toEqual(names);
    expect(plain(await page.locator("#all-variants .note").textContent())).toBe(
      "One figure of every variant against the baseline, lower is better.",
    );
    await page.getByLabel("Figure of all variants to draw").selectOption("throughput");
    await expect
      .poll(() => page.locator("#all-variants").getByRole("img").getAttribute("aria-label"))
      .toBe(
        "Difference plot of throughput against “whole”: fragments of 1 KiB -16.7%, worse; compressed +33.3%, better; whole again -0.2%, same. The table below has the numbers.",
      );
    const csv = await copiedBy(page.locator("#all-variants").getByRole("button", { name: "Copy as CSV" }));
    expect(csv.split("\r\n").map((line) => line.split(",")[0])).toEqual(["variant", ...names]);
    expect(opened.problems).toEqual([]);
  });

  test("have no section where there is only one beside the baseline", async () => {
    await using opened = await open(two);
    expect(await opened.page.locator("#all-variants").count()).toBe(0);
  });
});

describe("latency of A and B", () => {
  test("has a curve with a band of each variant, which the legend hides, and the numbers of both", async () => {
    await using opened = await open(two);
    const { page } = opened;
    const plot = page.locator("#variant-latency .plot");
    expect(await texts(page, "#variant-latency .legend-entry")).toEqual([
      "whole with interval over blocks",
      "fragments of 1 KiB with interval over blocks",
    ]);
    const first = plot.locator(".legend-entry").first();
    await first.press("Enter");
    await expect.poll(() => first.getAttribute("aria-pressed")).toBe("false");
    expect(plain(await plot.locator(".made").textContent())).toMatch(
      /the band an interval for that median from order statistics of the blocks \(97\.9% with 10 blocks;/,
    );
    await plot.locator("summary").click();
    await plot.locator("tbody").waitFor();
    expect(await texts(page, "#variant-latency thead th")).toEqual([
      "Curve",
      "Share of the messages of a block that were at least this fast",
      "Latency",
      "Low",
      "High",
    ]);
    expect(opened.problems).toEqual([]);
  });
});

describe("blocks", () => {
  test("names the blocks that are left out, and draws them hollow", async () => {
    await using opened = await open(await experimentReport({ invalid: [3, 8] }));
    const { page } = opened;
    expect(await texts(page, "#blocks .left-out li")).toEqual([
      "Block 3 (fragments of 1 KiB) is left out: Generator lag p99 is 38 ms; the limit is 10 ms.",
      "Block 8 (whole) is left out: Generator lag p99 is 38 ms; the limit is 10 ms.",
    ]);
    expect(await texts(page, "#blocks .legend-entry")).toEqual([
      "whole",
      "whole, median",
      "whole, left out",
      "fragments of 1 KiB",
      "fragments of 1 KiB, median",
      "fragments of 1 KiB, left out",
    ]);
    expect(await page.locator("#blocks .dot-hollow").count()).toBe(2);
    expect(opened.problems).toEqual([]);
  });

  test("another figure is drawn when asked, and CSV has every block with every figure and its unit", async () => {
    await using opened = await open(two);
    const { page } = opened;
    await page.getByLabel("Figure of the blocks to draw").selectOption("throughput");
    await expect
      .poll(() => page.locator("#blocks .plot-axis-title").first().textContent())
      .toBe("throughput");
    const csv = await copiedBy(
      page.locator("#blocks > .table-block").getByRole("button", { name: "Copy as CSV" }),
    );
    const lines = csv.split("\r\n");
    expect(lines[0]).toBe(
      "block,variant,started_at,duration_ms,p50_us,p90_us,p99_us,p999_us,throughput_per_s,error_ratio,handshake_us,bytes_per_message,limited_by",
    );
    expect(lines).toHaveLength(21);
    const block = two.blocks?.[0];
    expect(lines[1]).toBe(
      `1,whole,2026-03-04T05:06:08.000Z,3000,${Object.values(block?.figures ?? {}).join(",")},target`,
    );
  });

  test("paints discs and squares in the colours of the variants", async () => {
    await using opened = await open(two);
    const pixels = (hex: string) =>
      opened.page.evaluate<number>(`(() => {
        const canvas = document.querySelector("#blocks canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const [r, g, b] = [1, 3, 5].map((at) => parseInt("${hex}".slice(at, at + 2), 16));
        let count = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) count++;
        return count;
      })()`);
    // Ten dots of 9 px each, and a dashed line of 2 px.
    expect(await pixels("#0067b1")).toBeGreaterThan(10 * 45);
    expect(await pixels("#d1540a")).toBeGreaterThan(10 * 45);
  });
});
