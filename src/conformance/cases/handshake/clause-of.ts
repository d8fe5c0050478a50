// The description of a row as a clause, so that the sentence of a verdict says what was special about the head.

/** Names of headers keep their capital inside a sentence. */
const headerName = /^(?:Host|Upgrade|Connection|Sec-WebSocket-\w+)\b/;

/** `The version of HTTP is 1.0.` as `the version of HTTP is 1.0`; `undefined` where the head is right in every way. */
export function clauseOf(description: string): string | undefined {
  if (description.startsWith("A right ")) return undefined;
  const clause = description.replace(/\.$/, "");
  return headerName.test(clause) ? clause : clause.charAt(0).toLowerCase() + clause.slice(1);
}

/** A clause behind a word that joins it to the sentence; nothing without one. */
export function joined(joint: string, clause: string | undefined): string {
  return clause === undefined ? "" : `${joint}${clause}`;
}

/** A clause in parentheses; nothing without one. */
export function aside(clause: string | undefined): string {
  return clause === undefined ? "" : ` (${clause})`;
}
