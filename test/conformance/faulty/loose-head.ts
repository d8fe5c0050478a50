// The head of an HTTP message as the loose peer reads it: cut at the empty line, with what is wrong about it.

/** A head, broken or not. */
export interface LooseHead {
  readonly startLine: string;
  /** Names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whether a line is no header line, or is folded, or ends without CR. */
  readonly isMalformed: boolean;
  readonly hasSpacesToTrim: boolean;
  readonly bytes: number;
  /** What came behind it. */
  readonly rest: Buffer;
}

/** Collects bytes until the head is complete. */
export class LooseHeadReader {
  readonly #trimsLines: boolean;
  #bytes: Buffer = Buffer.alloc(0);

  /** @param options - `trimsLines`: a folded line is taken for a header of its own, as it must not be. */
  constructor({ trimsLines }: { readonly trimsLines: boolean }) {
    this.#trimsLines = trimsLines;
  }

  /** How many bytes came so far. */
  get bytes(): number {
    return this.#bytes.length;
  }

  push(bytes: Uint8Array): LooseHead | undefined {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const text = this.#bytes.toString("latin1");
    const end = /\r?\n\r?\n/.exec(text.replace(/^\r\n/, "  "));
    if (end === null) return undefined;
    const size = end.index + end[0].length;
    return readHead(text.slice(0, size), this.#bytes.subarray(size), this.#trimsLines);
  }
}

/** All values of a header. */
export function valuesOf(head: LooseHead, name: string): readonly string[] {
  return head.headers.filter(([other]) => other === name).map(([, value]) => value);
}

/** The items of all lines of a header that holds a list, in lower case. */
export function tokensOf(head: LooseHead, name: string): readonly string[] {
  return valuesOf(head, name).flatMap((value) => value.split(",").map((item) => item.trim().toLowerCase()));
}

function readHead(text: string, rest: Buffer, trimsLines: boolean): LooseHead {
  const [startLine = "", ...rawLines] = text.replace(/^\r\n|\r?\n\r?\n$/g, "").split(/\r?\n/);
  const lines = trimsLines ? rawLines.map((line) => line.trim()) : rawLines;
  const headers: [string, string][] = [];
  let isMalformed = /(^|[^\r])\n/.test(text);
  let hasSpacesToTrim = false;
  for (const line of lines) {
    const header = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\t\x20-\x7e\x80-\xff]*)$/.exec(line);
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      isMalformed = true;
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    if (header === null) {
      isMalformed = true;
      const [name = "", value = ""] = line.split(":");
      headers.push([name.trim().toLowerCase(), value.trim()]);
      continue;
    }
    const [, name = "", value = ""] = header;
    hasSpacesToTrim ||= !/^ ?[^\s]*( [^\s]+)*$/.test(value) || !value.startsWith(" ");
    headers.push([name.toLowerCase(), value.trim()]);
  }
  return { startLine, headers, isMalformed, hasSpacesToTrim, bytes: text.length, rest };
}
