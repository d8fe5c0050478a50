// The link of the page in a real Chromium: lost and found again, ended, of another version, told what it does not know.

import { once } from "node:events";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkVersion } from "../../../src/link/process-message.js";
import { launchChromium } from "../chromium.js";
import { eventually } from "./eventually.js";
import { watchProblems } from "./open-console.js";
import { openRawProcess, type RawProcess, type RawTab, rawHello, rawServer } from "./raw-process.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

interface Linked extends AsyncDisposable {
  readonly process: RawProcess;
  readonly page: Page;
  readonly tab: RawTab;
  readonly problems: readonly string[];
}

/** Keeps the timers of the page that are as long as those of its link, and runs them when told to. */
const heldTimers = `(() => {
  const held = [];
  const { setTimeout, clearTimeout } = window;
  let last = 1e9;
  window.setTimeout = (run, ms, ...rest) => {
    if (!(ms >= 250)) return setTimeout(run, ms, ...rest);
    held.push({ id: ++last, ms, run });
    return last;
  };
  window.clearTimeout = (id) => {
    const at = held.findIndex((timer) => timer.id === id);
    if (at >= 0) held.splice(at, 1);
    else clearTimeout(id);
  };
  window.waits = () => held.map(({ ms }) => ms);
  window.runFirst = () => held.shift().run();
})()`;

/** The waits of the page that are under way, in ms. */
function waits(page: Page): Promise<number[]> {
  return page.evaluate<number[]>("waits()");
}

/** A page that is connected, whose waits end only when told to. */
async function openLinked(): Promise<Linked> {
  const process = await openRawProcess();
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems = watchProblems(page);
  await page.addInitScript(heldTimers);
  await page.goto(process.url);
  const tab = await process.nextTab();
  tab.say(rawHello);
  tab.say(rawServer);
  await page.getByRole("heading", { name: "Server" }).waitFor();
  return {
    process,
    page,
    tab,
    problems,
    async [Symbol.asyncDispose]() {
      await context.close();
      await process[Symbol.asyncDispose]();
    },
  };
}

/** What the banner says; empty while all is well. */
function banner(page: Page): Promise<string> {
  return page.locator(".link-banner p").innerText();
}

async function waitForBanner(page: Page, begin: string): Promise<void> {
  await page.locator(".link-banner p", { hasText: begin }).waitFor();
}

describe("a lost process", () => {
  test("is told, looked for after 250 ms, and the page goes on when it is back", async () => {
    await using linked = await openLinked();
    const { page, process, tab } = linked;
    expect(await banner(page)).toBe("");
    tab.socket.terminate();
    await waitForBanner(page, "The connection to wsrig is lost. Trying again");
    expect(await page.getByRole("heading", { name: "Server" }).isVisible()).toBe(true);
    expect(await waits(page)).toEqual([250]);
    expect(process.attempts).toBe(1);
    await page.evaluate("runFirst()");
    const next = await process.nextTab();
    next.say(rawHello);
    next.say({
      kind: "server",
      server: { ...rawServer.server, status: "listening", url: "ws://127.0.0.1:7" },
    });
    await page.getByText("ws://127.0.0.1:7").waitFor();
    expect(await banner(page)).toBe("");
    expect(linked.problems).toEqual([]);
  });

  test("is looked for later and later while it refuses, and at once when asked to", async () => {
    await using linked = await openLinked();
    const { page, process, tab } = linked;
    process.isRefusing = true;
    tab.socket.terminate();
    await waitForBanner(page, "The connection to wsrig is lost");
    for (const [index, waitMs] of [250, 500, 1_000, 2_000].entries()) {
      await eventually(() => waits(page)).toEqual([waitMs]);
      expect(process.attempts).toBe(1 + index);
      await page.evaluate("runFirst()");
    }
    await eventually(() => waits(page)).toEqual([4_000]);
    expect(process.attempts).toBe(5);
    process.isRefusing = false;
    await page.getByRole("button", { name: "Try now" }).click();
    (await process.nextTab()).say(rawHello);
    await page.locator('.link-banner[data-link="open"]').waitFor({ state: "attached" });
    expect(await page.getByRole("button", { name: "Try now" }).count()).toBe(0);
  });

  test("is looked for at once when the reader comes back to the tab", async () => {
    await using linked = await openLinked();
    linked.tab.socket.terminate();
    await waitForBanner(linked.page, "The connection to wsrig is lost");
    await linked.page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await linked.process.nextTab();
    expect(await waits(linked.page)).toEqual([]);
    expect(linked.process.attempts).toBe(2);
  });

  test("fails what was asked of it", async () => {
    await using linked = await openLinked();
    const { page, tab } = linked;
    await page.getByRole("button", { name: "Listen" }).click();
    expect(await tab.nextRequest()).toMatchObject({ kind: "listen", id: 1 });
    tab.socket.terminate();
    await page.getByRole("alert").getByText("This page is not connected to wsrig").waitFor();
  });
});

