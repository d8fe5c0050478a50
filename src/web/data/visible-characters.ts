// Makes characters visible that a reader would miss: spaces at the edges, control characters, bidi tricks.

import { says } from "../words/report-words.js";

/** A run of text, or one character that stands for another. */
export type TextPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "sign"; readonly text: string; readonly title: string };

/** How much whitespace is shown: all that could matter in a value, or only what would disturb a title. */
export type WhitespaceMode = "value" | "title";

// Controls, formatting characters (zero-width, bidirectional, byte-order mark), line separators, lone surrogates.
const hiddenCharacter = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const edgeOrDoubleSpace = /^ +| +$| {2,}/;

/** Cuts `text` into pieces. Joining their `text` gives something to read, not the original. */
export function visiblePieces(text: string, mode: WhitespaceMode): readonly TextPiece[] {
  const sources =
    mode === "value" ? [hiddenCharacter.source, edgeOrDoubleSpace.source] : [hiddenCharacter.source];
  const pattern = new RegExp(sources.join("|"), "gu");
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
    pieces.push(...signsFor(match[0]));
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

/** A name where only text can stand: in an option of a list, in what is read aloud. */
export function visibleName(text: string): string {
  return visiblePieces(text, "title")
    .map((piece) => piece.text)
    .join("");
}

function signsFor(found: string): readonly TextPiece[] {
  if (found.startsWith(" ")) {
    return [{ kind: "sign", text: "·".repeat(found.length), title: says.open.spaces(found.length) }];
  }
  const code = found.codePointAt(0) ?? 0;
  const title = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  // A line feed stays a line feed behind its sign, so that the value keeps its lines.
  if (found === "\n") return [{ kind: "sign", text: "↵\n", title }];
  return [{ kind: "sign", text: signOf(code), title }];
}

function signOf(code: number): string {
  if (code === 0x09) return "→";
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
