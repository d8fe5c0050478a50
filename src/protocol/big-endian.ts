// Numbers in network byte order, RFC 6455 §5.2.

/** The unsigned number in the four bytes at `at`, which must be there. */
export function bigEndian32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)) >>>
    0
  );
}
