// The page of an open run of two loads over two workers, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "../../src/metrics/run-report.js";
import { renderHtml } from "../../src/report/html.js";
import { launchChromium } from "./chromium.js";
import { openLoadReport } from "./open-load-report.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
import { sampleReport } from "./sample-report.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
let browser: Browser;
let report: RunReport;

beforeAll(async () => {
  [browser, report] = await Promise.all([launchChromium(), openLoadReport()]);
});
afterAll(() => browser?.close());

function open(shown: RunReport = report, options?: BrowserContextOptions): Promise<OpenedPage> {
  return openFromDisk(browser, renderHtml(shown, builtPage), options);
}

function rowsOf({ page }: OpenedPage, section: string): Promise<string[]> {
  return page
    .locator(`${section} > .table-block tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map(({ textContent }) => textContent).join(" | ")),
    );
}

describe("an open run", () => {
  test("has a section for all that it measured, each with a link, without an error or a request", async () => {
    await using opened = await open();
    const ids = [
      "thresholds",
      "loads",
      "latency",
      "time",
      "heat",
      "fan-out",
      "connections",
      "balance",
      "generator",
      "handshake",
      "metrics",
      "repeat",
    ];
    const sections = opened.page.locator("section.section");
    expect(await sections.evaluateAll((all) => all.map(({ id }) => id))).toEqual(ids);
    const links = opened.page.locator(".section-links a");
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).toEqual(
      ids.map((id) => `#${id}`),
    );
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("says of every plot how it was made, as its caption", async () => {
    await using opened = await open();
    const plots = opened.page.locator("figure.plot");
    const captions = await plots.evaluateAll((all) =>
      all.map((plot) => plot.querySelector(":scope > figcaption:last-child")?.textContent ?? ""),
    );
    expect(captions.length).toBeGreaterThan(10);
    for (const caption of captions) expect(caption).toMatch(/^How this was made: From [^.]{20,}/);
    expect(captions[0]).toContain("ws_msg_latency_corrected (21,551 samples in 2 curves)");
  });

  test("says of each load what it did and what came of it", async () => {
    await using opened = await open();
    const loads = opened.page.locator("#loads .loads > div");
    expect(await loads.allTextContents()).toEqual([
      "orders100 clients for 30 s: echo, 32 B, 400 msg/s, constant Open.",
      "chat41 clients for 30 s: broadcast by 1 to 40, 64 B, 10 msg/s, constant Open.",
    ]);
    expect(await rowsOf(opened, "#loads")).toEqual([
      "orders | 399 /s | 398 /s | 1.25 ms | 734 ms | 713 µs | 734 ms | 15 | 9 | 2 | 40",
      "chat | 400 /s | 400 /s | 1.45 ms | 2.4 ms | 1.39 ms | 2.34 ms | 0 | 0 | 0 | –",
    ]);
  });

  test("draws both latencies side by side, with the sentence that says the difference", async () => {
    await using opened = await open();
    const latency = opened.page.locator("#latency");
    expect(await latency.locator(".note").textContent()).toBe(
      "Corrected latency (solid) runs from the time a message was due, service latency (dashed) from the moment it was really sent: what lies between the two is time that messages waited to be sent. Warm-up left out.",
    );
    expect(await latency.locator(".legend-entry").allTextContents()).toEqual([
      "orders, corrected",
      "orders, service",
      "chat, corrected",
      "chat, service",
    ]);
    expect((await rowsOf(opened, "#latency")).map((row) => row.split(" | ").slice(0, 4))).toEqual([
      ["orders, corrected", "10,751", "606 µs", "1.25 ms"],
      ["orders, service", "10,751", "580 µs", "713 µs"],
      ["chat, corrected", "10,800", "465 µs", "1.45 ms"],
      ["chat, service", "10,800", "405 µs", "1.39 ms"],
    ]);
  });

  test("draws the share of samples over time when asked, and its numbers", async () => {
    await using opened = await open();
    const latency = opened.page.locator("#latency");
    await latency.getByText("Cumulative (CDF)").click();
    expect(await latency.locator("h2").textContent()).toBe("Latency, share of all samples");
    expect(await latency.locator(".plot-axis-title").allTextContents()).toEqual([
      "Share of all samples that were at most this slow",
      "Message latency, log scale",
    ]);
    expect(await latency.locator(".legend-entry").count()).toBe(4);
    await latency.locator(".plot-table summary").click();
    const rows = latency.locator(".plot-table tbody tr");
    await rows.first().waitFor();
    expect(await rows.first().locator("td").allTextContents()).toEqual(["606 µs", "0%"]);
    await latency
      .locator(".plot-table")
      .getByText(/^Show all/)
      .click();
    expect(await rows.filter({ hasText: "orders, service" }).last().locator("td").allTextContents()).toEqual([
      "1 s",
      "100%",
    ]);
    expect(opened.problems).toEqual([]);
  });

  test("shows that the messages are all accounted for, or by how many they are not", async () => {
    await using opened = await open();
    expect(await rowsOf(opened, "#balance")).toEqual([
      "orders | 11,960 | 11,949 | 2 | 9 | 0 | closes",
      "chat | 12,000 | 12,000 | 0 | 0 | 0 | closes",
    ]);
    const loads = report.loads?.map((load) => ({ ...load, inFlightAtEnd: 3 })) ?? [];
    await using broken = await open({ ...report, loads });
    expect(await rowsOf(broken, "#balance")).toEqual([
      "orders | 11,960 | 11,949 | 2 | 9 | 3 | 3 messages too many",
      "chat | 12,000 | 12,000 | 0 | 0 | 3 | 3 messages too many",
    ]);
  });

  test("shows fan-out to the first, every and the last receiver", async () => {
    await using opened = await open();
    expect((await rowsOf(opened, "#fan-out")).map((row) => row.split(" | ").slice(0, 4))).toEqual([
      ["first receiver", "270", "405 µs", "496 µs"],
      ["every receiver", "10,800", "405 µs", "1.39 ms"],
      ["last receiver", "270", "2.16 ms", "2.25 ms"],
    ]);
  });

  test("shows the generator worker by worker, and the target beside it", async () => {
    await using opened = await open();
    expect(await rowsOf(opened, "#generator")).toEqual([
      "all | 468 µs | 915 µs | 24.9 ms | – | – | – | –",
      "worker 1 | – | – | – | 0.497 core | 1.29 ms | 90 | 1.49 ms",
      "worker 2 | – | – | – | 0.545 core | 24 ms | 91 | 23.4 ms",
    ]);
    expect(
      await opened.page
        .locator("#generator [role=img]")
        .evaluateAll((all) => all.map((one) => one.ariaLabel)),
    ).toEqual([
      "Lateness: from due to sent, log scale",
      "CPU used by the generator",
      "Event-loop delay of the generator (99%)",
      "Garbage collection: the longest pause of each second",
      "CPU used by the target",
      "Memory of the target",
      "Open files of the target",
    ]);
  });

  test("groups by a tag that the reader chooses", async () => {
    const metrics = report.metrics.map((metric) => {
      const { load } = metric.tags;
      const own = load === "chat" ? { team: "b", region: "eu" } : { team: "a", region: "us" };
      return load === undefined ? metric : { ...metric, tags: { ...metric.tags, ...own } };
    });
    await using opened = await open({ ...report, metrics });
    const choice = opened.page.getByLabel("Tag to group by");
    expect(await choice.locator("option").allTextContents()).toEqual(["team", "region"]);
    expect((await rowsOf(opened, "#tags")).map((row) => row.split(" | ").slice(0, 4))).toEqual([
      ["a", "399 /s", "398 /s", "1.25 ms"],
      ["b", "400 /s", "400 /s", "1.45 ms"],
    ]);
    // Each value has one load, so nothing needed merging; the page is one that wsrig wrote all the same.
    expect(await opened.page.locator("#tags .note").textContent()).toContain(
      "Percentiles are of all samples with that value together",
    );
    await choice.selectOption("region");
    await expect
      .poll(async () => (await rowsOf(opened, "#tags")).map((row) => row.split(" | ")[0]))
      .toEqual(["us", "eu"]);
  });
});

