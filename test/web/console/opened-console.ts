// The console in Chromium with parts of a test behind it, and everything it must not do written down.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { loadConsolePage } from "../../../src/store/report-page.js";
import type { Tabs, UiPart } from "../../../src/ui/ui-part.js";
import { openUserInterface } from "../../../src/ui/user-interface.js";

/** See {@link openConsole}. Disposing it closes the page and the process behind it. */
export interface OpenedConsole<Part extends UiPart> extends AsyncDisposable {
  readonly page: Page;
  readonly part: Part;
  /** Console errors and warnings, uncaught errors and dialogs, in order. */
  readonly problems: readonly string[];
}

/** Serves the built page with one part and opens it. */
export async function openConsole<Part extends UiPart>(
  browser: Browser,
  part: (tabs: Tabs) => Part,
  options: BrowserContextOptions = {},
): Promise<OpenedConsole<Part>> {
  const made: Part[] = [];
  const ui = await openUserInterface({
    page: loadConsolePage(),
    hello: { version: "0.0.0", mode: "console", behaviours: [], commands: [], folder: "reports" },
    parts: (tabs) => {
      made.push(part(tabs));
      return made;
    },
  });
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
  const [only] = made;
  if (only === undefined) throw new TypeError("the part was not made");
  return {
    page,
    part: only,
    problems,
    async [Symbol.asyncDispose]() {
      await context.close();
      await ui.close();
    },
  };
}
