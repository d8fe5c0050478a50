// What the page says of the target's own process, in a real Chromium.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { launchChromium } from "./chromium.js";
import { openLoadReport } from "./open-load-report.js";
import { openFromDisk } from "./opened-page.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
const read = "Read once a second from the system for the process that was watched.";

test("the target beside the generator has its cost per message and connection where they are known", async () => {
  const browser = await launchChromium();
  try {
    const report = await openLoadReport();
    const gauge = (name: string, unit: string, last: number) =>
      ({ name, tags: {}, kind: "gauge", unit, min: last, max: last, last }) as const;
    const costs = [
      gauge("target_cpu_per_message", "us", 9.77),
      gauge("target_memory_per_connection", "byte", 40_448),
    ];
    const note = async (metrics: typeof report.metrics): Promise<string | null> => {
      await using opened = await openFromDisk(browser, renderHtml({ ...report, metrics }, builtPage));
      expect(opened.problems).toEqual([]);
      return await opened.page.locator("#generator .note").last().textContent();
    };
    expect(await note(report.metrics)).toBe(read);
    expect(await note([...report.metrics, ...costs])).toBe(
      `${read} It took 9.77 µs of CPU time per message and 39.5 KiB of memory per connection.`,
    );
    // A run too short for a sample of a whole second has no curves.
    const brief = report.metrics.filter(({ name }) => !name.startsWith("target_"));
    expect(await note([...brief, ...costs.slice(1)])).toBe(
      `${read} It took 39.5 KiB of memory per connection.`,
    );
  } finally {
    await browser.close();
  }
});
