// Unsigned numbers in network byte order, RFC 6455 §5.2: those at `at`, whose bytes must be there.

/** Of two bytes. */
export function bigEndian16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/** Of four bytes. */
export function bigEndian32(bytes: Uint8Array, at: number): number {
  return ((bigEndian16(bytes, at) << 16) | bigEndian16(bytes, at + 2)) >>> 0;
}

/** Of eight bytes; the nearest number beyond 2^53. */
export function bigEndian64(bytes: Uint8Array, at: number): number {
  return bigEndian32(bytes, at) * 0x1_0000_0000 + bigEndian32(bytes, at + 4);
}
