// The page of an experiment and of a comparison, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "../../src/metrics/run-report.js";
import { renderHtml } from "../../src/report/html.js";
import { hostileTexts } from "../report/small-report.js";
import { launchChromium } from "./chromium.js";
import {
  comparisonReport,
  experimentReport,
  fourVariants,
  fragments,
  unclearReport,
  whole,
} from "./comparison-source.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
import { plain, texts } from "./page-texts.js";
import { sampleReport } from "./sample-report.js";

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

describe("the first screen of an experiment", () => {
  test("answers the question in a word and a sentence, says what it rests on and what it does not cover", async () => {
    await using opened = await open(two);
    const { page } = opened;
    const verdict = page.getByRole("region", { name: "Verdict" });
    expect(await verdict.locator(".verdict-label").textContent()).toBe("worse");
    expect(plain(await verdict.getByRole("heading").textContent())).toBe(two.comparisons?.[0]?.sentence);
    expect(plain(await verdict.getByRole("heading").textContent())).toMatch(
      /^fragments of 1 KiB is worse than whole: p50 latency 17% slower \(\d+% to \d+%\), p99 latency 20% slower/,
    );
    expect(plain(await verdict.locator(".verdict-text").textContent())).toBe(
      "20 blocks of 2 variants took turns for 1m 20s.",
    );
    expect(await texts(page, ".caveats li")).toEqual([
      "Caveat: This holds for these two processes: the targets were not restarted between blocks.",
    ]);
    expect(await page.title()).toBe("Worse: fragments – wsrig");
    expect(await page.getByText("Passed").count()).toBe(0);
    expect(opened.problems).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("has a tile for each change that decides, and everything of it fits on one screen", async () => {
    await using opened = await open(two);
    const [p50, p99, throughput, blocks] = await texts(opened.page, ".tile");
    expect(p50).toMatch(
      /^Change of p50 latency \+16\.5% worse \+[\d.]+% to \+[\d.]+% 409 µs → 476 µs; lower is better$/,
    );
    expect(p99).toMatch(/^Change of p99 latency \+20\.\d% worse/);
    expect(throughput).toMatch(
      /^Change of throughput -15\.8% worse .* 238 msg\/s → 200 msg\/s; higher is better$/,
    );
    expect(blocks).toBe("Blocks a side 10 3 s measured in each, none left out");
    const bottom = await opened.page.evaluate<number>(
      "document.querySelector('.tiles').getBoundingClientRect().bottom",
    );
    expect(bottom).toBeLessThan(900);
  });

  test.each([
    ["worse", "rgb(185, 56, 21)"],
    ["same", "rgb(0, 103, 177)"],
    ["better", "rgb(6, 122, 87)"],
    ["unclear", "rgb(138, 90, 0)"],
  ] as const)("%s has a colour of its own beside its sign and its word", async (verdict, colour) => {
    const comparisons = two.comparisons?.map((one) => ({ ...one, verdict }));
    await using opened = await open({ ...two, comparisons });
    const label = opened.page.locator(".verdict-label");
    expect(await label.textContent()).toBe(verdict);
    expect(
      await opened.page.evaluate("getComputedStyle(document.querySelector('.verdict-label')).color"),
    ).toBe(colour);
    expect(await opened.page.locator(`.verdict > .icon-${verdict}`).count()).toBe(1);
  });

  test("of several variants it counts them and has a line each, the gravest first", async () => {
    await using opened = await open(await fourVariants());
    const { page } = opened;
    expect(await page.locator(".verdict-label").textContent()).toBe("1 worse, 1 unclear, 1 better");
    expect(plain(await page.getByRole("heading", { level: 1 }).textContent())).toBe(
      "Of 3 variants against “whole”, 1 is worse, 1 is unclear and 1 is better.",
    );
    expect(await texts(page, ".answer-lines li")).toEqual([
      expect.stringMatching(/^worse fragments of 1 KiB is worse than whole: /),
      expect.stringMatching(/^unclear Whether whole again differs from whole is unclear: /),
      expect.stringMatching(/^better compressed is better than whole: /),
    ]);
    expect(await page.locator(".verdict-mixed").count()).toBe(1);
    expect(opened.problems).toEqual([]);
  });

  test("says that the run failed where --fail-on made it fail, and why only once", async () => {
    await using opened = await open(await comparisonReport());
    const { page } = opened;
    expect(await page.locator(".verdict-label").textContent()).toBe("worse – run failed");
    expect(await page.locator(".verdict .notices").count()).toBe(0);
    expect(opened.problems).toEqual([]);
  });

  test("keeps the word invalid where the numbers are no evidence", async () => {
    const reasons = [{ code: "too-few-blocks", message: "Only 2 of 10 blocks can be trusted." }];
    await using opened = await open({ ...two, verdict: "invalid", reasons });
    expect(await opened.page.locator(".verdict-label").textContent()).toBe("Invalid");
    expect(await opened.page.title()).toBe("Invalid: fragments – wsrig");
    expect(opened.problems).toEqual([]);
  });
});

test("sections come in the order of the questions, those of a run after those of the experiment", async () => {
  await using opened = await open(two);
  const ids = await opened.page.locator("section.section").evaluateAll((all) => all.map(({ id }) => id));
  expect(ids).toEqual([
    "differences",
    "variant-latency",
    "blocks",
    "compared",
    "loads",
    "latency",
    "time",
    "heat",
    "balance",
    "metrics",
    "repeat",
  ]);
  expect(await texts(opened.page, ".section-links a")).toEqual([
    "Differences",
    "A and B",
    "Blocks",
    "What was compared",
    "Totals",
    "Latency",
    "Over time",
    "Heat map",
    "Balance",
    "All metrics",
    "Repeat this run",
  ]);
});

test("a comparison has no metrics of its own, and no section for them", async () => {
  await using opened = await open(await comparisonReport());
  const ids = await opened.page.locator("section.section").evaluateAll((all) => all.map(({ id }) => id));
  expect(ids).toEqual(["differences", "variant-latency", "blocks", "repeat"]);
  expect(await texts(opened.page, "#blocks thead th")).toContain("Read from");
});

test("a run has none of these sections", async () => {
  await using opened = await open(sampleReport());
  expect(await opened.page.locator("#differences, #variant-latency, #blocks, #compared").count()).toBe(0);
});

test("what was compared names the variants, the fields that differ and the order of their blocks", async () => {
  await using opened = await open({ ...two, blocks: two.blocks?.slice(0, 18) });
  const { page } = opened;
  expect(await texts(page, "#compared dt")).toEqual(["A whole", "B fragments of 1 KiB"]);
  expect(await texts(page, "#compared dd")).toEqual([
    `${whole.description} The baseline. Closed.`,
    `${fragments.description} Closed.`,
  ]);
  expect(plain(await page.locator("#compared .note").first().textContent())).toBe(
    "2 variants of one load. The targets ran all the time: their blocks share the luck of these processes. All on ws://127.0.0.1:9001/echo.",
  );
  expect(await texts(page, "#compared thead th")).toEqual(["Variant", "delivery, fragment"]);
  expect(await texts(page, "#compared tbody tr")).toEqual(["whole –", "fragments of 1 KiB 1 KiB"]);
  expect((await texts(page, ".block-order li")).join("")).toBe("ABBAABBAABBAABBAABBA");
  expect(await page.locator(".block-not-run").count()).toBe(2);
  expect(await page.locator("#compared .note").last().textContent()).toMatch(/The last 2 were not run\.$/);
});

test("targets that differ stand with their variants, and the command that starts them", async () => {
  const { experiment } = two;
  if (experiment === undefined) throw new Error("no experiment");
  const variants = experiment.variants.map((variant, index) => ({
    ...variant,
    url: `ws://127.0.0.1:{port}/${index}`,
    command: ["node", "server.js", "--name", `build ${index}`],
  }));
  await using opened = await open({ ...two, experiment: { ...experiment, variants, isRestarted: true } });
  expect(await texts(opened.page, "#compared dd")).toEqual([
    `${whole.description} The baseline. Closed, on ws://127.0.0.1:{port}/0, started by node server.js --name 'build 0'`,
    `${fragments.description} Closed, on ws://127.0.0.1:{port}/1, started by node server.js --name 'build 1'`,
  ]);
  expect(await texts(opened.page, "#compared thead th")).toEqual([
    "Variant",
    "target",
    "command",
    "delivery, fragment",
  ]);
  expect(plain(await opened.page.locator("#compared .note").first().textContent())).toBe(
    "2 variants of one load. Every block had a target process of its own.",
  );
});

test("of many variants the first screen has three lines, the plot of latency two curves, that of blocks no medians", async () => {
  const variants = [whole, ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ ...fragments, name: `v${n}` }))];
  const many = await experimentReport({ variants, blocks: 5 });
  // Of a sweep each message size has a baseline of its own.
  const comparisons = many.comparisons?.map((one) =>
    one.candidate === "v6" ? { ...one, baseline: "v2" } : one,
  );
  await using opened = await open({ ...many, comparisons });
  const { page } = opened;
  expect(await texts(page, ".answer-lines a")).toEqual(["and 4 more, in All variants"]);
  expect(await page.locator(".answer-lines .change-mark").count()).toBe(3);
  expect(await texts(page, "#variant-latency .legend-entry")).toEqual([
    "whole with interval over blocks",
    "v1 with interval over blocks",
  ]);
  await page.getByLabel("Variant to draw beside the baseline").selectOption("v5");
  const drawn = (): Promise<readonly string[]> => texts(page, "#variant-latency .legend-entry");
  await expect.poll(drawn).toEqual(["whole with interval over blocks", "v5 with interval over blocks"]);
  await page.getByLabel("Variant to draw beside the baseline").selectOption("v6");
  await expect.poll(drawn).toEqual(["v2 with interval over blocks", "v6 with interval over blocks"]);
  expect(plain(await page.locator("#all-variants .note").textContent())).toBe(
    "One figure of every variant against its own baseline, lower is better.",
  );
  expect(await texts(page, "#blocks .legend-entry")).toEqual(variants.map(({ name }) => name));
  expect(await page.locator("#blocks .made").textContent()).not.toContain("median");
  expect(opened.problems).toEqual([]);
});

