// The server window in a real Chromium, with a process behind it that does what the test says.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../chromium.js";
import { eventually } from "./eventually.js";
import { FakeWindows, portInUse } from "./fake-windows.js";
import { type OpenedConsole, openConsole } from "./open-console.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

interface Opened extends OpenedConsole {
  readonly windows: FakeWindows;
}

async function openWindow(context: BrowserContextOptions = {}): Promise<Opened> {
  const windows = new FakeWindows();
  const opened = await openConsole(browser, { parts: windows.parts, context });
  await opened.page.getByLabel("Port").waitFor();
  return { ...opened, windows };
}

/** One that listens, with so many clients. */
async function openListening(count: number): Promise<Opened> {
  const opened = await openWindow();
  const { page, windows } = opened;
  windows.tellServer({ status: "listening", url: "ws://127.0.0.1:41234" });
  windows.tellAccepted(...Array.from({ length: count }, (_, index) => ({ number: index + 1 })));
  await page.getByRole("checkbox", { name: "Client 1," }).waitFor();
  return opened;
}

function clients(page: Page): ReturnType<Page["getByRole"]> {
  return page.getByRole("table", { name: "Clients" });
}

/** The rows that are drawn, cell by cell, but for the time of day. */
async function drawnRows(page: Page): Promise<string[]> {
  const rows = await clients(page).locator("tbody tr:not(.accepted-gap)").all();
  return Promise.all(
    rows.map(async (row) => (await row.locator("th, td").allInnerTexts()).slice(0, -1).join(" | ")),
  );
}

/** Numbers of the clients that are selected and drawn. */
async function selected(page: Page): Promise<number[]> {
  return clients(page)
    .locator("tbody input:checked")
    .evaluateAll((boxes) => boxes.map((box) => Number(box.getAttribute("data-conversation"))));
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent",
  );
}

