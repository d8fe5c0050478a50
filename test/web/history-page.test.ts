// The page of a history, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { historyEntry } from "../../src/history/history-entry.js";
import { makeHistory } from "../../src/history/make-history.js";
import type { RunHistory } from "../../src/metrics/history.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { seededRandom } from "../../src/random.js";
import { renderHistoryHtml } from "../../src/report/html.js";
import { madeReport, noise, steppedRuns } from "../history/made-runs.js";
import { hostileTexts } from "../report/small-report.js";
import { launchChromium } from "./chromium.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

function historyOf(
  reports: readonly RunReport[],
  changes: Partial<Parameters<typeof makeHistory>[1]> = {},
): RunHistory {
  const entries = reports.flatMap((report, index) => {
    const entry = historyEntry(report, {
      folder: `${report.startedAt.slice(0, 10)}-${report.name} ${index}`,
      hasPage: true,
    });
    return typeof entry === "string" ? [] : [entry];
  });
  return makeHistory(entries, {
    folder: "reports",
    madeAt: new Date(Date.UTC(2026, 11, 24)),
    toolVersion: "0.1.0",
    ...changes,
  });
}

const random = seededRandom(9);
const madeHistory = historyOf(
  [
    ...steppedRuns(30),
    ...Array.from({ length: 5 }, (_, day) =>
      madeReport({ name: "chat", day, medianUs: 900 * noise(random, 0.02) }),
    ),
    madeReport({ name: "once", day: 3, medianUs: 500 }),
  ],
  { skipped: [{ folder: "notes", why: "holds no report.json" }] },
);

function open(history: RunHistory = madeHistory, options?: BrowserContextOptions): Promise<OpenedPage> {
  return openFromDisk(browser, renderHistoryHtml(history, builtPage), options);
}

