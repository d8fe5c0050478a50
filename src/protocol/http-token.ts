// The smallest pieces of HTTP's grammar: tokens, field values, comma lists (RFC 9110 §5.6).

const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// RFC 9110 §5.5: visible ASCII, SP, HTAB and obs-text. One char stands for one byte (latin1).
const fieldValuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;
const hostPattern = /^(?:\[[\w.:%~-]+\]|[\w\-.~!$&'()*+,;=%]+)(?::\d*)?$/;

/** Whether `text` may be the value of Host: a host with an optional port (RFC 9110 §7.2), not empty. */
export function isHost(text: string): boolean {
  return hostPattern.test(text);
}

/** Whether `text` is a token: RFC 9110 §5.6.2, the same set of characters as RFC 2616 §2.2, to which RFC 6455 refers. */
export function isToken(text: string): boolean {
  return tokenPattern.test(text);
}

/** Whether `text` may stand in a field value, one char for one byte (RFC 9110 §5.5): no CR, LF, NUL or other control. */
export function isFieldValue(text: string): boolean {
  return fieldValuePattern.test(text);
}

/** `text` without the optional whitespace (SP, HTAB) around it: RFC 9110 §5.6.3. `String.trim` would take U+00A0 too. */
export function trimOws(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isOws(text.charCodeAt(start))) start++;
  while (end > start && isOws(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The elements of a comma list without quoted strings; empty elements do not count (RFC 9110 §5.6.1.2). */
export function splitList(value: string): string[] {
  return value
    .split(",")
    .map(trimOws)
    .filter((element) => element !== "");
}

function isOws(charCode: number): boolean {
  return charCode === 0x20 || charCode === 0x09;
}
