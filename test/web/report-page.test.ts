// The built report page in a real Chromium, opened from disk as a user would.

import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "../../src/metrics/run-report.js";
import { renderHtml } from "../../src/report/html.js";
import { launchChromium } from "./chromium.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
import { sampleCheck, sampleReport } from "./sample-report.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

function open(report: RunReport, options?: BrowserContextOptions): Promise<OpenedPage> {
  return openFromDisk(browser, renderHtml(report, builtPage), options);
}

function failedReport(): RunReport {
  const passed = sampleReport();
  return sampleReport({
    verdict: "fail",
    reasons: [
      { code: "checks-failed", message: "1 of 12 checks failed.", hint: "Look at the failed check." },
      {
        code: "threshold-failed",
        message: "Threshold ws_msg_latency: p99 < 1ms does not hold; observed 1.234ms.",
      },
    ],
    warnings: [{ code: "generator", message: "The generator was the limit.", hint: "Add --workers." }],
    thresholds: [
      { metric: "ws_msg_latency", expression: "p99 < 1ms", ok: false, observed: 1_234 },
      { metric: "ws_errors", expression: "count == 0", ok: true, observed: 0 },
    ],
    checks: [
      ...passed.checks,
      sampleCheck({
        id: "text/control",
        title: "text with control characters comes back unchanged",
        status: "fail",
        reason: "The reply differs at byte 2.",
        expected: "a\tb  c",
        received: `\u0000\u202e${"x".repeat(2_000)}`,
      }),
    ],
  });
}

