// What a refusing server says, fit to stand inside our own sentence.

const maxCharacters = 120;
// Control and format characters: a stranger's text must not act on a terminal.
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** The first line of `text` that is not blank, its invisible characters as escapes, at most 120 characters; empty when there is none. */
export function firstLine(text: string): string {
  const line = text.trimStart().split(/\r?\n/, 1)[0] ?? "";
  const visible = [...line.trimEnd().replace(invisible, escapeCharacter)];
  if (visible.length <= maxCharacters) return visible.join("");
  return `${visible.slice(0, maxCharacters - 1).join("")}…`;
}

/** The first 32 bytes as text with everything unprintable as a dot: to show what a peer speaks that is not HTTP. */
export function printableStart(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 32))
    .toString("latin1")
    .replace(/[^\x20-\x7e]/g, ".");
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\u{${code}}`;
}
