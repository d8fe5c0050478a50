// Text of a stranger made harmless: what a target sends must never act on a terminal or a document.

/**
 * `text` on one line of visible characters: control characters (ANSI escapes, line ends, NUL), lone surrogates and
 * characters that reorder text or show nothing become escapes such as `\n`, `\x1b` or `\u202e`.
 */
export function printable(text: string): string {
  return text.replace(invisible, escapeCharacter);
}

/** At most `maxCharacters`, with an ellipsis that says how long the whole was. Never cuts a surrogate pair. */
export function shorten(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const kept = text.slice(0, maxCharacters).replace(/[\ud800-\udbff]$/, "");
  return `${kept}… (${text.length} characters)`;
}

// Cc, Cf (bidi controls, zero-width, BOM, soft hyphen), line and paragraph separators,
// the two noncharacters that XML forbids, surrogates without their other half.
// With the u flag a class of surrogates matches lone ones only.
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029\ufffe\uffff\ud800-\udfff]/gu;
const shortEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0" };

function escapeCharacter(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
}