describe("a process that has ended", () => {
  test("is not looked for any more, and what was shown stays", async () => {
    await using linked = await openLinked();
    const { page, process, tab } = linked;
    tab.socket.close(1001);
    await waitForBanner(page, "wsrig has ended. What is shown here stays as it was");
    expect(await waits(page)).toEqual([]);
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await page.getByRole("button", { name: "Listen" }).click();
    await page.getByRole("alert").getByText("This page is not connected to wsrig").waitFor();
    expect(process.attempts).toBe(1);
    expect(linked.problems).toEqual([]);
  });

  test("is connected with when the page is loaded again and there is one", async () => {
    await using linked = await openLinked();
    linked.tab.socket.close(1001);
    await waitForBanner(linked.page, "wsrig has ended");
    await linked.page.reload();
    (await linked.process.nextTab()).say(rawHello);
    await linked.page.locator('.link-banner[data-link="open"]').waitFor({ state: "attached" });
  });
});

test("a page of another version says so, asks to be loaded again, and does not try by itself", async () => {
  await using linked = await openLinked();
  const { page, process, tab } = linked;
  tab.socket.send(JSON.stringify({ kind: "hello", linkVersion: linkVersion + 1, words: "other" }));
  await waitForBanner(page, "This tab is of another version of wsrig: load it again.");
  expect(await waits(page)).toEqual([]);
  expect(process.attempts).toBe(1);
  await page.getByRole("button", { name: "Load again" }).click();
  (await process.nextTab()).say(rawHello);
  await page.locator('.link-banner[data-link="open"]').waitFor({ state: "attached" });
  expect(linked.problems).toEqual([]);
});

describe("what the page does not know", () => {
  test.each([
    ["no JSON", "{"],
    ["a message that is none", '{"kind":"tell"}'],
  ])("as %s, is passed over, and the page goes on", async (_, text) => {
    await using linked = await openLinked();
    const { page, tab } = linked;
    tab.socket.send(text);
    tab.say({
      kind: "server",
      server: { ...rawServer.server, status: "listening", url: "ws://127.0.0.1:7" },
    });
    await page.getByText("ws://127.0.0.1:7").waitFor();
    expect(await banner(page)).toBe("");
    expect(linked.problems).toEqual([expect.stringContaining("wsrig sent what this page does not know")]);
  });

  test("as an answer, fails its request", async () => {
    await using linked = await openLinked();
    const { page, tab } = linked;
    await page.getByRole("button", { name: "Listen" }).click();
    const { id } = await tab.nextRequest();
    tab.socket.send(JSON.stringify({ kind: "answer", id, problem: "no" }));
    await page.getByRole("alert").getByText("wsrig answered what this page does not know").waitFor();
  });
});

test("a page that is left hangs up without a word, and connects anew when the reader goes back to it", async () => {
  await using linked = await openLinked();
  const { page, process, tab } = linked;
  const closed = once(tab.socket, "close");
  await page.evaluate('dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))');
  await closed;
  expect(await banner(page)).toBe("");
  await page.evaluate('dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))');
  (await process.nextTab()).say(rawHello);
  expect(process.attempts).toBe(2);
  expect(await banner(page)).toBe("");
  expect(linked.problems).toEqual([]);
});
