// What a stranger says, fit to stand inside our own sentence.

import type { DialResponse } from "./dial-failure.js";

const maxCharacters = 120;
const maxFirstBytes = 32;
// Control and format characters: a stranger's text must not act on a terminal.
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Status, reason phrase and the body's first line, as far as there are any: `503 Service Unavailable: full`. */
export function answerText({ status, statusText, bodyStart }: Omit<DialResponse, "headers">): string {
  const line = firstLine(bodyStart);
  return `${status}${statusText === "" ? "" : ` ${statusText}`}${line === "" ? "" : `: ${line}`}`;
}

/** The first line of `text` that is not blank, its invisible characters as escapes, at most 120 characters; empty when there is none. */
export function firstLine(text: string): string {
  const line = text.trimStart().split(/\r?\n/, 1)[0] ?? "";
  const visible = [...line.trimEnd().replace(invisible, escapeCharacter)];
  if (visible.length <= maxCharacters) return visible.join("");
  return `${visible.slice(0, maxCharacters - 1).join("")}…`;
}

/**
 * The first 32 bytes of all that came, as text with everything unprintable as a dot: to show what a peer speaks that is not HTTP.
 *
 * @param before - What this function gave for the bytes before; empty at first.
 */
export function printableStart(before: string, bytes: Uint8Array): string {
  const missing = maxFirstBytes - before.length;
  if (missing <= 0) return before;
  const text = Buffer.from(bytes.subarray(0, missing)).toString("latin1");
  return before + text.replace(/[^\x20-\x7e]/g, ".");
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\u{${code}}`;
}