describe("the heat map", () => {
  /** Distinct colours of at least 20 pixels that are no grey. */
  const hues = `(() => {
    const canvas = document.querySelector("#heat canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Map();
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b, a] = data.slice(i, i + 4);
      if (a === 255 && Math.max(r, g, b) - Math.min(r, g, b) > 25) seen.set([r, g, b].join(), (seen.get([r, g, b].join()) ?? 0) + 1);
    }
    return [...seen.values()].filter((pixels) => pixels > 20).length;
  })()`;

  test("tells second, time and count under the pointer", async () => {
    await using opened = await open();
    const { page } = opened;
    expect(await page.evaluate<number>(hues)).toBeGreaterThan(10);
    const plot = page.locator("#heat .u-over");
    const { width = 0, height = 0 } = (await plot.boundingBox()) ?? {};
    // In the middle of the stalled second, near the top.
    await plot.hover({ position: { x: (width * 14.5) / 30, y: height * 0.05 } });
    expect(await page.locator("#heat .heat-reading").textContent()).toMatch(
      /^14 – 15 s, \d+ ms – [\d.]+ m?s: \d+ of 800$/,
    );
    await plot.hover({ position: { x: (width * 1.5) / 30, y: height * 0.5 } });
    expect(await page.locator("#heat .heat-reading").textContent()).toBe("Nothing was measured here");
  });

  test("draws another time, load or phase when asked, and says so in its table", async () => {
    await using opened = await open();
    const { page } = opened;
    const heat = page.locator("#heat");
    await heat.locator(".plot-table summary").click();
    const samples = async (): Promise<number> => {
      const all = heat.getByRole("button", { name: /^Show all/ });
      if ((await all.count()) > 0) await all.click();
      const counts = await heat.locator("tbody tr td:last-child").allTextContents();
      return counts.reduce((sum, text) => sum + Number(text.replaceAll(",", "")), 0);
    };
    await expect.poll(samples).toBe(10_751 + 10_800);
    await page.getByLabel("Load of the heat map").selectOption("chat");
    await expect.poll(samples).toBe(10_800);
    await page.getByLabel("Phase of the heat map").selectOption("warm-up");
    await expect.poll(samples).toBe(1_200);
    await heat.getByText("Lateness", { exact: true }).click();
    await heat.locator(".empty").waitFor();
    expect(await heat.locator(".empty").textContent()).toBe("Nothing was measured of this choice.");
    await page.getByLabel("Load of the heat map").selectOption("orders");
    await heat.locator(".plot-table summary").click();
    expect(await heat.locator(".plot-axis-title").first().textContent()).toBe(
      "Lateness of the generator, orders, warm-up, log scale",
    );
    await expect.poll(samples).toBe(1_200);
  });

  test("is reached and read by keyboard", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.getByRole("radio", { name: "Corrected" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#heat .plot-axis-title").first().textContent()).toBe(
      "Service latency, log scale",
    );
    await page.locator("#heat .plot-table summary").focus();
    await page.keyboard.press("Enter");
    // The table is made when the browser tells that it was opened, which is not at once.
    await page.locator("#heat thead th").first().waitFor();
    expect(await page.locator("#heat thead th").allTextContents()).toEqual([
      "Seconds of the run",
      "At least",
      "Less than",
      "Samples",
    ]);
    expect(await page.locator("#heat [role=img]").getAttribute("aria-label")).toBe(
      "Heat map: Service latency of 27 columns of time, from 384 µs to 1.05 s. The table below has the counts.",
    );
  });
});

