// Bytes as spaced hex, as the RFCs print them.

/** `"f2 48"` as bytes. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.split(" ").filter(Boolean), (byte) => Number.parseInt(byte, 16));
}

/** Bytes as `"f2 48"`. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
