// A page of the console in Chromium, with everything it must not do written down.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** Disposing it closes its context. */
export interface ConsolePage extends AsyncDisposable {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors and dialogs, in order. */
  readonly problems: readonly string[];
}

/** Opens `url` in a context of its own. */
export async function openConsolePage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
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
  await page.goto(url);
  return {
    page,
    problems,
    [Symbol.asyncDispose]: () => context.close(),
  };
}
