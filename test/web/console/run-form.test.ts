// The form of a run in Chromium: what is typed, chosen and pressed is compared with what the process is asked.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WsrigError } from "../../../src/errors.js";
import type { LiveEvent } from "../../../src/link/live-event.js";
import { launchChromium } from "../chromium.js";
import { plain, texts } from "../page-texts.js";
import { openConsolePage } from "./console-page.js";
import { openFakeLive } from "./fake-live.js";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
});

const serverUrl = "ws://127.0.0.1:41234";

const line = async (page: Page): Promise<string> => plain(await page.locator(".run-line pre").textContent());

const began: LiveEvent = {
  kind: "began",
  run: {
    kind: "run",
    name: "echo",
    command: ["wsrig", "load", serverUrl],
    startedAt: "2026-03-04T05:06:07.000Z",
    target: { url: serverUrl },
    plan: {},
    environment: { os: "", arch: "", cpu: "", cores: 1, memoryBytes: 1, node: "", ci: false },
  },
  loads: [],
};

describe("the form of a run", () => {
  it("begins with the URL of the server window, shows the command line as it is filled in, and asks for just that", async () => {
    await using live = await openFakeLive({ serverUrl });
    await using opened = await openConsolePage(browser, live.url);
    const { page, problems } = opened;
    await page.getByLabel("<url>").waitFor();
    await expect.poll(() => line(page)).toBe(`wsrig load ${serverUrl}`);

    await page.getByLabel("--connections").fill("20");
    await page.getByLabel("--rate -r").fill("2000");
    await page.getByLabel("--traffic").selectOption("stream");
    await page.getByLabel("--threshold, value 1").fill("ws_msg_latency: p(99) < 50ms");
    await page.getByRole("button", { name: "Add a value to --threshold" }).click();
    await page.getByRole("button", { name: "Remove value 2 of --threshold" }).press("Enter");
    await page.getByLabel("--threshold, value 1").and(page.locator(":focus")).waitFor();
    await page.getByRole("button", { name: "Add a value to --threshold" }).click();
    await page.keyboard.type("ws_errors: count < 1");
    await page.getByText("Messages", { exact: true }).click();
    await page.getByLabel("--binary").check();
    await expect
      .poll(() => line(page))
      .toBe(
        `wsrig load ${serverUrl} --connections 20 --rate 2000 --threshold 'ws_msg_latency: p(99) < 50ms' ` +
          "--threshold 'ws_errors: count < 1' --binary --traffic stream",
      );

    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("button", { name: "Stop" }).waitFor();
    // Start is disabled: the focus stays beside it.
    await page.locator(".run-actions:focus-within").waitFor();
    expect(live.started).toEqual([
      {
        command: "load",
        positionals: { url: serverUrl },
        flags: {
          connections: "20",
          rate: "2000",
          threshold: ["ws_msg_latency: p(99) < 50ms", "ws_errors: count < 1"],
          binary: true,
          traffic: "stream",
        },
      },
    ]);
    expect(problems).toEqual([]);
  });

  it("cannot start a second run, and stops the one under way by draining first and at once after that", async () => {
    await using live = await openFakeLive({ serverUrl });
    live.tell(began);
    await using opened = await openConsolePage(browser, live.url);
    const { page } = opened;
    const start = page.getByRole("button", { name: "Start", exact: true });
    await start.waitFor();
    expect(await start.isDisabled()).toBe(true);
    expect(await texts(page, ".run-reason")).toEqual([
      "A run is under way: stop it, or wait until it has ended. Stop lets messages under way be answered and the report be written.",
    ]);
    expect(await page.locator(".run-details").getAttribute("open")).toBeNull();

    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Pressing again ends it at once, without a report.").waitFor();
    await expect.poll(() => live.stops).toBe(1);
    await page.getByRole("button", { name: "End at once" }).click();
    await expect.poll(() => live.stops).toBe(2);

    live.tell({ kind: "ended", verdict: "interrupted", exitCode: 130, folder: "reports/x" });
    await expect.poll(() => start.isDisabled()).toBe(false);
    // The options leave room for the report, until somebody opens them.
    expect(await page.locator(".run-details").getAttribute("open")).toBeNull();
    expect(await texts(page, ".run-actions button")).toEqual(["Start"]);
  });

  it("shows a mistake beside its field, opens its group and puts the cursor there", async () => {
    await using live = await openFakeLive({ serverUrl });
    await using opened = await openConsolePage(browser, live.url);
    const { page } = opened;
    const start = page.getByRole("button", { name: "Start", exact: true });
    live.refuse(
      new WsrigError("usage-invalid-value", "--fragment-bytes is x; must be a whole number", {
        path: "--fragment-bytes",
        hint: "Give bytes, such as 8.",
      }),
    );
    await start.click();
    const field = page.getByLabel("--fragment-bytes");
    await field.waitFor();
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("run-flag-fragment-bytes");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    const described = (await field.getAttribute("aria-describedby"))?.split(" ")[0];
    expect(await texts(page, `#${described}`)).toEqual([
      "--fragment-bytes is x; must be a whole number Give bytes, such as 8.",
    ]);
    await field.fill("8");
    expect(await page.locator(".run-problem").count()).toBe(0);

    // Found by the run itself, after it was started.
    await start.click();
    await page.getByRole("button", { name: "Stop" }).waitFor();
    const problem = { code: "usage-invalid-url", message: "url is nowhere", path: "url" };
    live.tell({ kind: "failed", problem, exitCode: 2 });
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("run-positional-url");
    expect(await texts(page, ".run-problem")).toEqual(["url is nowhere"]);
    expect(await texts(page, ".live-problem")).toEqual(["url is nowhere"]);

    // Several at once stand each beside their own, and only the first takes the cursor, once.
    const lines =
      "2 flags are wrong:\n  --duration is x; must be a duration\n  --rate is abc; must be a number";
    live.refuse(new WsrigError("usage-invalid-flags", lines, { path: "--duration" }));
    await start.click();
    await expect
      .poll(() => texts(page, ".run-problem"))
      .toEqual(["--rate is abc; must be a number", "--duration is x; must be a duration"]);
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("run-flag-duration");
    await page.getByLabel("--duration").fill("2s");
    await expect.poll(() => texts(page, ".run-problem")).toEqual(["--rate is abc; must be a number"]);
    expect(await page.evaluate("document.activeElement.id")).toBe("run-flag-duration");

    // No field is to blame.
    live.refuse(new WsrigError("usage-run-under-way", "a run is under way already"));
    await start.click();
    await page.locator(".run-actions .problem").waitFor();
    expect(await texts(page, ".run-actions .problem")).toEqual(["a run is under way already"]);
  });

  it("finds an option by its words", async () => {
    await using live = await openFakeLive();
    await using opened = await openConsolePage(browser, live.url);
    const { page } = opened;
    await page.getByRole("searchbox", { name: "Search options" }).fill("poisson");
    await page.getByText("1 option", { exact: true }).waitFor();
    expect(await texts(page, ".run-name code")).toEqual(["--poisson"]);
    await page.keyboard.press("Enter");
    await page.getByRole("searchbox").fill("no such option");
    await page.getByText("No option matches the search.").waitFor();
    expect(live.started).toEqual([]);
  });

  it("is filled from a command line", async () => {
    await using live = await openFakeLive({ serverUrl });
    await using opened = await openConsolePage(browser, live.url);
    const { page } = opened;
    await page.getByText("Fill in from a command line").click();
    await page
      .getByLabel("Command line", { exact: true })
      .fill("npx wsrig experiment ws://127.0.0.1:1/ --variant 'whole:' --blocks 5 --nope");
    await page.keyboard.press("Enter");
    await page.getByText("Filled in, but for what has no field here: --nope").waitFor();
    expect(await page.locator(".run-form .section-head select").inputValue()).toBe("experiment");
    expect(await page.getByLabel("<target>").inputValue()).toBe("ws://127.0.0.1:1/");
    await expect
      .poll(() => line(page))
      .toBe("wsrig experiment ws://127.0.0.1:1/ --variant whole: --blocks 5");
    expect(live.started).toEqual([]);
  });

  it("is there again after the page was loaded anew, but for what is secret", async () => {
    await using live = await openFakeLive({ serverUrl });
    await using opened = await openConsolePage(browser, live.url);
    const { page } = opened;
    await page.getByLabel("--connections").fill("20");
    await page.getByText("Connection", { exact: true }).click();
    await page.getByLabel("--header, value 1").fill("Authorization: Bearer secret");
    await expect.poll(() => line(page)).toContain("Bearer secret");
    await page.reload();
    await page.getByLabel("--connections").waitFor();
    await expect.poll(() => line(page)).toBe(`wsrig load ${serverUrl} --connections 20`);
    expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain("Bearer");
    await page.getByRole("button", { name: "Clear the form" }).click();
    await expect.poll(() => line(page)).toBe(`wsrig load ${serverUrl}`);
  });

  it("fits on a phone, in Chinese, with every field labelled and no target too small", async () => {
    await using live = await openFakeLive({ serverUrl });
    await using opened = await openConsolePage(browser, live.url, {
      viewport: { width: 400, height: 800 },
      locale: "zh-CN",
    });
    const { page, problems } = opened;
    await page.getByRole("button", { name: "启动" }).waitFor();
    for (const group of await page.locator(".run-group > summary").all()) await group.click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
    const bad = await page.evaluate<readonly string[]>(`
      [...document.querySelectorAll("#content :is(input, select, button, summary)")]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const box = (element.closest("label") ?? element).getBoundingClientRect();
          const labels = [...(element.labels ?? [])].map((label) => label.innerText).join("");
          const name = labels || element.ariaLabel || element.innerText;
          return name.trim() === "" || box.height < (element.type === "radio" ? 28 : 32);
        })
        .map((element) => element.outerHTML.slice(0, 120))
    `);
    expect(bad).toEqual([]);
    expect(problems).toEqual([]);
  });
});
