// Bytes as base64, in which they go to the process.

// A call takes only so many arguments; a multiple of 3 lets parts be joined without padding in between.
const bytesPerPart = 3 * 8_192;

/** Base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesPerPart) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + bytesPerPart))));
  }
  return parts.join("");
}
