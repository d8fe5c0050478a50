// The frame of the console in a real Chromium: its views, languages, colours and widths.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LiveEvent } from "../../../src/link/live-event.js";
import { launchChromium } from "../chromium.js";
import { eventually } from "./eventually.js";
import { FakeWindows } from "./fake-windows.js";
import { type OpenedConsole, openConsole } from "./open-console.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

interface Shell extends OpenedConsole {
  readonly windows: FakeWindows;
}

async function openShell(context: BrowserContextOptions = {}, query = ""): Promise<Shell> {
  const windows = new FakeWindows();
  const opened = await openConsole(browser, { parts: windows.parts, context, query });
  await opened.page.locator("main :is(h1, h2, h3)").first().waitFor();
  return { ...opened, windows };
}

/** Whether the window at `name` is to be seen, not only in the page. */
function sees(page: Page, name: string): Promise<boolean> {
  return page.getByRole("heading", { name, level: 2, exact: true }).isVisible();
}

describe("the views", () => {
  test("are links with addresses of their own, the open one marked, each with its title", async () => {
    await using shell = await openShell();
    const { page } = shell;
    const views = page.getByRole("navigation", { name: "Views" });
    const current = async (): Promise<string> =>
      `${await views.locator('[aria-current="page"]').innerText()}, ${await page.title()}`;
    expect(await views.getByRole("link").allInnerTexts()).toEqual(["Windows", "Run", "Reports"]);
    await eventually(current).toBe("Windows, Windows · wsrig");
    await views.getByRole("link", { name: "Reports" }).click();
    await eventually(current).toBe("Reports, Reports · wsrig");
    expect(new URL(page.url()).searchParams.get("view")).toBe("reports");
    expect(new URL(page.url()).searchParams.get("token")).toBe(
      new URL(shell.ui.url).searchParams.get("token"),
    );
    await views.getByRole("link", { name: "Run" }).click();
    await eventually(current).toBe("Run, Run · wsrig");
    await page.goBack();
    await eventually(() => page.title()).toBe("Reports · wsrig");
    await eventually(current).toBe("Reports, Reports · wsrig");
    expect(shell.problems).toEqual([]);
  });

  test("open from their address", async () => {
    await using shell = await openShell({}, "&view=run");
    await eventually(() => shell.page.title()).toBe("Run · wsrig");
  });

  test("say when a run is under way, until it has ended", async () => {
    await using shell = await openShell();
    const run = shell.page.getByRole("navigation").getByRole("link", { name: "Run" });
    const live = (event: LiveEvent, isAll: boolean): void =>
      shell.windows.tell({ kind: "live", isAll, events: [event] });
    live({ kind: "began", run: began, loads: [] }, true);
    await shell.page.getByRole("link", { name: "Run (a run is under way)", exact: true }).waitFor();
    live({ kind: "ended", verdict: "pass", exitCode: 0, folder: "reports/a" }, false);
    await shell.page.getByRole("link", { name: "Run", exact: true }).waitFor();
    expect(await run.innerText()).toBe("Run");
    expect(shell.problems).toEqual([]);
  });

  test("that cannot be drawn say so, and the others go on", async () => {
    const windows = new FakeWindows();
    await using opened = await openConsole(browser, { parts: windows.parts });
    const { page } = opened;
    await page.addInitScript('Date.prototype.toLocaleTimeString = () => { throw new Error("no clock"); }');
    await page.reload();
    await page.getByRole("heading", { name: "Server" }).waitFor();
    windows.tellServer({ status: "listening", url: "ws://127.0.0.1:7" });
    windows.tellAccepted({ number: 1 });
    const alert = page.getByRole("alert");
    await alert.getByText("This view could not be drawn").waitFor();
    expect(await alert.locator(".problem").innerText()).toBe("Error: no clock");
    await page.getByRole("link", { name: "Run" }).click();
    await alert.waitFor({ state: "detached" });
    await eventually(() => page.title()).toBe("Run · wsrig");
  });
});

describe("the language", () => {
  test("is the browser's", async () => {
    await using shell = await openShell({ locale: "zh-CN" });
    const { page } = shell;
    expect(await page.getByRole("navigation", { name: "视图" }).getByRole("link").allInnerTexts()).toEqual([
      "窗口",
      "运行",
      "报告",
    ]);
    await eventually(() => page.title()).toBe("窗口 · wsrig");
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(shell.problems).toEqual([]);
  });

  test("can be chosen, and stays chosen", async () => {
    await using shell = await openShell();
    const { page } = shell;
    await page.getByLabel("Language").selectOption("中文");
    await page.getByRole("heading", { name: "服务器" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "服务器" }).waitFor();
    await page.getByLabel("语言").selectOption("English");
    await page.getByRole("heading", { name: "Server" }).waitFor();
    expect(shell.problems).toEqual([]);
  });
});

