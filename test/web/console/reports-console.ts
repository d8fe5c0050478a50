// The console over a folder of reports, in Chromium.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { loadConsolePage } from "../../../src/store/report-page.js";
import { makeReports } from "../../../src/ui/reports/reports-part.js";
import type { Tabs } from "../../../src/ui/ui-part.js";
import { openUserInterface } from "../../../src/ui/user-interface.js";

/** See {@link openReports}. */
export interface OpenedConsole extends AsyncDisposable {
  readonly page: Page;
  readonly tabs: Tabs;
  /** Console errors and warnings, and uncaught errors, in order. */
  readonly problems: readonly string[];
  /** Opens a route by its address, as a bookmark would. */
  goto(route: string): Promise<void>;
}

/** Opens `?view=` and `route` of a console whose reports lie in `folder`. */
export async function openReports(
  browser: Browser,
  folder: string,
  { route = "reports", ...options }: BrowserContextOptions & { readonly route?: string } = {},
): Promise<OpenedConsole> {
  const ui = await openUserInterface({
    page: loadConsolePage(),
    hello: { version: "0.1.0", mode: "console", behaviours: [], commands: [], folder: "reports" },
    parts: () => [makeReports({ folder })],
  });
  const context = await browser.newContext({
    viewport: { width: 1_280, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  const goto = async (to: string): Promise<void> => {
    await page.goto(`${ui.url}&view=${to}`);
  };
  await goto(route);
  return {
    page,
    tabs: ui.tabs,
    problems,
    goto,
    async [Symbol.asyncDispose]() {
      await context.close();
      await ui.close();
    },
  };
}
