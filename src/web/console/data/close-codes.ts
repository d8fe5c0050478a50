// The close codes that a person may choose from, and what is wrong with one that was typed.

/** Close codes of RFC 6455 §7.4.1 and the IANA registry that may stand in a close frame, in order. */
export const knownCloseCodes = [
  1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
] as const;

/** Known codes, and those that only a program is told: no status, abnormal, TLS handshake. */
export type NamedCloseCode = (typeof knownCloseCodes)[number] | 1005 | 1006 | 1015;

/** What was typed as a close code. */
export type CloseCodeText =
  /** Nothing: a close frame without a code. */
  | { readonly kind: "none" }
  | { readonly kind: "code"; readonly code: number }
  /** `notANumber`: no whole number of four digits. `notOnWire`: never in a close frame (§7.4.1, §7.4.2). */
  | { readonly kind: "notANumber" }
  | { readonly kind: "notOnWire"; readonly code: number };

/** See {@link CloseCodeText}. */
export function readCloseCode(text: string): CloseCodeText {
  const typed = text.trim();
  if (typed === "") return { kind: "none" };
  if (!/^\d{4}$/.test(typed)) return { kind: "notANumber" };
  const code = Number(typed);
  return isWireCode(code) ? { kind: "code", code } : { kind: "notOnWire", code };
}

/** What a code is called, as a key of the words: a name of its own, or the range that it lies in. */
export function closeCodeKey(code: number): NamedCloseCode | "libraries" | "private" | "reserved" {
  const named = [...knownCloseCodes, 1005, 1006, 1015] as const;
  const known = named.find((one) => one === code);
  if (known !== undefined) return known;
  if (code >= 3000 && code <= 3999) return "libraries";
  return code >= 4000 && code <= 4999 ? "private" : "reserved";
}

function isWireCode(code: number): boolean {
  return (knownCloseCodes as readonly number[]).includes(code) || (code >= 3000 && code <= 4999);
}
