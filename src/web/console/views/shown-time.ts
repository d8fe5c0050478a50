// When something was, in the language of the page.

import { words } from "../../words/words.js";

// Made once: of thousands of rows each would else make its own.
const format = new Intl.DateTimeFormat(words.language, { dateStyle: "medium", timeStyle: "medium" });

/** An ISO 8601 time as people of the page's language write it, in the time of their place. */
export function shownTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : format.format(time);
}
