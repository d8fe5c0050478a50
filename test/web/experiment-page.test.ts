// The page of an experiment and of a comparison, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
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
import { copiedBy } from "./copied-by.js";
import { type OpenedPage, openFromDisk } from "./opened-page.js";
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

/** Texts without the signs that keep numbers and units together. */
function plain(text: string | null): string {
  return (text ?? "").replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
}

async function texts(page: Page, selector: string): Promise<readonly string[]> {
  return (await page.locator(selector).allInnerTexts()).map(plain);
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
