// Nothing that a target, a scenario or a tag says is ever executed by the report page.

import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunReport } from "../../src/metrics/run-report.js";
import { renderHtml } from "../../src/report/html.js";
import { launchChromium } from "./chromium.js";
import { fourVariants } from "./comparison-source.js";
import { openLoadReport } from "./open-load-report.js";
import { openFromDisk } from "./opened-page.js";
import { sampleReport } from "./sample-report.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
const attack =
  '</script><script>globalThis.hacked = 1</script><img src=x onerror="globalThis.hacked = 2">' +
  '<svg onload="globalThis.hacked = 3">$' +
  "{globalThis.hacked = 4}\"'`--><!-- \u2028 $& javascript:alert(5)";
const hacked = "globalThis.hacked";
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test.each([
  ["of checks and closed loops", async () => hostileReport(sampleReport()), 60],
  ["of open loads", async () => hostileReport(await openLoadReport()), 120],
  ["of experiments", async () => hostileReport(await fourVariants()), 150],
])("markup in every text of a report %s stays text", async (_what, make, places) => {
  const report = await make();
  await using opened = await openFromDisk(browser, renderHtml(report, builtPage));
  const { page } = opened;
  await page.locator(".verdict").waitFor();
  for (const select of await page.locator("select").all()) {
    const options = await select.locator("option").count();
    for (let index = options - 1; index >= 0; index--) await select.selectOption({ index });
  }
  await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
  await page.locator(".plot-table tbody").first().waitFor();
  const shown = (await page.locator("main").textContent()) ?? "";
  // Once in each place: the more of them, the more places were tried.
  expect(shown.split("<img src=x onerror=").length).toBeGreaterThan(places);
  expect(await page.evaluate(hacked)).toBeUndefined();
  expect(await page.locator("img, iframe, object, embed, base, form").count()).toBe(0);
  expect(await page.locator("script").count()).toBe(scriptsIn(builtPage));
  expect(
    await page.evaluate(
      '[...document.querySelectorAll("a")].map((link) => link.getAttribute("href")).filter((href) => !href.startsWith("#"))',
    ),
  ).toEqual([]);
  expect(opened.problems).toEqual([]);
  expect(opened.requests).toEqual([]);
});

test("the policy stops a script even where markup had got into the file", async () => {
  const broken = builtPage.replace(
    "<body>",
    '<body><script>globalThis.hacked = 1</script><img src="data:," onerror="globalThis.hacked = 2">',
  );
  await using opened = await openFromDisk(browser, broken);
  await opened.page.getByRole("heading").waitFor();
  expect(await opened.page.evaluate(hacked)).toBeUndefined();
  expect(opened.problems.join("\n")).toContain("Content Security Policy");
});

test("without the policy that same script would run: the test above can fail", async () => {
  const broken = builtPage
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace("<body>", "<body><script>globalThis.hacked = 1</script>");
  await using opened = await openFromDisk(browser, broken);
  expect(await opened.page.evaluate(hacked)).toBe(1);
});

test.each([
  ["parse a string as markup", 'document.body.innerHTML = "<b>x</b>"', /TrustedHTML/],
  ["make a script from a string", 'document.createElement("script").text = "1"', /TrustedScript/],
  ["ask a server", 'fetch("http://127.0.0.1:9/")', /Failed to fetch/],
  [
    "open a WebSocket",
    'new Promise((_, refused) => { new WebSocket("ws://127.0.0.1:9/").onerror = () => refused(new Error("refused")) })',
    /refused|Refused|Content Security Policy/,
  ],
])("the page itself may not %s", async (_what, code, refusal) => {
  await using opened = await openFromDisk(browser, builtPage);
  await expect(opened.page.evaluate(`(async () => { await (${code}) })()`)).rejects.toThrow(refusal);
  expect(opened.requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
});

test("the policy names scripts and styles by hash and allows no address", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(builtPage)?.[1] ?? "";
  expect(policy.replace(/'sha256-[\w+/=]+'/g, "HASH").split("; ")).toEqual([
    "default-src 'none'",
    "script-src HASH",
    "style-src HASH",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

function scriptsIn(page: string): number {
  return page.split("<script ").length - 1;
}

// Every text that the schema does not fix, tag names and plan keys included.
function hostileReport(sample: RunReport): RunReport {
  const fixed = new Set([
    ...["schemaVersion", "kind", "status", "verdict", "startedAt", "hdr", "heat", "model"],
    ...["figure", "better", "metric", "limitedBy"],
  ]);
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === "string")
      return fixed.has(key) || (key === "unit" && value !== "core") ? value : `${value} ${attack}`;
    if (Array.isArray(value)) return value.map((item) => poison(item, ""));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([name, inner]) => [name, poison(inner, name)]);
    return Object.fromEntries(key === "tags" || key === "plan" ? [...entries, [attack, attack]] : entries);
  };
  const notices = [{ code: "a", message: "m", hint: "h" }];
  const base = sampleReport({
    ...sample,
    verdict: "fail",
    reasons: notices,
    warnings: notices,
    thresholds: [{ metric: "ws_msg_latency", expression: "p99 < 1ms", ok: false, observed: 1 }],
  });
  const checks = base.checks.map((check) => ({
    ...check,
    status: "fail" as const,
    reason: "r",
    expected: "e",
    received: "r",
    tags: { a: "b" },
  }));
  const poisoned = poison({ ...base, checks }, "") as RunReport;
  // What was measured must still be found: names of metrics stay as they are in a second copy.
  return sampleReport({
    ...poisoned,
    tool: base.tool,
    metrics: [...poisoned.metrics, ...withHostileTags(base)],
  });
}

function withHostileTags({ metrics }: RunReport): RunReport["metrics"] {
  return metrics.map((metric) => ({ ...metric, tags: { ...metric.tags, attack } }));
}
