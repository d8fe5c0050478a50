// A page of the console in Chromium, with everything it must not do written down.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { watchProblems } from "./open-console.js";

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
  const problems = watchProblems(page);
  await page.goto(url);
  return {
    page,
    problems,
    [Symbol.asyncDispose]: () => context.close(),
  };
}
