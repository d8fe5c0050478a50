// Bytes given in hexadecimal, as people read them.

/** One line of a hex dump. */
export interface DumpLine {
  /** Place of its first byte, in hexadecimal: `0010`. */
  readonly offset: string;
  /** In groups of 8 bytes: `48 65 6c 6c 6f`. */
  readonly bytes: string;
  /** The same bytes as ASCII, a dot for all others. */
  readonly ascii: string;
}

/** The bytes of `hex`; a half byte at its end is left out. */
export function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length >> 1 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

/** As UTF-8; what is none shows as U+FFFD. A character that was cut in two at the end is left out where `isCut`. */
export function textOfHex(hex: string, isCut: boolean): string {
  // As a stream, the decoder keeps an unfinished character back.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytesOfHex(hex), { stream: isCut });
}

/** The lines of a hex dump. @param lineBytes - Bytes of a line, 8 or 16. */
export function dumpLines(hex: string, lineBytes = 16): readonly DumpLine[] {
  return dumpLinesOf(bytesOfHex(hex), { lineBytes, from: 0 });
}

/** The lines of a hex dump of bytes that begin at place `from` of a whole. */
export function dumpLinesOf(
  bytes: Uint8Array,
  { lineBytes, from }: { readonly lineBytes: number; readonly from: number },
): readonly DumpLine[] {
  return Array.from({ length: Math.ceil(bytes.length / lineBytes) }, (_, line) => {
    const own = [...bytes.subarray(line * lineBytes, (line + 1) * lineBytes)];
    const pairs = own.map((byte) => byte.toString(16).padStart(2, "0"));
    return {
      offset: (from + line * lineBytes).toString(16).padStart(4, "0"),
      bytes: [pairs.slice(0, 8).join(" "), pairs.slice(8).join(" ")].filter((half) => half !== "").join("  "),
      ascii: own.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
    };
  });
}
