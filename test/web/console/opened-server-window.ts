// A server window in Chromium with a process behind it that does what a test says, and what is seen of it.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { FakeWindows } from "./fake-windows.js";
import { type OpenedConsole, openConsole } from "./open-console.js";

/** A page with its fake process. */
export interface OpenedServerWindow extends OpenedConsole {
  readonly windows: FakeWindows;
}

/** A server window that does not listen. */
export async function openWindow(
  browser: Browser,
  context: BrowserContextOptions = {},
): Promise<OpenedServerWindow> {
  const windows = new FakeWindows();
  const opened = await openConsole(browser, { parts: windows.parts, context });
  await opened.page.getByLabel("Port").waitFor();
  return { ...opened, windows };
}

/** One that listens, with so many clients. */
export async function openListening(browser: Browser, count: number): Promise<OpenedServerWindow> {
  const opened = await openWindow(browser);
  const { page, windows } = opened;
  windows.tellServer({ status: "listening", url: "ws://127.0.0.1:41234" });
  windows.tellAccepted(...Array.from({ length: count }, (_, index) => ({ number: index + 1 })));
  await page.getByRole("checkbox", { name: "Client 1," }).waitFor();
  return opened;
}

/** The table of clients. */
export function clients(page: Page): ReturnType<Page["getByRole"]> {
  return page.getByRole("table", { name: "Clients" });
}

/** The rows that are drawn, cell by cell, but for the time of day. */
export async function drawnRows(page: Page): Promise<string[]> {
  const rows = await clients(page).locator("tbody tr:not(.accepted-gap)").all();
  return Promise.all(
    rows.map(async (row) => (await row.locator("th, td").allInnerTexts()).slice(0, -1).join(" | ")),
  );
}

/** Numbers of the clients that are selected and drawn. */
export async function selected(page: Page): Promise<number[]> {
  return clients(page)
    .locator("tbody input:checked")
    .evaluateAll((boxes) => boxes.map((box) => Number(box.getAttribute("data-conversation"))));
}

/** The name of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent",
  );
}
