// Foreign text inside Markdown: shown as it is, never read as Markdown, HTML, a mention or an issue number.

import { printable, shorten } from "./printable.js";

const maxCharacters = 500;

/** Text in a monospaced font; a code span where that is safe, else an escaped `<code>` element. */
export function code(text: string): string {
  const visible = printable(shorten(text, maxCharacters));
  if (visible === "") return "<code></code>";
  // In a code span everything is literal, but a backtick ends it, a pipe ends the table cell, and spaces around are lost.
  if (!/[`|\\]|^ | $/.test(visible)) return `\`${visible}\``;
  // GitHub looks for mentions and issue numbers everywhere but in code elements.
  return `<code>${escapeInline(visible)}</code>`;
}

/** Text as part of a sentence, a list item or a table cell. */
export function prose(text: string): string {
  // GitHub looks for @name and #123 in the finished text, where escapes are gone; a comment keeps the two parts apart.
  return escapeInline(printable(shorten(text, maxCharacters))).replace(/[@#]/g, "$&<!-- -->");
}

/** Adds no `#` and no `@`: {@link prose} works on the result. */
function escapeInline(text: string): string {
  return text
    .replace(/[\\`*_[\]~|$]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("://", ":\\//") // No link by itself.
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, -1)}\\.`);
}