test("the lanes of the sections of a run are the variants, in the same colours", async () => {
  const four = await fourVariants();
  // The first block, and so the first metric, need not be of the baseline.
  await using opened = await open({ ...four, metrics: [...four.metrics].reverse() });
  const { page } = opened;
  const names = ["whole", "fragments of 1 KiB", "compressed", "whole again"];
  expect(await texts(page, "#loads tbody th")).toEqual(names);
  expect(await texts(page, "#latency > .table-block tbody th")).toEqual(names);
  expect(await page.getByLabel("Load of the heat map").locator("option").allTextContents()).toEqual([
    "All variants",
    ...names,
  ]);
  for (const section of ["#loads tbody", "#latency tbody"]) {
    const colours = await page
      .locator(`${section} .swatch`)
      .evaluateAll((all) => all.map((swatch) => swatch.getAttribute("class")));
    expect(colours).toEqual([0, 1, 2, 3].map((colour) => `swatch curve-${colour}`));
  }
});

test("shows what the user named and the target sent as text", async () => {
  const hostile = hostileTexts.join(" ");
  const report = await experimentReport({
    variants: [
      { ...whole, name: `a ${hostile}`, description: hostile },
      { ...fragments, name: `b ${hostile}` },
    ],
    caveats: [hostile],
    blocks: 5,
    invalid: [1],
  });
  await using opened = await open(report);
  expect(await opened.page.locator("main img, main script").count()).toBe(0);
  expect(opened.problems).toEqual([]);
  expect(opened.requests).toEqual([]);
});

