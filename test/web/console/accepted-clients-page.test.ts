// The clients of the server window in a real Chromium, with a process behind it that does what the test says.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../chromium.js";
import { eventually } from "./eventually.js";
import { clients, drawnRows, focused, openListening, openWindow, selected } from "./opened-server-window.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe("the table of clients", () => {
  test("has all that is known of each, and what changes", async () => {
    await using opened = await openWindow(browser);
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
    await using opened = await openListening(browser, 3);
    const { page, windows } = opened;
    windows.tellAccepted({ number: 2, state: "closed" });
    await page.getByLabel("Hide closed").check();
    await clients(page).getByRole("checkbox", { name: "Client 2," }).waitFor({ state: "detached" });
    expect((await drawnRows(page)).map((row) => row[0])).toEqual(["1", "3"]);
    await page.getByLabel("Hide closed").uncheck();
    await clients(page).getByRole("checkbox", { name: "Client 2," }).waitFor();
  });

  test("is sorted by the column whose heading is pressed", async () => {
    await using opened = await openListening(browser, 3);
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
    await using opened = await openListening(browser, 5_000);
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
    await using opened = await openListening(browser, 6);
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
    await using opened = await openListening(browser, 500);
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
    await using opened = await openListening(browser, 1_000);
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
  await using opened = await openListening(browser, 3);
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
    await using opened = await openListening(browser, 3);
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
    await using opened = await openListening(browser, 2);
    const { page, windows } = opened;
    await clients(page).getByRole("checkbox", { name: "Client 1," }).check();
    await page.getByText("Selected (1)").waitFor();
    windows.tellAccepted({ number: 1, state: "closed" });
    await page.getByText("Selected (0)").waitFor();
    await page.getByText("Select clients in the table, or send to all.").waitFor();
    expect(await selected(page)).toEqual([1]);
  });

  test("waits for a server that listens, and for a client", async () => {
    await using opened = await openWindow(browser);
    const { page, windows } = opened;
    await page.getByText("The server does not listen.").waitFor();
    windows.tellServer({ status: "listening", url: "ws://127.0.0.1:41234" });
    await page.getByText("No client is connected.").waitFor();
  });
});
