// The console in a real Chromium, served as `wsrig ui` does, with everything it must not do written down.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { loadConsolePage } from "../../../src/store/report-page.js";
import type { UserInterfaceOptions } from "../../../src/ui/user-interface.js";
import { openUserInterface, type UserInterface } from "../../../src/ui/user-interface.js";

/** See {@link openConsole}. Disposing it closes the page and the user interface. */
export interface OpenedConsole extends AsyncDisposable {
  readonly page: Page;
  readonly ui: UserInterface;
  /** Console errors and warnings, uncaught errors and dialogs, in order. */
  readonly problems: readonly string[];
}

/** What {@link openConsole} takes. */
export interface OpenConsoleOptions {
  readonly parts: UserInterfaceOptions["parts"];
  readonly hello?: Partial<UserInterfaceOptions["hello"]>;
  readonly context?: BrowserContextOptions;
  /** After the address with its token: `&view=run`. */
  readonly query?: string;
}

const hello: UserInterfaceOptions["hello"] = {
  version: "1.2.3",
  mode: "console",
  behaviours: [
    { path: "/echo", summary: "sends every message back" },
    { path: "/rooms/<name>", summary: "sends every message to all other clients of the same room" },
  ],
  commands: [],
  folder: "reports",
};

/** Opens both. */
export async function openConsole(browser: Browser, options: OpenConsoleOptions): Promise<OpenedConsole> {
  const ui = await openUserInterface({
    page: loadConsolePage(),
    hello: { ...hello, ...options.hello },
    parts: options.parts,
  });
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options.context });
  const page = await context.newPage();
  const problems = watchProblems(page);
  await page.goto(`${ui.url}${options.query ?? ""}`);
  return {
    page,
    ui,
    problems,
    async [Symbol.asyncDispose]() {
      await context.close();
      await ui.close();
    },
  };
}

/** Writes down what a page must not do. */
export function watchProblems(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return problems;
}
