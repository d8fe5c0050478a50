// The secret in the address of a user interface: who has it may do what the person may.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A fresh token: 128 random bits in hexadecimal digits. */
export function newToken(): string {
  return randomBytes(16).toString("hex");
}

/** Whether `given` is `token`, in a time that tells nothing of where they differ. */
export function isSameToken(given: string, token: string): boolean {
  // Digests, because the comparison asks for the same length.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
