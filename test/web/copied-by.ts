// What a copy button of an opened page puts on the clipboard.

import type { Locator } from "playwright-core";

/** Presses the button; the page's clipboard is replaced, so that the machine's own stays as it is. */
export async function copiedBy(button: Locator): Promise<string> {
  await button.page().evaluate(`
    globalThis.copiedTexts = [];
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: async (text) => void globalThis.copiedTexts.push(text) },
    });
  `);
  await button.click();
  await button.page().waitForFunction("globalThis.copiedTexts.length > 0");
  return button.page().evaluate("globalThis.copiedTexts[0]");
}
