// The id of a message as 16 lower-case hexadecimal digits at a fixed place of its payload: found without parsing.

/** Bytes of an id in a payload. */
export const idDigitsBytes = 16;

const zero = 0x30;
const nine = 0x39;
const a = 0x61;
const f = 0x66;

/** Writes `id` (an integer from 0 to 2^53 - 1) at `offset`, where there must be room. */
export function writeIdDigits(target: Uint8Array, offset: number, id: number): void {
  writeWord(target, offset, Math.floor(id / 0x1_0000_0000));
  writeWord(target, offset + 8, id);
}

/** `id` as it stands in a payload: `000000000000002a`. */
export function idDigits(id: number): string {
  return id.toString(16).padStart(idDigitsBytes, "0");
}

/** The id at `offset`; `NaN` where the payload is too short, has other bytes there, or a number above 2^53 - 1. */
export function readIdDigits(payload: Uint8Array, offset: number): number {
  if (payload.length < offset + idDigitsBytes) return Number.NaN;
  const high = readWord(payload, offset);
  const id = high * 0x1_0000_0000 + readWord(payload, offset + 8);
  return high > 0x1f_ffff ? Number.NaN : id;
}

function writeWord(target: Uint8Array, offset: number, word: number): void {
  let rest = word;
  for (let at = offset + 7; at >= offset; at--) {
    const digit = rest & 15;
    target[at] = digit < 10 ? zero + digit : a - 10 + digit;
    rest >>>= 4;
  }
}

function readWord(payload: Uint8Array, offset: number): number {
  let word = 0;
  for (let at = offset; at < offset + 8; at++) {
    const byte = payload[at] as number;
    if (byte >= zero && byte <= nine) word = word * 16 + byte - zero;
    else if (byte >= a && byte <= f) word = word * 16 + byte - a + 10;
    else return Number.NaN;
  }
  return word;
}
