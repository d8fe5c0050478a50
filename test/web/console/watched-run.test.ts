// A real run, started from the form in Chromium and watched by two tabs until it has become its report.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LiveEvent } from "../../../src/link/live-event.js";
import { processMessage } from "../../../src/link/process-message.js";
import { type RunReport, runReportSchema } from "../../../src/metrics/run-report.js";
import { formatCount, formatUs } from "../../../src/units.js";
import { startCli, temporaryFolder } from "../../cli/run-cli.js";
import { startTarget } from "../../cli/targets.js";
import { launchChromium } from "../chromium.js";
import { plain, texts } from "../page-texts.js";
import { watchProblems } from "./open-console.js";

const folder = temporaryFolder();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  folder.remove();
});

const seconds = 10;
const ratePerSecond = 2_000;

/** A tab, and what its process told it. */
interface Tab {
  readonly page: Page;
  readonly problems: readonly string[];
  readonly events: LiveEvent[];
  /** Figures that the page showed, each time they changed. */
  shownRates(): Promise<readonly string[]>;
}

async function openTab(url: string): Promise<Tab> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 900 } });
  const events: LiveEvent[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      const message = processMessage.parse(JSON.parse(String(payload)));
      if (message.kind === "live") events.push(...message.events);
    }),
  );
  const problems = watchProblems(page);
  await page.goto(url);
  await page.evaluate(`
    globalThis.rates = [];
    setInterval(() => {
      const shown = document.querySelector(".live-figures .tile-value")?.textContent;
      if (shown !== undefined && shown !== rates.at(-1)) rates.push(shown);
    }, 200);
  `);
  return { page, problems, events, shownRates: () => page.evaluate("rates") };
}

function eventsOf<Kind extends LiveEvent["kind"]>(
  { events }: Tab,
  kind: Kind,
): Extract<LiveEvent, { kind: Kind }>[] {
  return events.filter((event): event is Extract<LiveEvent, { kind: Kind }> => event.kind === kind);
}

const total = ({ metrics }: Pick<RunReport, "metrics">, name: string): number =>
  metrics.reduce(
    (sum, metric) => sum + (metric.name === name && metric.kind === "counter" ? metric.count : 0),
    0,
  );

/** The report's figures as its tiles have them; the whole run is one phase. */
function expectedTiles(report: RunReport): Readonly<Record<string, string>> {
  const latency = report.metrics.find(
    ({ name, kind }) => name === "ws_msg_latency_corrected" && kind === "trend",
  );
  if (latency?.kind !== "trend") throw new TypeError("the report has no corrected latency");
  return {
    "Median latency": formatUs(latency.p50 ?? 0),
    "99% answered within": formatUs(latency.p99 ?? 0),
    Errors: formatCount(total(report, "ws_errors")),
  };
}

async function tiles({ page }: Tab): Promise<Readonly<Record<string, string>>> {
  const labels = await texts(page, ".report-content .tile dt");
  const values = await texts(page, ".report-content .tile dd:nth-child(2)");
  return Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ""]));
}

describe("a run of 10 s at 2,000 messages per second that two tabs watch", () => {
  it("shows both of them how it goes on, and at its end the figures of its report", async () => {
    await using target = await startTarget();
    const ui = startCli(["ui", "--no-open", "--out", folder.path]);
    const url = `${(await ui.stdoutHas("\n")).trim()}&view=run`;
    const [starting, watching] = await Promise.all([openTab(url), openTab(url)]);
    const { page } = starting;
    await page.getByLabel("<url>").fill(`${target.url}/echo`);
    await page.getByLabel("--connections").fill("10");
    await page.getByLabel("--rate -r").fill(String(ratePerSecond));
    await page.getByLabel("--duration").fill(`${seconds}s`);
    await page.getByText("Load", { exact: true }).click();
    await page.getByLabel("--warm-up").fill("0s");
    await page.getByText("Generator", { exact: true }).click();
    // On a machine that other tests keep busy it must not be invalid.
    await page.getByLabel("--max-lateness").fill("20s");
    await page.getByLabel("--max-cpu").fill("100%");
    expect(plain(await page.locator(".run-line pre").textContent())).toBe(
      `wsrig load ${target.url}/echo --connections 10 --duration 10s --warm-up 0s --rate 2000 --max-lateness 20s --max-cpu 100%`,
    );
    await page.getByRole("button", { name: "Start", exact: true }).click();

    await Promise.all(
      [starting, watching].map(async (tab) => {
        await tab.page.locator(".live-figures").waitFor();
        await tab.page.locator("#time canvas").first().waitFor();
        expect(await tab.page.getByRole("button", { name: "Start", exact: true }).isDisabled()).toBe(true);
        await tab.page.locator(".live .verdict").waitFor({ timeout: 60_000 });
      }),
    );

    const [ended] = eventsOf(starting, "ended");
    expect(ended).toMatchObject({ verdict: "pass", exitCode: 0 });
    const report = runReportSchema.parse(
      JSON.parse(readFileSync(join(ended?.folder ?? "", "report.json"), "utf8")),
    );
    expect(total(report, "ws_msgs_sent") + total(report, "ws_msgs_dropped")).toBe(seconds * ratePerSecond);
    for (const tab of [starting, watching]) {
      expect(await tiles(tab)).toMatchObject(expectedTiles(report));
      expect(plain(await tab.page.locator(".report-content .tiles").textContent())).toContain(
        `${formatCount(total(report, "ws_msgs_received"))} messages in all`,
      );
      expect(plain(await tab.page.locator(".live-ended code").textContent())).toBe(
        `${ended?.folder}/report.html`,
      );
      // What was told second by second adds up to the report, and the last second has its metrics.
      const told = eventsOf(tab, "second");
      const points = told.flatMap((second) => second.points);
      const received = points.reduce((sum, { counters }) => sum + (counters.ws_msgs_received ?? 0), 0);
      expect(received).toBe(total(report, "ws_msgs_received"));
      expect(told.at(-1)?.metrics).toEqual(report.metrics.map(withoutHistogram));
      expect(told.at(-1)?.durationMs).toBe(report.durationMs);
      expect((await tab.shownRates()).length).toBeGreaterThan(3);
      expect(tab.problems).toEqual([]);
    }

    ui.child.kill("SIGTERM");
    expect((await ui.result).code).toBe(0);
    await page.getByText("wsrig has ended; this page keeps what it has.").waitFor();
    expect(await tiles(starting)).toMatchObject(expectedTiles(report));
  });
});

function withoutHistogram(metric: RunReport["metrics"][number]): RunReport["metrics"][number] {
  if (metric.kind !== "trend") return metric;
  const { hdr: _, ...rest } = metric;
  return rest;
}