test("the colours change at the press of a button", async () => {
  await using shell = await openShell({ colorScheme: "light" });
  const { page } = shell;
  const ground = (): Promise<unknown> => page.evaluate("getComputedStyle(document.body).backgroundColor");
  expect(await ground()).toBe("rgb(245, 246, 248)");
  await page.getByRole("button", { name: "Colours: Auto. Press to change." }).click();
  await page.getByRole("button", { name: "Colours: Light. Press to change." }).click();
  expect(await ground()).toBe("rgb(16, 20, 25)");
});

test("what is chosen is told by a frame where the system has colours of its own", async () => {
  await using shell = await openShell({ forcedColors: "active" });
  const { page } = shell;
  const frames = (choices: string): Promise<string[]> =>
    page
      .locator(choices)
      .evaluateAll((all) => all.map((one) => `${one.textContent}: ${getComputedStyle(one).outlineStyle}`));
  expect(await frames(".view-links a")).toEqual(["Windows: solid", "Run: none", "Reports: none"]);
  expect(await frames(".windows-choice label")).toEqual(["Server: solid", "Client: none"]);
  // The focus is told apart from that.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await frames(".view-links a")).toEqual(["Windows: double", "Run: none", "Reports: none"]);
  expect(shell.problems).toEqual([]);
});

test("the first Tab reaches a link to the content, then come the views in order", async () => {
  await using shell = await openShell();
  const { page } = shell;
  const focused: unknown[] = [];
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press("Tab");
    focused.push(
      await page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.closest('label')?.querySelector('.visually-hidden')?.textContent ?? document.activeElement.textContent",
      ),
    );
  }
  expect(focused).toEqual([
    "Skip to the content",
    "Windows",
    "Run",
    "Reports",
    "Language",
    "Colours: Auto. Press to change.",
  ]);
});

describe("the two windows", () => {
  test("lie side by side from 1,100 px on", async () => {
    await using shell = await openShell({ viewport: { width: 1_100, height: 900 } });
    expect([await sees(shell.page, "Server"), await sees(shell.page, "Client")]).toEqual([true, true]);
    expect(await shell.page.getByRole("radio", { name: "Client" }).isVisible()).toBe(false);
  });

  test("take turns below that, and keep what was typed", async () => {
    await using shell = await openShell({ viewport: { width: 1_099, height: 900 } });
    const { page } = shell;
    expect([await sees(page, "Server"), await sees(page, "Client")]).toEqual([true, false]);
    await page.getByLabel("Port").fill("9001");
    const window = page.getByRole("group", { name: "Window" });
    await window.getByRole("radio", { name: "Client" }).check();
    expect([await sees(page, "Server"), await sees(page, "Client")]).toEqual([false, true]);
    await page.reload();
    await page.getByRole("heading", { name: "Client", level: 2, exact: true }).waitFor();
    await window.getByRole("radio", { name: "Server" }).check();
    await window.getByRole("radio", { name: "Client" }).check();
    await window.getByRole("radio", { name: "Server" }).check();
    expect([await sees(page, "Server"), await sees(page, "Client")]).toEqual([true, false]);
    expect(shell.problems).toEqual([]);
  });

  test.each([400, 700, 1_100, 1_440, 3_840])("fit into %d px without sideways scrolling", async (width) => {
    await using shell = await openShell({ viewport: { width, height: 900 } });
    const { page, windows } = shell;
    windows.tellServer({ status: "listening", url: "ws://127.0.0.1:41234" });
    windows.tellAccepted({ number: 1, target: `/${"long".repeat(50)}`, subprotocol: "chat".repeat(20) });
    await page.getByRole("checkbox", { name: "Client 1," }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    for (const view of ["Run", "Reports"]) {
      await page.getByRole("navigation").getByRole("link", { name: view }).click();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    }
    expect(shell.problems).toEqual([]);
  });
});

test("a command with --ui has the view of its run alone", async () => {
  const windows = new FakeWindows();
  await using opened = await openConsole(browser, { parts: windows.parts, hello: { mode: "watch" } });
  await eventually(() => opened.page.title()).toBe("Run · wsrig");
  await opened.page.locator('.link-banner[data-link="open"]').waitFor({ state: "attached" });
  expect(await opened.page.getByRole("navigation", { name: "Views" }).count()).toBe(0);
  expect(opened.problems).toEqual([]);
});

const began = {
  kind: "run",
  name: "load",
  command: ["wsrig", "load", "ws://127.0.0.1:9001"],
  startedAt: "2026-01-02T03:04:05.000Z",
  plan: {},
  environment: { os: "linux", cpu: "one", cores: 2, node: "20", memoryBytes: 1 },
  target: { url: "ws://127.0.0.1:9001" },
} as unknown as Extract<LiveEvent, { kind: "began" }>["run"];
