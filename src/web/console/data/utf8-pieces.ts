// Bytes as UTF-8 text (RFC 3629), with the bytes that are none in between: nothing is lost, and nothing looks like what it is not.

/** A run of text, bytes that are no UTF-8, or a place where bytes are not known. */
export type PayloadPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "invalid"; readonly bytes: Uint8Array }
  | PayloadCut;

/** Bytes that are not here. */
export interface PayloadCut {
  readonly kind: "cut";
  /** Undefined: nobody knows how many. */
  readonly bytes: number | undefined;
  /** It is all that follows, and left out only because it is long. */
  readonly isRest?: boolean;
}

/** See the file's first line. */
export function utf8Pieces(bytes: Uint8Array): readonly PayloadPiece[] {
  if (bytes.length === 0) return [];
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return [{ kind: "text", text }];
  } catch {
    return brokenPieces(bytes); // Some of it is no UTF-8.
  }
}

/** How many bytes at the end begin a character whose rest would have to follow; 0 to 3. */
export function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return lengthBy(byte) > back && canBegin(bytes, bytes.length - back) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function brokenPieces(bytes: Uint8Array): readonly PayloadPiece[] {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const pieces: PayloadPiece[] = [];
  let at = 0;
  while (at < bytes.length) {
    const isText = characterAt(bytes, at) > 0;
    const from = at;
    while (at < bytes.length && characterAt(bytes, at) > 0 === isText) at += characterAt(bytes, at) || 1;
    const run = bytes.subarray(from, at);
    pieces.push(
      isText ? { kind: "text", text: decoder.decode(run) } : { kind: "invalid", bytes: run.slice() },
    );
  }
  return pieces;
}

/** Length of the whole and right character that begins at a place; 0 where none does. */
function characterAt(bytes: Uint8Array, at: number): number {
  const length = lengthBy(bytes[at] ?? 0xff);
  return length > 0 && at + length <= bytes.length && canBegin(bytes, at) ? length : 0;
}

/** Whether the bytes from a place on may be a character, as far as they go. */
function canBegin(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] ?? 0xff;
  const length = lengthBy(first);
  const second = bytes[at + 1];
  // RFC 3629 §4: no longer forms than needed, no surrogates, nothing above U+10FFFF.
  if (second !== undefined && length > 1) {
    const [least, most] = secondRange[first] ?? [0x80, 0xbf];
    if (second < least || second > most) return false;
  }
  for (let next = at + 2; next < at + length && next < bytes.length; next += 1) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return length > 0;
}

const secondRange: Readonly<Record<number, readonly [least: number, most: number]>> = {
  224: [0xa0, 0xbf],
  237: [0x80, 0x9f],
  240: [0x90, 0xbf],
  244: [0x80, 0x8f],
};

function lengthBy(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  if (first >= 0xf0 && first <= 0xf4) return 4;
  return 0;
}
