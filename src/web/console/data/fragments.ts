// How a message is cut into frames.

import { maxSendingBytes } from "../../../link/sending.js";

/** What was typed as the size of a fragment. */
export type FragmentSize =
  | { readonly kind: "bytes"; readonly bytes: number }
  /** No whole number from 1 to {@link maxSendingBytes}. */
  | { readonly kind: "mistake" };

/** Reads digits alone: `1e3`, `0x10` and `1.0` are mistakes. */
export function readFragmentSize(text: string): FragmentSize {
  const typed = text.trim();
  const bytes = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
  return bytes >= 1 && bytes <= maxSendingBytes ? { kind: "bytes", bytes } : { kind: "mistake" };
}

/** Frames of a message of `messageBytes`: an empty one has one frame too. */
export function fragmentCount(messageBytes: number, fragmentBytes: number): number {
  return Math.max(1, Math.ceil(messageBytes / fragmentBytes));
}