describe("the page of a history", () => {
  test("begins with what changed last, in words", async () => {
    await using opened = await open();
    const banner = opened.page.getByRole("region", { name: "What changed last" });
    expect(await banner.locator(".verdict-label").textContent()).toBe("Changed for the worse");
    expect(
      (await banner.getByRole("heading").textContent())
        ?.replace(/[\u00a0\u202f]/g, " ")
        .replaceAll("\u2011", "-"),
    ).toBe(
      "p50 latency of “load” rose by 13% (3.99 ms → 4.52 ms) between 2026-11-20 and 2026-11-21, from version 1.2 to 1.3.",
    );
    expect(await opened.page.title()).toBe("Changed for the worse: history of reports – wsrig");
    expect(await opened.page.locator(".section-links a").allTextContents()).toEqual([
      "Changes",
      "load",
      "chat",
      "Runs that stand alone",
      "Left out",
    ]);
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("has a table of all changes, with links to the runs on both sides", async () => {
    await using opened = await open();
    const rows = opened.page.locator("#changes tbody tr");
    expect(await rows.count()).toBe(4);
    expect(
      await rows
        .first()
        .evaluate((row) => [...row.children].map(({ textContent }) => textContent).join(" | ")),
    ).toBe(
      "worsep50 latency | load | worse | +13% | 3.99 ms | 4.52 ms | 1.2 → 1.3 | 2026-11-20 03:00 | 2026-11-21 03:00 | 0.0005",
    );
    expect(
      await rows
        .first()
        .locator("a")
        .evaluateAll((all) => all.map((a) => a.getAttribute("href"))),
    ).toEqual(["./2026-11-20-load%2019/report.html", "./2026-11-21-load%2020/report.html"]);
  });

  test("draws a figure over the runs, marks changes and builds, and steps from run to run by keyboard", async () => {
    await using opened = await open();
    const series = opened.page.locator("#series-0");
    expect(await series.locator(".note").first().textContent()).toMatch(
      /^30 runs of the same plan \([0-9a-f]{12}\) on the same kind of machine: Example CPU, 2 cores, 8 GiB, x64\.$/,
    );
    const [dots, worse, level] = await pixels(opened, "#series-0", ["#0067b1", "#d1540a", "#5b48b8"]);
    expect(dots).toBeGreaterThan(30 * 20);
    expect(worse).toBeGreaterThan(200);
    expect(level).toBeGreaterThan(500);
    const chosen = series.locator(".chosen-run");
    expect(await chosen.textContent()).toMatch(/ms 2026-11-30 03:00 UTC · 1\.3 · pass Open its report$/);
    await series.getByRole("button", { name: "Previous run" }).focus();
    await opened.page.keyboard.press("Enter");
    expect(await chosen.textContent()).toMatch(/ms 2026-11-29 03:00 UTC/);
    expect(await chosen.locator("a").getAttribute("href")).toBe("./2026-11-29-load%2028/report.html");
    // A dot is chosen with the pointer, too, and stays chosen.
    const canvas = series.locator(".u-over");
    const box = await canvas.boundingBox();
    await canvas.click({ position: { x: ((box?.width ?? 0) * 0.6) / 30, y: 100 } });
    await opened.page.mouse.move(0, 0);
    await expect.poll(() => chosen.textContent()).toMatch(/2026-11-01 03:00 UTC · 1\.1/);
    expect(opened.problems).toEqual([]);
  });

  test("shows another figure, and runs by time, at the reader's choice", async () => {
    await using opened = await open();
    const series = opened.page.locator("#series-0");
    const select = series.getByLabel("Figure of load");
    expect(await select.locator("option").allTextContents()).toEqual([
      "p50 latency (changed)",
      "p90 latency (changed)",
      "p99 latency (changed)",
      "p99.9 latency (changed)",
      "throughput",
      "error rate",
    ]);
    expect(await series.locator(".notices li").count()).toBe(1);
    await select.selectOption({ label: "throughput" });
    await expect
      .poll(() => series.locator(".plot-axis-title").first().textContent())
      .toBe("throughput, higher is better");
    expect(await series.locator(".notices li").count()).toBe(0);
    expect(await series.locator("p.note").last().textContent()).toBe("No change of throughput was found.");
    await series.getByText("By time").click();
    await expect.poll(() => series.locator(".plot-axis-x").textContent()).toBe("Start of the run (UTC)");
    expect(opened.problems).toEqual([]);
  });

  test("says how many runs a change needs", async () => {
    await using opened = await open();
    expect(await opened.page.locator("#series-1 p.note").last().textContent()).toBe(
      "5 runs; a change can be seen from 13 on.",
    );
  });

  test("has every run with its figures, and copies them as CSV", async () => {
    const permissions = ["clipboard-read", "clipboard-write"];
    await using opened = await open(madeHistory, { permissions });
    const runs = opened.page.locator("#series-0 .history-runs");
    await runs.locator("summary").click();
    expect(await runs.locator("thead th").allTextContents()).toEqual([
      "Run (UTC)",
      "version",
      "Verdict",
      "p50 latency",
      "p90 latency",
      "p99 latency",
      "p99.9 latency",
      "throughput",
      "error rate",
      "wsrig",
      "Node.js",
      "Target",
    ]);
    await runs.getByRole("button", { name: "Copy as CSV" }).click();
    const copied = await opened.page.evaluate<string>("navigator.clipboard.readText()");
    const [head, first] = copied.split(/\r?\n/);
    expect(head).toBe(
      "started_at,folder,build,verdict,p50_us,p90_us,p99_us,p999_us,throughput_per_second,errorRate_ratio,wsrig,node,target",
    );
    expect(first).toMatch(
      /^2026-11-30T03:00:00\.000Z,2026-11-30-load 29,1\.3,pass,\d+,\d+,\d+,\d+,\d+,0,0\.1\.0,20\.20\.0,ws:/,
    );
    expect(copied.split(/\r?\n/)).toHaveLength(31);
  });

  test("finds series by name, version or target", async () => {
    await using opened = await open();
    const search = opened.page.getByLabel("Search series");
    const shown = (): Promise<string[]> =>
      opened.page.locator("main > section[id^=series] h2").allTextContents();
    expect(await shown()).toEqual(["load", "chat"]);
    await search.fill("CHAT");
    await expect.poll(shown).toEqual(["chat"]);
    expect(await opened.page.getByRole("status").textContent()).toBe("1 of 2 series");
    await search.fill("1.3");
    await expect.poll(shown).toEqual(["load"]);
    await search.fill("nothing");
    await expect.poll(shown).toEqual([]);
  });

  test("lists runs that stand alone, and what was left out", async () => {
    await using opened = await open();
    const alone = opened.page.locator("#alone tbody tr");
    expect(
      await alone.evaluateAll((all) =>
        all.map((row) => [...row.children].map((cell) => cell.textContent).join(" | ")),
      ),
    ).toEqual([
      "once, 2026-11-04 03:00 | run | pass | p50 latency 500 µs, p99 latency 744 µs, throughput 1,000 msg/s | Example CPU, 2 cores, 8 GiB, x64",
    ]);
    expect(await opened.page.locator("#skipped tbody tr").textContent()).toBe("notesholds no report.json");
  });

  test("finds the runs from another folder, and never follows a link out of a file", async () => {
    const history = historyOf([madeReport({ day: 1, medianUs: 5 }), madeReport({ day: 2, medianUs: 5 })], {
      pagesAt: "../all/",
    });
    const evil = { ...history, runs: history.runs.map((run) => ({ ...run, page: "javascript:alert(1)" })) };
    await using opened = await open(evil);
    expect(await opened.page.locator("#series-0 .chosen-run a").getAttribute("href")).toBe(
      "./../all/javascript:alert(1)",
    );
  });

  test("opens a history.json by hand, without links that would lead nowhere", async () => {
    await using opened = await openFromDisk(browser, builtPage);
    await opened.page.locator("input[type=file]").setInputFiles({
      name: "history.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(madeHistory)),
    });
    await opened.page.locator("#series-0 canvas").waitFor();
    expect(await opened.page.locator("main table a, .chosen-run a").count()).toBe(0);
    expect(opened.problems).toEqual([]);
  });

  test("says what an incomplete history lacks", async () => {
    await using opened = await openFromDisk(browser, builtPage);
    const text = JSON.stringify({ schemaVersion: 1, kind: "history", runs: [], trends: [] });
    await opened.page
      .locator("input[type=file]")
      .setInputFiles({ name: "h.json", mimeType: "application/json", buffer: Buffer.from(text) });
    expect(await opened.page.getByRole("alert").textContent()).toBe(
      "h.json: The report is incomplete: series, skipped, sentences missing.",
    );
  });

  test("shows texts of strangers as text", async () => {
    const evil = hostileTexts.join(" ");
    const reports = [1, 2].map((day) => {
      const report = madeReport({ day, medianUs: 5, tags: { version: `${evil} ${day}` } });
      return { ...report, name: evil, target: { url: evil } };
    });
    await using opened = await open(historyOf(reports, { skipped: [{ folder: evil, why: evil }] }));
    expect(await opened.page.locator("main img, main script").count()).toBe(0);
    expect(await opened.page.locator("#series-0 canvas").count()).toBe(1);
    expect(opened.problems).toEqual([]);
  });

  test.each([320, 400, 1_280])("%i px wide does not scroll sideways", async (width) => {
    await using opened = await open(undefined, { viewport: { width, height: 800 } });
    expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  test("of 300 runs in three series is drawn in less than 2 s", async () => {
    const many = historyOf(
      ["a", "b", "c"].flatMap((name, index) => steppedRuns(100, { name, seed: index + 1 })),
    );
    await using opened = await open(many);
    await opened.page.locator("#series-2 canvas").waitFor();
    const ms = await opened.page.evaluate<number>("performance.now()");
    expect(ms).toBeLessThan(2_000);
  });
});

test("a page without a report or a history still asks for one", async () => {
  await using opened = await openFromDisk(browser, builtPage);
  expect(await opened.page.getByRole("heading").textContent()).toBe("Open a wsrig report");
});

/** How many pixels have each of the colours, read at once: a second reading would be a warning. */
function pixels({ page }: OpenedPage, within: string, colours: readonly string[]): Promise<number[]> {
  return page.evaluate<number[]>(`(() => {
    const canvas = document.querySelector("${within} canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return ${JSON.stringify(colours)}.map((hex) => {
      const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
      let count = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) count++;
      return count;
    });
  })()`);
}
