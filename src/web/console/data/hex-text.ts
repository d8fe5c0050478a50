// Bytes as a person types or pastes them: hexadecimal digits, in pairs.

/** What a text of digits means. */
export type HexText =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** `at` counts characters from 0. `strange`: `character` is no digit. `half`: a byte has two digits, and here is one alone. */
  | { readonly kind: "strange"; readonly at: number; readonly character: string }
  | { readonly kind: "half"; readonly at: number };

/**
 * The bytes of digits in either case. Between bytes there may be white space, commas, colons and hyphens, and before each
 * `0x` or `\x`, so that the output of common tools can be pasted: `0x48, 0x65`, `48:65`, `\x48\x65`.
 */
export function readHexText(text: string): HexText {
  const bytes = new Uint8Array(text.length >> 1);
  let count = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isBetweenBytes(code)) {
      at++;
      continue;
    }
    if (isPrefix(text, at)) {
      at += 2;
      continue;
    }
    const high = digitOf(code);
    if (high < 0) return { kind: "strange", at, character: String.fromCodePoint(text.codePointAt(at) ?? 0) };
    const low = digitOf(text.charCodeAt(at + 1));
    if (low < 0) return alone(text, at);
    bytes[count++] = high * 16 + low;
    at += 2;
  }
  return { kind: "bytes", bytes: bytes.slice(0, count) };
}

/** The digit at `at` has no second one: what stands there instead is named, unless bytes may end so. */
function alone(text: string, at: number): HexText {
  const next = text.codePointAt(at + 1);
  if (next === undefined || isBetweenBytes(next)) return { kind: "half", at };
  return { kind: "strange", at: at + 1, character: String.fromCodePoint(next) };
}

function isBetweenBytes(code: number): boolean {
  return code <= 0x20 || code === 0x2c || code === 0x3a || code === 0x2d || code === 0xa0;
}

/** `0x` and `\x`, with a digit after it: `0` is a digit itself. */
function isPrefix(text: string, at: number): boolean {
  const first = text[at];
  if (first !== "0" && first !== "\\") return false;
  return (text[at + 1] === "x" || text[at + 1] === "X") && digitOf(text.charCodeAt(at + 2)) >= 0;
}

/** -1: none. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
