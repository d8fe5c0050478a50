// Which language the page speaks: the one that the reader chose, or else the first of the browser's that it knows.

import { en, type Words } from "./en.js";
import { zh } from "./zh.js";

/** Languages of the page, by the first part of their BCP 47 tag. */
export const languages: Readonly<Record<string, Words>> = { en, zh };

const storageKey = "wsrig-language";

/** What is used of a browser; pure parts of the page are tested where there is none. */
interface BrowserGlobals {
  readonly document?: { readonly documentElement: { readonly dataset: Readonly<Record<string, string>> } };
  readonly navigator?: { readonly languages: readonly string[] };
  readonly localStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
  };
}

const browser: BrowserGlobals = globalThis as BrowserGlobals;

/** The words in the first of `preferred` that the page knows, in English when it knows none. */
export function wordsFor(preferred: readonly string[]): Words {
  for (const tag of preferred) {
    const known = languages[tag.split("-")[0]?.toLowerCase() ?? ""];
    if (known !== undefined) return known;
  }
  return en;
}

/** The language that the reader chose; `undefined` where the browser's is taken. */
export function storedLanguage(): string | undefined {
  try {
    return browser.localStorage?.getItem(storageKey) ?? undefined;
  } catch {
    return undefined; // Storage is forbidden, or there is none: the browser's language will do.
  }
}

/** Keeps the choice; the page must be loaded again. */
export function storeLanguage(language: string): void {
  try {
    browser.localStorage?.setItem(storageKey, language);
  } catch {
    // As above.
  }
}

/** The words of this page, chosen once when it is loaded; English outside a page, and on one that is not translated. */
export const words: Words = isTranslated()
  ? wordsFor([storedLanguage() ?? [], browser.navigator?.languages ?? []].flat())
  : en;

/** A page says so itself where all of its words are translated: `<html data-languages>`. */
function isTranslated(): boolean {
  return browser.document?.documentElement.dataset.languages !== undefined;
}
