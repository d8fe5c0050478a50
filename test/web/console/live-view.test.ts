// The live view in Chromium: a made-up run is told second by second, and what the page shows is compared.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LiveEvent } from "../../../src/link/live-event.js";
import { launchChromium } from "../chromium.js";
import { plain, texts } from "../page-texts.js";
import { openConsolePage } from "./console-page.js";
import { openFakeLive } from "./fake-live.js";
import { type LoadStory, loadStory } from "./load-story.js";

let browser: Browser;
let story: LoadStory;

beforeAll(async () => {
  [browser, story] = await Promise.all([launchChromium(), loadStory()]);
});
afterAll(async () => {
  await browser?.close();
});

const upTo = (seconds: number): readonly LiveEvent[] => [
  ...story.begin,
  ...story.seconds.slice(0, seconds).flat(),
];

async function figures(page: Page): Promise<Readonly<Record<string, string>>> {
  const [names, values] = [
    await texts(page, ".live-figures dt"),
    await texts(page, ".live-figures .tile-single"),
  ];
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}

const titles = (page: Page): Promise<readonly string[]> => texts(page, ".live .section h2");

describe("a run that is watched", () => {
  it("shows what runs, the figures of now and the report's own sections, and goes on with each second", async () => {
    await using live = await openFakeLive({ mode: "watch" });
    live.tell(...upTo(10));
    await using opened = await openConsolePage(browser, live.url);
    const { page, problems } = opened;
    await page.locator(".live-figures").waitFor();
    expect(await titles(page)).toEqual([
      "shop",
      "Over time",
      "Latency over time, every sample",
      "Connections and errors",
      "Thresholds",
      "Generator health",
      "Loads",
      "Balance of messages",
    ]);
    expect(await texts(page, ".live-target, .live-status, .live-activity strong")).toEqual([
      "ws://127.0.0.1:9001/echo",
      "Running",
      "orders and chat",
    ]);
    expect(await figures(page)).toMatchObject({
      "Messages received": "800 /s",
      "Connections open": "141",
      Errors: "0",
    });
    expect(await texts(page, "#thresholds .icon + .visually-hidden")).toEqual(["held", "held"]);

    live.tell(...story.seconds.slice(10, 24).flat());
    await page.locator(".tile-bad dt", { hasText: "Errors" }).waitFor();
    await expect.poll(() => texts(page, ".live-trouble")).toEqual(["A threshold is missed"]);
    await page.locator("#thresholds").scrollIntoViewIfNeeded();
    await page.locator("#thresholds .icon-fail").waitFor();
    expect(await texts(page, "#thresholds .icon + .visually-hidden")).toEqual(["missed", "held"]);
    // 10 connections broke and 9 messages were lost in second 22.
    await expect
      .poll(() => figures(page))
      .toMatchObject({ Errors: "19", "Connections open": "131", Dropped: "40" });
    expect(problems).toEqual([]);
  });

  it("tells how far it has come as a progress bar with its time left", async () => {
    await using live = await openFakeLive({ mode: "watch" });
    live.tell(
      ...story.begin.map((event) =>
        event.kind === "activity"
          ? { ...event, startedAtMs: Date.now() - 600_000, totalMs: 1_000_000 }
          : event,
      ),
    );
    await using opened = await openConsolePage(browser, live.url);
    const bar = opened.page.getByRole("progressbar", { name: "How far the run has come" });
    await bar.waitFor();
    expect(["60", "61"]).toContain(await bar.getAttribute("aria-valuenow"));
    expect(await bar.getAttribute("aria-valuetext")).toMatch(/^10m( \ds)? so far, about 6m \d+s left$/);
  });

  it("keeps what the reader chose and hid while it is drawn anew", async () => {
    await using live = await openFakeLive({ mode: "watch" });
    live.tell(...upTo(10));
    await using opened = await openConsolePage(browser, live.url);
    const { page, problems } = opened;
    const slowest = page.locator("#time .legend-entry", { hasText: "orders, slowest" });
    await slowest.click();
    await page.getByText("Service", { exact: true }).click();
    const pointed = page.locator("#time .legend-x").first();
    const point = async (): Promise<string> => {
      await page.locator("#time .u-over").first().hover();
      return pointed.innerText();
    };
    // What is above may still grow, and move the plot from under the pointer.
    await expect.poll(point).toMatch(/^At \d+/);
    const width = await page.locator("#time canvas").first().getAttribute("width");
    await page.evaluate("document.querySelector('#time canvas').dataset.isOld = 'yes'");
    live.tell(...story.seconds.slice(10, 13).flat());
    await page.locator("#time canvas").first().and(page.locator(":not([data-is-old])")).waitFor();
    await expect.poll(() => pointed.innerText()).toMatch(/^At \d+/);
    expect(await slowest.getAttribute("aria-pressed")).toBe("false");
    expect(await page.getByRole("radio", { name: "Service" }).isChecked()).toBe(true);
    expect(await page.locator("#time canvas").first().getAttribute("width")).toBe(width);
    expect(problems).toEqual([]);
  });

  it("becomes the report, and says where that lies when the process is gone", async () => {
    const live = await openFakeLive({ mode: "watch" });
    live.tell(...upTo(30));
    await using opened = await openConsolePage(browser, live.url);
    const { page, problems } = opened;
    await page.locator(".live-figures").waitFor();
    live.tell(story.ended);
    live.tellReport(story.documents);
    await page
      .getByRole("heading", { level: 1, name: "The run passed" })
      .or(page.locator(".verdict"))
      .first()
      .waitFor();
    expect(await texts(page, ".live-figures")).toEqual([]);
    expect(await texts(page, ".tiles dt")).toContain("99% answered within");
    expect((await titles(page)).slice(0, 3)).toEqual(["shop", "Thresholds", "Loads"]);
    expect(plain(await page.locator(".live-ended").textContent())).toBe(
      "The report is written to reports/2026-03-04T05-06-07-shop/report.html (exit code 0)",
    );
    await live.close();
    await page.getByText("wsrig has ended; this page keeps what it has.").waitFor();
    expect(await page.getByText("wsrig has ended").count()).toBe(1);
    expect(plain(await page.locator(".live-ended").textContent())).toBe(
      "wsrig has ended; this page keeps what it has. The report lies in reports/2026-03-04T05-06-07-shop/report.html (exit code 0)",
    );
    expect(await texts(page, ".tiles dt")).toContain("99% answered within");
    expect(problems).toEqual([]);
  });

  it("links its report in the console, and begins anew with the next run", async () => {
    await using live = await openFakeLive();
    live.tell(...upTo(30), story.ended);
    live.tellReport(story.documents);
    await using opened = await openConsolePage(browser, live.url);
    const { page } = opened;
    const link = page.getByRole("link", { name: "Open it in Reports" });
    expect(new URL((await link.getAttribute("href")) ?? "", live.url).searchParams.get("view")).toBe(
      "reports/2026-03-04T05-06-07-shop",
    );
    live.hub.reset();
    await page.getByText("The run has not begun yet.").waitFor();
    expect(await texts(page, ".verdict, .live-ended, .live-figures")).toEqual([]);
    live.tell(...upTo(2));
    await page.locator(".live-figures").waitFor();
    expect(await texts(page, ".live-status")).toEqual(["Running"]);
  });

  it("tells why it ended without a report, with the end of its output as text", async () => {
    await using live = await openFakeLive();
    live.tell(...upTo(5));
    await using opened = await openConsolePage(browser, live.url);
    const { page, problems } = opened;
    await page.locator(".live-figures").waitFor();
    live.tell({
      kind: "failed",
      exitCode: 137,
      problem: {
        code: "run-ended-without-report",
        message: "the run ended by SIGKILL, without a report\n<b>last</b>\u001b[0m words",
        hint: "Start it again.",
      },
    });
    const failed = page.getByRole("alert").filter({ hasText: "SIGKILL" });
    await failed.waitFor();
    expect(await failed.locator("b").count()).toBe(0);
    expect(plain(await failed.locator(".live-output").textContent())).toBe("<b>last</b>\\x1b[0m words");
    expect(plain(await failed.textContent())).toContain("Try this: Start it again.");
    expect(plain(await failed.textContent())).toContain("run-ended-without-report · exit code 137");
    expect(await figures(page)).toMatchObject({ "Messages received": "800 /s" });
    expect(problems).toEqual([]);
  });

  it("shows the cases of each peer with those that failed, and the sides of an experiment with their medians", async () => {
    await using live = await openFakeLive({ mode: "watch" });
    const began = story.begin[0] as Extract<LiveEvent, { kind: "began" }>;
    live.tell(
      { ...began, run: { ...began.run, kind: "conformance", name: "echo" }, loads: [] },
      { kind: "cases", agents: [{ agent: "server <1>", total: 20, verdicts: { pass: 8, fail: 2 } }] },
      {
        kind: "check",
        check: {
          id: "5.3",
          title: "A reserved bit is set",
          status: "fail",
          reason: "no close came",
          durationMs: 3,
          scenario: "server <1>",
          tags: {},
        },
      },
    );
    await using opened = await openConsolePage(browser, live.url);
    const { page, problems } = opened;
    await page.locator(".agent-tile").waitFor();
    expect(await texts(page, ".agent-name, .agent-place, .live-agents .agent-counts li")).toEqual([
      "server <1>",
      "10 of 20 cases",
      "2 fail",
      "8 pass",
      "10 to come",
    ]);
    expect(await page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("50");
    expect(plain(await page.locator("#checks").textContent())).toContain("A reserved bit is set");

    const block = (variant: string, p50: number): LiveEvent => ({
      kind: "block",
      block: {
        variant,
        startedAt: began.run.startedAt,
        durationMs: 2_000,
        figures: { p50, throughput: 500 },
      },
      index: 1,
      of: 6,
    });
    live.tell(
      { ...began, run: { ...began.run, kind: "experiment", name: "a or b" }, loads: [] },
      block("A", 400),
      block("B", 520),
      block("B", 500),
      block("A", 420),
      { kind: "figures", figures: { phase: "block 5 of 6: B", leftMs: 8_000 } },
    );
    await page.getByText("block 5 of 6: B", { exact: true }).waitFor();
    await expect
      .poll(() => texts(page, "#live-sides tbody tr"))
      .toEqual(["A 2 410 µs 500 msg/s", "B 2 510 µs 500 msg/s"]);
    await expect.poll(() => texts(page, ".live-times")).toEqual(["4 of 6 blocks · about 8 s left"]);
    await expect.poll(() => titles(page)).toEqual(["a or b", "Sides so far", "Blocks"]);
    expect(problems).toEqual([]);
  });

  it("draws an hour of four loads in as many columns as there is room for, and goes on", async () => {
    await using live = await openFakeLive({ mode: "watch" });
    const began = story.begin[0] as Extract<LiveEvent, { kind: "began" }>;
    const loads = ["a", "b", "c", "d"];
    const second = (atMs: number): LiveEvent => ({
      kind: "second",
      durationMs: atMs,
      points: loads.map((load, index) => ({
        atMs,
        spanMs: 1_000,
        tags: { load, phase: "steady" },
        counters: { ws_msgs_received: 500, ws_msgs_sent: 500 },
        gauges: { ws_open_connections: 100 },
        trends: {
          ws_msg_latency: {
            count: 500,
            p50: 400,
            p90: 600,
            p99: 900 + index,
            max: 2_000,
            heat: "40:9,80,200,150,50,10;60:1",
          },
        },
      })),
      metrics: loads.map((load) => ({
        name: "ws_msg_latency",
        tags: { load, phase: "steady" },
        kind: "trend",
        unit: "us",
        count: atMs / 2,
        p50: 400,
        p99: 900,
      })),
    });
    live.tell(began);
    for (let number = 1; number <= 3_600; number++) live.tell(second(number * 1_000));
    await using opened = await openConsolePage(browser, live.url);
    const { page, problems } = opened;
    await page.locator("#heat canvas").waitFor();
    const heat = page.locator("#heat [role=img]");
    expect(await heat.getAttribute("aria-label")).toContain("Service latency of 450 columns of time");
    expect(await texts(page, "#time .plot-table summary")).toHaveLength(2);
    live.tell(second(3_601_000));
    await page.locator("#heat").scrollIntoViewIfNeeded();
    await page.locator("#heat [aria-label*='451 columns']").waitFor();
    expect(problems).toEqual([]);
  });
});
