// What a load sends: printable text or bytes of a given size, the same in every run of a seed.

import type { MessageKind } from "../../../protocol/opcodes.js";
import type { Random } from "../../../random.js";

const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

/** A payload of exactly `bytes` bytes: ASCII for text (valid UTF-8, one byte a character), any byte for binary. */
export function makePayload(kind: MessageKind, bytes: number, random: Random): Uint8Array {
  const payload = random.bytes(bytes);
  if (kind === "binary") return payload;
  for (let i = 0; i < bytes; i++) payload[i] = alphabet.charCodeAt((payload[i] as number) & 63);
  return payload;
}
