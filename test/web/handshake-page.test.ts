// The steps of opening a connection, as the page paints them in a real Chromium.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { TrendMetric } from "../../src/metrics/run-report.js";
import { renderHtml } from "../../src/report/html.js";
import { handshakeSteps } from "../../src/web/data/handshake-phases.js";
import { launchChromium } from "./chromium.js";
import { openFromDisk } from "./opened-page.js";
import { sampleReport } from "./sample-report.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");

test("every step of opening a connection is painted, each in a colour of its own", async () => {
  const metrics = handshakeSteps.map(({ step }, index): TrendMetric => {
    const us = 1_000 * (index + 1);
    return { name: `ws_handshake_${step}`, tags: {}, kind: "trend", unit: "us", count: 1, p50: us, max: us };
  });
  const html = renderHtml(sampleReport({ metrics }), builtPage);
  const browser = await launchChromium();
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      await using opened = await openFromDisk(browser, html, { colorScheme });
      for (const painted of ["#handshake .step-legend .step-mark", "#handshake .bar-part"]) {
        const colours = await opened.page.evaluate<readonly string[]>(
          `[...document.querySelectorAll("${painted}")].map((one) => getComputedStyle(one).backgroundColor)`,
        );
        expect(colours).toHaveLength(handshakeSteps.length);
        expect(new Set(colours).size).toBe(handshakeSteps.length);
        expect(colours).not.toContain("rgba(0, 0, 0, 0)");
      }
    }
  } finally {
    await browser.close();
  }
});