describe("every screen", () => {
  test.each([320, 400, 768, 1_280])("%i px wide does not scroll sideways", async (width) => {
    await using opened = await open(await fourVariants(), { viewport: { width, height: 800 } });
    expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(opened.problems).toEqual([]);
  });

  test("in the dark and on paper the answer is readable", async () => {
    await using opened = await open(await unclearReport(), { colorScheme: "dark" });
    const { page } = opened;
    const colour = "getComputedStyle(document.querySelector('.verdict-label')).color";
    expect(await page.evaluate(colour)).toBe("rgb(238, 187, 85)");
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(colour)).toBe("rgb(138, 90, 0)");
    expect(await page.locator("#differences .forest-track").first().isVisible()).toBe(true);
    expect(opened.problems).toEqual([]);
  });

  test("everything that can be pressed or scrolled has a name and is reached by Tab", async () => {
    await using opened = await open(await fourVariants());
    const nameless =
      await opened.page.evaluate(`[...document.querySelectorAll("button, select, input, summary, a, [role=img], section")]
      .filter((element) => !(element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")
        || element.closest("label")?.textContent.trim() || element.textContent.trim()))
      .map((element) => element.outerHTML)`);
    expect(nameless).toEqual([]);
    const skipped =
      await opened.page.evaluate(`[...document.querySelectorAll("#differences button, #differences .table-scroll, #blocks select, #variant-latency .legend-entry")]
      .filter(({ tabIndex }) => tabIndex < 0).length`);
    expect(skipped).toBe(0);
  });
});
