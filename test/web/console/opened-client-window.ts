// The client window in Chromium with a fake process behind it.

import type { Browser, BrowserContextOptions } from "playwright-core";
import { FakeClient } from "./fake-client.js";
import { type OpenedConsole, openConsole } from "./open-console.js";

/** See {@link openClientWindow}. Disposing it closes the page and the process behind it. */
export interface OpenedClientWindow extends OpenedConsole {
  readonly fake: FakeClient;
}

/** Opens the console with a client window that has one tab. */
export async function openClientWindow(
  browser: Browser,
  context: BrowserContextOptions = {},
): Promise<OpenedClientWindow> {
  const made: FakeClient[] = [];
  const opened = await openConsole(browser, {
    parts: (tabs) => {
      made.push(new FakeClient(tabs));
      return made;
    },
    context,
  });
  const [fake] = made;
  if (fake === undefined) throw new TypeError("the user interface made no parts");
  // Before the time of a test is over, so that what was waited for is named.
  opened.page.setDefaultTimeout(15_000);
  // Attached, not seen: where there is room for one window, the server's is shown first.
  await opened.page.locator('[role="tab"]').waitFor({ state: "attached" });
  return { ...opened, fake };
}
