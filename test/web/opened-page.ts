// A page opened from disk in Chromium, with everything it must not do written down.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** See {@link openFromDisk}. Disposing it closes the page and removes the file. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors and dialogs, in order. */
  readonly problems: readonly string[];
  /** Everything the page asked for, but for the file itself and data URLs. */
  readonly requests: readonly string[];
}

/** Writes `html` to a file and opens it by its file:// address. */
export async function openFromDisk(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const folder = await mkdtemp(join(tmpdir(), "wsrig-page-"));
  const file = join(folder, "report.html");
  await writeFile(file, html);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith("data:")) requests.push(request.url());
  });
  await page.goto(address);
  return {
    page,
    problems,
    requests,
    async [Symbol.asyncDispose]() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