describe("a closed loop", () => {
  const loads = [
    {
      name: "echo",
      description: "100 clients for 5 s: echo, 32 B, 1 in flight",
      model: "closed",
      hasDueTimes: false,
      limitedBy: "target",
    } as const,
  ];

  test("is said to have no due time, and has no tile or column for what it lacks", async () => {
    await using opened = await open(sampleReport({ loads }));
    const { page } = opened;
    expect(await page.locator("#loads .note").textContent()).toBe(
      "A closed load sends again only after an answer: there is no due time, so waiting is not counted and no latency is corrected. Warm-up left out, but for errors.",
    );
    expect(await page.locator("#loads .loads").textContent()).toBe(
      "echo100 clients for 5 s: echo, 32 B, 1 in flight Closed; no due times; the target set the pace.",
    );
    expect(await page.locator("#loads thead th").allTextContents()).toEqual([
      "Load",
      "Sent",
      "Received",
      "Errors",
      "Lost",
      "Late",
    ]);
    expect(await page.locator("#heat, #balance, #fan-out, #connections").count()).toBe(0);
    expect(opened.problems).toEqual([]);
  });
});

test("sessions that begin by a plan are not called a closed loop, nor given a due time", async () => {
  const metrics = report.metrics.filter(({ name }) => name !== "ws_msg_latency_corrected");
  await using opened = await open({ ...report, metrics });
  expect(await opened.page.locator("#latency .note").textContent()).toBe(
    "Service latency: from a message sent to its answer received. Sessions begin when the plan says, but within a session each message follows the answer before it: messages have no due time, so waiting is not counted.",
  );
});