describe("a passed run", () => {
  test("keeps all metrics folded, with their number, until they are asked for", async () => {
    const report = sampleReport();
    await using opened = await open(report);
    const all = opened.page.locator("#metrics details");
    expect(await all.locator("summary").textContent()).toBe(`${report.metrics.length} rows`);
    expect(await all.locator("table").first().isVisible()).toBe(false);
    await all.locator("summary").click();
    expect(await all.locator("table").first().isVisible()).toBe(true);
  });

  test.each([
    [["wsrig", "demo"], 0],
    [["wsrig", "load", "ws://***@h/"], 1],
  ])("says that secrets were taken out only where they were: %j", async (command, notes) => {
    await using opened = await open(sampleReport({ command }));
    expect(await opened.page.locator("#repeat .note").count()).toBe(notes);
  });

  test("opens from disk with its verdict in words, without an error and without any request", async () => {
    await using opened = await open(sampleReport());
    const { page } = opened;
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("All 11 checks passed.");
    expect(await page.locator(".verdict-text").textContent()).toMatch(
      /^In 11\.2\u00a0s, 212 connections brought back 200,690 messages\. Half of the answers came within \d+\u00a0µs \(99%: [\d.]+\u00a0ms\) for “whole” and \d+\u00a0µs \(99%: [\d.]+\u00a0ms\) for “fragments”\. No message was lost or late, and nothing went wrong on the way\.$/,
    );
    expect(await page.title()).toBe("Passed: demo – wsrig");
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("has a tile for each key number, with its unit", async () => {
    await using opened = await open(sampleReport());
    const tiles = await opened.page.locator(".tile").allInnerTexts();
    const flat = tiles.map((tile) => tile.replace(/\s+/g, " "));
    expect(flat[0]).toBe("Checks passed 11 of 12 none failed, 1 not applicable");
    expect(flat[1]).toBe("Connections 212 opened in the whole run");
    expect(flat[2]).toBe("Errors 0 0 lost, 0 late");
    expect(flat[3]).toBe("Messages received 24,496 /s whole 15,642 /s fragments 200,690 messages in all");
    expect(flat[4]).toMatch(/^Median latency \d+ µs whole \d+ µs fragments from sent to answered$/);
    expect(flat[6]).toBe("Data received 6.51 MiB 7.27 MiB sent");
    expect(flat[7]).toBe("Duration 11.2 s whole run, warm-up included");
  });

  test("draws a curve a tag set, and says that it is service latency of a closed loop", async () => {
    await using opened = await open(sampleReport());
    const latency = opened.page.locator("#latency");
    expect(await latency.locator(".note").textContent()).toContain("Service latency of a closed loop");
    expect(await latency.locator(".note").textContent()).not.toContain("Drawn from the percentiles");
    expect(await latency.locator(".legend-entry").allTextContents()).toEqual(["whole", "fragments"]);
    // Pixels of at least two saturated colours: the curves; axes and grid are grey.
    const hues = await opened.page.evaluate<number>(`(() => {
      const canvas = document.querySelector("#latency canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Map();
      for (let i = 0; i < data.length; i += 4) {
        const [r, g, b, a] = data.slice(i, i + 4);
        if (a === 255 && Math.max(r, g, b) - Math.min(r, g, b) > 90) {
          const key = [r, g, b].join();
          seen.set(key, (seen.get(key) ?? 0) + 1);
        }
      }
      return [...seen.values()].filter((pixels) => pixels > 200).length;
    })()`);
    expect(hues).toBe(2);
  });

  test("reads values under the pointer, and hides a curve from the legend", async () => {
    await using opened = await open(sampleReport());
    const plot = opened.page.locator("#latency .plot");
    await plot.locator(".u-over").hover();
    expect(await plot.locator(".legend-x").textContent()).toMatch(/^At 9\d(\.\d+)?%$/);
    expect(await plot.locator(".legend-value").allTextContents()).toEqual([
      expect.stringMatching(/^[\d.]+ [mµ]s$/),
      expect.stringMatching(/^[\d.]+ [mµ]s$/),
    ]);
    const first = plot.locator(".legend-entry").first();
    await first.click();
    expect(await first.getAttribute("aria-pressed")).toBe("false");
  });

  test("shows the numbers behind a plot as a table", async () => {
    await using opened = await open(sampleReport());
    const numbers = opened.page.locator("#time .plot").nth(1).locator(".plot-table");
    await numbers.locator("summary").click();
    const rows = await numbers.locator("tbody tr").allInnerTexts();
    expect(rows).toHaveLength(12);
    expect(rows[0]?.split("\t")).toEqual(["whole", "0.5 s", "24,100 /s"]);
  });

  test("draws another time when asked, and the command repeats the run in a shell", async () => {
    await using opened = await open(sampleReport());
    await opened.page.getByLabel("Which time to draw").selectOption("Opening a connection");
    expect(await opened.page.locator("#latency .plot-axis-title").first().textContent()).toBe(
      "Opening a connection",
    );
    expect(await opened.page.locator(".command code").textContent()).toBe(
      "wsrig load ws://127.0.0.1:9001/echo -c 100 -d 5s --name 'a b'",
    );
  });

  test("leaves out what was not measured", async () => {
    await using opened = await open(sampleReport({ metrics: [], series: [], checks: [sampleCheck()] }));
    expect(await opened.page.getByRole("heading", { level: 1 }).textContent()).toBe("The check passed.");
    expect(await opened.page.locator(".tile dt").allTextContents()).toEqual(["Checks passed", "Duration"]);
    expect(
      await opened.page.locator("section.section").evaluateAll((all) => all.map(({ id }) => id)),
    ).toEqual(["checks", "repeat"]);
    expect(opened.problems).toEqual([]);
  });
});

describe("a failed run", () => {
  test("says first what failed, why, and what to try", async () => {
    await using opened = await open(failedReport());
    const verdict = opened.page.getByRole("region", { name: "Verdict" });
    expect(await verdict.getByRole("heading").textContent()).toBe(
      "1 of 12 checks failed, and 1 of 2 thresholds was missed.",
    );
    expect(await verdict.locator(".notices li").allTextContents()).toEqual([
      "1 of 12 checks failed.Look at the failed check.",
      "Threshold ws_msg_latency: p99 < 1ms does not hold; observed 1.234ms.",
    ]);
    expect(await opened.page.locator(".warnings li").allTextContents()).toEqual([
      "The generator was the limit.Add --workers.",
    ]);
    const thresholds = await opened.page.locator("#thresholds tbody tr").allInnerTexts();
    expect(thresholds.map((row) => row.replace(/\s+/g, " "))).toEqual([
      "missed ws_msg_latency p99 < 1ms 1.234ms",
      "held ws_errors count == 0 0",
    ]);
    expect(opened.problems).toEqual([]);
  });

  test("shows control characters, spaces and long values of a failed check", async () => {
    await using opened = await open(failedReport());
    const values = opened.page.locator(".check-fail dd");
    expect(await values.nth(0).textContent()).toBe("a→b··c");
    expect(await values.nth(1).textContent()).toBe(`\\x00\\u202e${"x".repeat(238)}Show all 2,002 characters`);
    await values.nth(1).getByRole("button").click();
    expect(await values.nth(1).textContent()).toBe(`\\x00\\u202e${"x".repeat(2_000)}Show less`);
  });

  test("filters checks by mouse, by keyboard and by words", async () => {
    await using opened = await open(failedReport());
    const { page } = opened;
    const titles = (): Promise<string[]> => page.locator(".check-group .check-title").allTextContents();
    await page.getByText("Failed 1", { exact: true }).click();
    expect(await titles()).toEqual(["text with control characters comes back unchanged"]);
    await page.keyboard.press("ArrowRight");
    expect(await titles()).toEqual(["every other client receives the message exactly once"]);
    await page.keyboard.press("Home");
    await page.getByText("All 13", { exact: true }).click();
    await page.getByLabel("Search checks").fill("ping fragments");
    expect(await titles()).toEqual(["a ping between fragments: the message comes back whole10 times"]);
    await page.getByLabel("Search checks").fill("nothing like this");
    expect(await page.locator(".empty").textContent()).toBe("No check matches the search.");
  });
});

test.each([
  ["invalid", "Invalid", "These numbers are not valid evidence."],
  ["interrupted", "Interrupted", "The run was stopped before its end."],
] as const)("a run that is %s says so first", async (verdict, label, headline) => {
  await using opened = await open(sampleReport({ verdict }));
  expect(await opened.page.locator(".verdict-label").textContent()).toBe(label);
  expect(await opened.page.getByRole("heading", { level: 1 }).textContent()).toBe(headline);
});

describe("every screen", () => {
  const ground = "getComputedStyle(document.body).backgroundColor";

  test("dark follows the system, until the reader chooses; paper is light", async () => {
    await using opened = await open(sampleReport(), { colorScheme: "dark" });
    const { page } = opened;
    expect(await page.evaluate(ground)).toBe("rgb(16, 20, 25)");
    const button = page.getByRole("button", { name: /^Colours/ });
    await button.click();
    expect(await page.evaluate(ground)).toBe("rgb(245, 246, 248)");
    await button.click();
    expect(await page.evaluate(ground)).toBe("rgb(16, 20, 25)");
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(24, 33, 44)");
    expect(await page.getByLabel("Search checks").isVisible()).toBe(false);
    expect(opened.problems).toEqual([]);
  });

  test.each([320, 400, 768, 1_280, 3_840])(
    "%i px wide shows everything without scrolling sideways",
    async (width) => {
      await using opened = await open(failedReport(), { viewport: { width, height: 800 } });
      expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await opened.page.locator("#latency canvas").isVisible()).toBe(true);
    },
  );

  test("a window made narrower keeps its plots inside", async () => {
    await using opened = await open(sampleReport());
    await opened.page.setViewportSize({ width: 400, height: 800 });
    const width = (): Promise<unknown> =>
      opened.page.evaluate("document.querySelector('#latency .uplot').clientWidth");
    await expect.poll(width).toBeLessThan(400);
    expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBe(400);
  });

  test("the keyboard starts at a link that skips to the report", async () => {
    await using opened = await open(sampleReport());
    await opened.page.keyboard.press("Tab");
    expect(await opened.page.evaluate("document.activeElement.textContent.trim()")).toBe(
      "Skip to the report",
    );
  });

  test("everything that can be pressed or typed into has a name", async () => {
    await using opened = await open(failedReport());
    const nameless =
      await opened.page.evaluate(`[...document.querySelectorAll("button, select, input, summary, a, [role=img], nav, section")]
      .filter((element) => !(element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")
        || element.closest("label")?.textContent.trim() || element.textContent.trim()))
      .map((element) => element.outerHTML)`);
    expect(nameless).toEqual([]);
  });
});

describe("the page without a report", () => {
  test("offers to open a report.json, and draws it from the percentiles it has", async () => {
    await using opened = await openFromDisk(browser, builtPage);
    const folder = await mkdtemp(join(tmpdir(), "wsrig-report-"));
    try {
      const file = join(folder, "report.json");
      await writeFile(file, JSON.stringify(sampleReport()));
      expect(await opened.page.getByRole("heading").textContent()).toBe("Open a wsrig report");
      await opened.page.getByLabel("Choose report.json").setInputFiles(file);
      await opened.page.locator(".verdict").waitFor();
      expect(await opened.page.locator("#latency .note").textContent()).toContain(
        "Drawn from the percentiles",
      );
      expect(opened.problems).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test.each([
    ["not JSON", "hello", /^a\.json: The file is not JSON: /],
    ["another file", '{"a":1}', /^a\.json: This is not a wsrig report: it has no schemaVersion\.$/],
    [
      "a later version",
      '{"schemaVersion":2}',
      /^a\.json: This report has schemaVersion 2; this page reads version 1\.$/,
    ],
    ["a part", '{"schemaVersion":1,"checks":[]}', /^a\.json: The report is incomplete: metrics, series, /],
  ])("says why it cannot draw %s", async (_what, text, message) => {
    await using opened = await openFromDisk(browser, builtPage);
    const file = { name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) };
    await opened.page.getByLabel("Choose report.json").setInputFiles(file);
    expect(await opened.page.getByRole("alert").textContent()).toMatch(message);
  });
});
