// What stands on a page, as tests compare it.

import type { Page } from "playwright-core";

/** Texts without the signs that keep numbers and units together. */
export function plain(text: string | null): string {
  return (text ?? "").replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
}

/** Of all that `selector` finds, as they are shown. */
export async function texts(page: Page, selector: string): Promise<readonly string[]> {
  return (await page.locator(selector).allInnerTexts()).map(plain);
}