test("an invalid run says why and what to change before any number", async () => {
  const invalid = await openLoadReport({
    invalid: [
      {
        code: "generator-late",
        message:
          "Messages left 38 ms late (p99; the limit is 10 ms), so the latencies include our own delay.",
        hint: "Lower the rate, add --workers, or use --pacing precise.",
      },
    ],
  });
  await using opened = await open(invalid);
  const verdict = opened.page.getByRole("region", { name: "Verdict" });
  expect(await verdict.getByRole("heading").textContent()).toBe("These numbers are not valid evidence.");
  expect(await verdict.locator(".verdict-text").textContent()).not.toContain("Half of the answers");
  expect(await verdict.locator(".notices li").allTextContents()).toEqual([
    "Messages left 38\u00a0ms late (p99; the limit is 10\u00a0ms), so the latencies include our own delay.Lower the rate, add --workers, or use --pacing precise.",
  ]);
});

describe("every screen", () => {
  test.each([320, 400, 768, 1_280, 3_840])(
    "%i px wide shows all sections without scrolling sideways",
    async (width) => {
      await using opened = await open(report, { viewport: { width, height: 800 } });
      expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await opened.page.locator("#heat canvas").isVisible()).toBe(true);
    },
  );

  test("dark and paper draw the heat map in their own colours", async () => {
    const darkest = `(() => {
      const canvas = document.querySelector("#heat canvas");
      const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
      const context = copy.getContext("2d", { willReadFrequently: true });
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const has = (r, g, b) => { for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) return true; return false; };
      return { light: has(8, 48, 95), dark: has(226, 243, 255) };
    })()`;
    await using opened = await open(report, { colorScheme: "dark" });
    expect(await opened.page.evaluate(darkest)).toEqual({ light: false, dark: true });
    await opened.page.emulateMedia({ media: "print" });
    // waitForFunction would need eval, which the page's policy forbids.
    await expect.poll(() => opened.page.evaluate(darkest)).toEqual({ light: true, dark: false });
    expect(opened.problems).toEqual([]);
  });

  test("everything that can be pressed or chosen has a name", async () => {
    await using opened = await open();
    const nameless =
      await opened.page.evaluate(`[...document.querySelectorAll("button, select, input, summary, a, [role=img], nav, section")]
      .filter((element) => !(element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")
        || element.closest("label")?.textContent.trim() || element.textContent.trim()))
      .map((element) => element.outerHTML)`);
    expect(nameless).toEqual([]);
  });
});
