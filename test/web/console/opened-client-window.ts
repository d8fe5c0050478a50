// The client window in Chromium with a fake process behind it, and everything the page must not do written down.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { loadConsolePage } from "../../../src/store/report-page.js";
import { openUserInterface } from "../../../src/ui/user-interface.js";
import { FakeClient } from "./fake-client.js";

/** See {@link openClientWindow}. Disposing it closes the page and the process behind it. */
export interface OpenedClientWindow extends AsyncDisposable {
  readonly page: Page;
  readonly fake: FakeClient;
  /** Console errors and warnings, uncaught errors and dialogs, in order. */
  readonly problems: readonly string[];
}

/** Serves the built page with a client window that has one tab, and opens it. */
export async function openClientWindow(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<OpenedClientWindow> {
  const made: FakeClient[] = [];
  const ui = await openUserInterface({
    page: loadConsolePage(),
    hello: { version: "0.0.0", mode: "console", behaviours: [], commands: [], folder: "reports" },
    parts: (tabs) => {
      made.push(new FakeClient(tabs));
      return made;
    },
  });
  const [fake] = made;
  if (fake === undefined) throw new TypeError("the user interface made no parts");
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(ui.url);
  await page.getByRole("tab", { name: "Client 1" }).waitFor();
  return {
    page,
    fake,
    problems,
    async [Symbol.asyncDispose]() {
      await context.close();
      await ui.close();
    },
  };
}
