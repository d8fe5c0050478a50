// "The right head, but with this line changed", as data.

/**
 * What is different from a right request or answer; everything that is not named stays.
 *
 * Lines are raw, so that they may be wrong. `{host}`, `{target}`, `{key}` and `{accept}` stand for what the right head has,
 * `{otherCaseAccept}` for the accept with its letters in the other case.
 */
export interface HeadChange {
  readonly startLine?: string | undefined;
  /** Whole lines in the place of the header of that name; an empty list takes it out. */
  readonly lines?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** A line between the start line and the first header. */
  readonly first?: string | undefined;
  /** Lines behind all headers. */
  readonly more?: readonly string[] | undefined;
  /** How the names of all headers are spelled. Default: as they are. */
  readonly names?: "lower" | "upper" | undefined;
  /** Default CRLF. */
  readonly lineEnd?: string | undefined;
  /** Before the start line. */
  readonly before?: string | undefined;
}

/** What the places in braces stand for. */
export type HeadValues = Readonly<
  Partial<Record<"host" | "target" | "key" | "accept" | "otherCaseAccept", string>>
>;

/** `head`, a whole one with its empty line, with `change` made to it. One char is one byte. */
export function changeHead(head: string, change: HeadChange, values: HeadValues = {}): string {
  const { lines = {}, first, more = [], names, lineEnd = "\r\n", before = "" } = change;
  const [startLine = "", ...headers] = head.slice(0, -"\r\n\r\n".length).split("\r\n");
  const wanted = new Map(Object.entries(lines).map(([name, line]) => [name.toLowerCase(), [line].flat()]));
  const changed = [
    change.startLine ?? startLine,
    ...(first === undefined ? [] : [first]),
    ...headers.flatMap((line) => wanted.get(nameOf(line).toLowerCase()) ?? [line]),
    ...more,
  ].map((line, index) => (index === 0 ? line : respelled(line, names)));
  const filled = changed.map((line) =>
    line.replace(
      /\{(host|target|key|accept|otherCaseAccept)\}/g,
      (place, name: keyof HeadValues) => values[name] ?? place,
    ),
  );
  return `${before}${filled.join(lineEnd)}${lineEnd}${lineEnd}`;
}

function nameOf(line: string): string {
  return line.split(":", 1)[0] ?? "";
}

function respelled(line: string, names: HeadChange["names"]): string {
  const name = nameOf(line);
  if (names === undefined) return line;
  return `${names === "lower" ? name.toLowerCase() : name.toUpperCase()}${line.slice(name.length)}`;
}