describe("Listen", () => {
  test("asks for what was typed, is disabled then, and Stop appears; Stop turns it back", async () => {
    await using opened = await openWindow();
    const { page, windows } = opened;
    const listen = page.getByRole("button", { name: "Listen" });
    const stop = page.getByRole("button", { name: "Stop" });
    expect(await stop.count()).toBe(0);
    await page.getByLabel("Port").fill("9001");
    await page.getByLabel("Behaviour").selectOption("/rooms/<name>");
    await page.getByLabel("name", { exact: true }).fill("blue sky");
    await page.getByLabel("Parameters").fill("self=1");
    await page.getByLabel("Subprotocols").fill("chat, superchat");
    await page.getByRole("radio", { name: "wss" }).check();
    await page.getByLabel("Compression").uncheck();
    await listen.click();
    await page.getByText("wss://127.0.0.1:9001").waitFor();
    expect(windows.listened).toEqual([
      {
        port: 9_001,
        behaviour: "/rooms/blue%20sky?self=1",
        secure: true,
        compression: false,
        subprotocols: ["chat", "superchat"],
      },
    ]);
    expect(await listen.isDisabled()).toBe(true);
    expect(await page.getByLabel("Port").isDisabled()).toBe(true);
    expect(await page.getByRole("status").getByText("Listening").isVisible()).toBe(true);
    await eventually(() => focused(page)).toBe("Address wss://127.0.0.1:9001");
    await stop.click();
    await stop.waitFor({ state: "detached" });
    expect(await listen.isEnabled()).toBe(true);
    await eventually(() => focused(page)).toBe("Listen");
    expect(await page.getByLabel("Port").inputValue()).toBe("9001");
    expect(opened.problems).toEqual([]);
  });

  test("is disabled while the server starts, and Stop is there", async () => {
    await using opened = await openWindow();
    const { page, windows } = opened;
    windows.isSlow = true;
    await page.getByRole("button", { name: "Listen" }).click();
    await page.getByRole("status").getByText("Starting …").waitFor();
    expect(await page.getByRole("button", { name: "Listen" }).isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Stop" }).isEnabled()).toBe(true);
  });

  test("is what Enter in the field of the port does; an empty port is a free one", async () => {
    await using opened = await openWindow();
    const { page, windows } = opened;
    await page.getByLabel("Port").fill("");
    await page.getByLabel("Port").press("Enter");
    await page.getByText("ws://127.0.0.1:41234").waitFor();
    expect(windows.listened.map(({ port }) => port)).toEqual([0]);
  });

  test("shows what the process says of the port beside the port, with the focus there", async () => {
    await using opened = await openWindow();
    const { page, windows } = opened;
    const port = page.getByLabel("Port");
    windows.failing = portInUse(80);
    await port.fill("80");
    await page.getByRole("button", { name: "Listen" }).click();
    const problem = page.locator(".field-port .field-problem");
    await problem.waitFor();
    expect(await problem.innerText()).toBe("port 80 is in use by another program. Choose another port.");
    expect(await port.getAttribute("aria-invalid")).toBe("true");
    expect(await port.getAttribute("aria-describedby")).toBe(await problem.getAttribute("id"));
    await eventually(() => focused(page)).toBe("Port");
    await port.fill("8080");
    await problem.waitFor({ state: "detached" });
    expect(opened.problems).toEqual([]);
  });

  test("asks for nothing with a port that is none, or without a part of the path", async () => {
    await using opened = await openWindow();
    const { page, windows } = opened;
    await page.getByLabel("Port").fill("65536");
    await page.getByLabel("Port").press("Enter");
    await page.getByText("Give a whole number from 0 to 65535.").waitFor();
    await page.getByLabel("Port").fill("0");
    await page.getByLabel("Behaviour").selectOption("/rooms/<name>");
    await page.getByRole("button", { name: "Listen" }).click();
    await page.getByText("Give one: it is part of the path.").waitFor();
    await eventually(() => focused(page)).toBe("name");
    expect(windows.listened).toEqual([]);
  });

  test("in one tab is seen in the other, with its options", async () => {
    await using opened = await openWindow();
    const other = await opened.page.context().newPage();
    await other.goto(opened.ui.url);
    await other.getByLabel("Port").fill("9002");
    await other.getByRole("button", { name: "Listen" }).click();
    await opened.page.getByText("ws://127.0.0.1:9002").waitFor();
    expect(await opened.page.getByLabel("Port").inputValue()).toBe("9002");
    expect(await opened.page.getByRole("button", { name: "Listen" }).isDisabled()).toBe(true);
  });

  test("copies its address", async () => {
    await using opened = await openWindow({ permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = opened;
    await page.getByRole("button", { name: "Listen" }).click();
    await page.getByRole("button", { name: "Copy address" }).click();
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("ws://127.0.0.1:41234");
  });
});

describe("the table of clients", () => {
  test("has all that is known of each, and what changes", async () => {
    await using opened = await openWindow();
    const { page, windows } = opened;
    expect(await page.getByText("Clients that connect appear here.").isVisible()).toBe(true);
    windows.tellServer({ status: "listening", url: "ws://127.0.0.1:41234" });
    await page.getByText("No client has connected yet.").waitFor();
    windows.tellAccepted({ number: 1, target: "/chat", subprotocol: "v1" }, { number: 2 });
    windows.tellAccepted({
      number: 1,
      messagesReceived: 1_234,
      messagesSent: 5,
      bytesReceived: 65_536,
      bytesSent: 10,
      pingUs: 1_234,
    });
    const closed = { code: 1_001, reason: "bye\u202e", wasClean: true, initiatedBy: "peer" } as const;
    windows.tellAccepted({ number: 2, state: "closed", closed });
    await page.getByText("Closed 1001").waitFor();
    expect(await drawnRows(page)).toEqual([
      "1 | 127.0.0.1:40001 | Open | 1,234 / 5 | 64 KiB / 10 B | 1.23 ms | /chat | v1",
      "2 | 127.0.0.1:40002 | Closed 1001 bye\\u202e | 0 / 0 | 0 B / 0 B | – | / | –",
    ]);
    expect(await page.locator(".server-counts li").allInnerTexts()).toEqual([
      "1 connected",
      "2 accepted",
      "0 refused",
    ]);
    expect(opened.problems).toEqual([]);
  });

  test("hides closed clients when asked", async () => {
    await using opened = await openListening(3);
    const { page, windows } = opened;
    windows.tellAccepted({ number: 2, state: "closed" });
    await page.getByLabel("Hide closed").check();
    await clients(page).getByRole("checkbox", { name: "Client 2," }).waitFor({ state: "detached" });
    expect((await drawnRows(page)).map((row) => row[0])).toEqual(["1", "3"]);
    await page.getByLabel("Hide closed").uncheck();
    await clients(page).getByRole("checkbox", { name: "Client 2," }).waitFor();
  });

  test("is sorted by the column whose heading is pressed", async () => {
    await using opened = await openListening(3);
    const { page, windows } = opened;
    windows.tellAccepted({ number: 2, messagesSent: 9 }, { number: 3, messagesSent: 4 });
    await page.getByText("0 / 9").waitFor();
    const numbers = async (): Promise<string> => (await drawnRows(page)).map((row) => row[0]).join("");
    await clients(page).getByRole("button", { name: "Messages in / out" }).click();
    expect(await numbers()).toBe("132");
    await clients(page).getByRole("button", { name: "Messages in / out" }).click();
    expect(await numbers()).toBe("231");
    const heading = clients(page).getByRole("columnheader", { name: "Messages in / out" });
    expect(await heading.getAttribute("aria-sort")).toBe("descending");
  });

  test("of 5,000 clients draws those in view, and scrolls to the last", async () => {
    await using opened = await openListening(5_000);
    const { page, windows } = opened;
    const table = clients(page);
    expect(await table.getAttribute("aria-rowcount")).toBe("5001");
    expect(await table.locator("tbody tr").count()).toBeLessThan(40);
    await page.evaluate("document.querySelector('.accepted-scroll').scrollTop = 1e9");
    await table.getByRole("checkbox", { name: "Client 5000," }).waitFor();
    expect(await table.locator("tbody tr").count()).toBeLessThan(40);
    const row = table.locator("tbody tr", { has: page.getByRole("checkbox", { name: "Client 5000," }) });
    expect(await row.getAttribute("aria-rowindex")).toBe("5001");
    // A change of all of them is drawn within one task that is not felt.
    windows.tellAccepted(
      ...Array.from({ length: 5_000 }, (_, index) => ({ number: index + 1, messagesSent: 7 })),
    );
    await row.getByText("0 / 7").waitFor();
    expect(opened.problems).toEqual([]);
  });
});

describe("the selection", () => {
  test("grows by checkboxes and by Shift, and survives changes and the order", async () => {
    await using opened = await openListening(6);
    const { page, windows } = opened;
    await clients(page).getByRole("checkbox", { name: "Client 2," }).click();
    await clients(page)
      .getByRole("checkbox", { name: "Client 4," })
      .click({ modifiers: ["Shift"] });
    expect(await selected(page)).toEqual([2, 3, 4]);
    windows.tellAccepted({ number: 3, messagesSent: 1 }, { number: 7 });
    await page.getByText("0 / 1").waitFor();
    await clients(page).getByRole("button", { name: "ID" }).click();
    expect(await selected(page)).toEqual([4, 3, 2]);
    await clients(page).getByRole("checkbox", { name: "Client 3," }).click();
    expect(await selected(page)).toEqual([4, 2]);
    expect(opened.problems).toEqual([]);
  });

  test("takes all, those that are not drawn too, and lets all go", async () => {
    await using opened = await openListening(500);
    const { page } = opened;
    const all = clients(page).getByRole("checkbox", { name: "Select all clients" });
    await all.check();
    await page.getByText("Selected (500)").waitFor();
    await clients(page).getByRole("checkbox", { name: "Client 1," }).uncheck();
    await page.getByText("Selected (499)").waitFor();
    const isPart = "document.querySelector('.accepted thead input').indeterminate";
    expect(await page.evaluate(isPart)).toBe(true);
    await all.click();
    await all.click();
    await page.getByText("Selected (0)").waitFor();
  });

  test("is made by keys: arrows move, the space key selects, Shift reaches on, the focus stays", async () => {
    await using opened = await openListening(1_000);
    const { page } = opened;
    await clients(page).getByRole("checkbox", { name: "Client 1," }).focus();
    await page.keyboard.press("ArrowDown");
    await eventually(() => focused(page)).toBe("Client 2, 127.0.0.1:40002");
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    expect(await selected(page)).toEqual([2, 3, 4]);
    await page.keyboard.press("End");
    await eventually(() => focused(page)).toBe("Client 1000, 127.0.0.1:41000");
    // Its row is scrolled away and not drawn any more: the list keeps the focus, and the keys go on from where they were.
    await page.evaluate("document.querySelector('.accepted-scroll').scrollTop = 0");
    await clients(page).getByRole("checkbox", { name: "Client 1," }).waitFor();
    await eventually(() => focused(page)).toBe("Clients");
    await page.keyboard.press("ArrowUp");
    await eventually(() => focused(page)).toBe("Client 999, 127.0.0.1:40999");
    await page.keyboard.press("Control+a");
    await page.getByText("Selected (1,000)").waitFor();
    expect(opened.problems).toEqual([]);
  });
});

test("what was typed, selected and sorted is there again after another view", async () => {
  await using opened = await openListening(3);
  const { page, windows } = opened;
  await clients(page).getByRole("checkbox", { name: "Client 2," }).check();
  await clients(page).getByRole("button", { name: "ID" }).click();
  windows.tellServer({ status: "stopped" });
  await page.getByLabel("Port").fill("9003");
  await page.getByRole("link", { name: "Run" }).click();
  await clients(page).waitFor({ state: "detached" });
  windows.tellAccepted({ number: 4 });
  await page.getByRole("link", { name: "Windows" }).click();
  await clients(page).getByRole("checkbox", { name: "Client 4," }).waitFor();
  expect(await selected(page)).toEqual([2]);
  expect((await drawnRows(page)).map((row) => row[0])).toEqual(["4", "3", "2", "1"]);
  expect(await page.getByLabel("Port").inputValue()).toBe("9003");
  expect(opened.problems).toEqual([]);
});

describe("what is sent", () => {
  test("goes to all until clients are selected, then to those, and to all again only when chosen", async () => {
    await using opened = await openListening(3);
    const { page, windows } = opened;
    const sendTo = page.getByRole("group", { name: "Send to" });
    const send = page.locator(".server-window").getByRole("button", { name: "Send", exact: true });
    const text = page.locator(".server-window textarea");
    const type = async (typed: string): Promise<void> => {
      await text.fill(typed);
      await send.click();
      await eventually(() => text.inputValue()).toBe("");
    };
    await type("to all");
    await clients(page).getByRole("checkbox", { name: "Client 3," }).check();
    await clients(page).getByRole("checkbox", { name: "Client 1," }).check();
    await type("to two");
    await clients(page).getByRole("checkbox", { name: "Client 1," }).uncheck();
    await clients(page).getByRole("checkbox", { name: "Client 3," }).uncheck();
    await page.getByText("Select clients in the table, or send to all.").waitFor();
    expect(await send.isDisabled()).toBe(true);
    await sendTo.getByRole("radio", { name: "All (3)" }).check();
    await type("to all again");
    expect(windows.sent.map(({ to, what }) => [to, "text" in what && what.text])).toEqual([
      ["allAccepted", "to all"],
      [[1, 3], "to two"],
      ["allAccepted", "to all again"],
    ]);
    expect(opened.problems).toEqual([]);
  });

  test("does not go to a selected client that has closed", async () => {
    await using opened = await openListening(2);
    const { page, windows } = opened;
    await clients(page).getByRole("checkbox", { name: "Client 1," }).check();
    await page.getByText("Selected (1)").waitFor();
    windows.tellAccepted({ number: 1, state: "closed" });
    await page.getByText("Selected (0)").waitFor();
    await page.getByText("Select clients in the table, or send to all.").waitFor();
    expect(await selected(page)).toEqual([1]);
  });

  test("waits for a server that listens, and for a client", async () => {
    await using opened = await openWindow();
    const { page, windows } = opened;
    await page.getByText("The server does not listen.").waitFor();
    windows.tellServer({ status: "listening", url: "ws://127.0.0.1:41234" });
    await page.getByText("No client is connected.").waitFor();
  });
});
