// Where a client's mask keys come from, RFC 6455 §5.3.

import { randomFillSync } from "node:crypto";
import type { Random } from "../random.js";

/** `random`: an unpredictable key for each frame. `fixed`: always the same legal key, for bytes that must repeat. */
export type MaskKeyKind = "random" | "fixed";

/** The key of `fixed`: the one of the RFC's own example (§5.7). */
export const fixedMaskKey = 0x37fa213d;

/** A function that gives the next key, an unsigned 32-bit number; from `random` when one is given, else from the system. */
export function maskKeySource(kind: MaskKeyKind = "random", random?: Random): () => number {
  if (kind === "fixed") return () => fixedMaskKey;
  if (random !== undefined) return () => random.integer(0, 0xffff_ffff);
  return nextSystemKey;
}

// One call of the system's generator gives the keys of 2,048 frames of all connections: a call costs more than a frame.
const pool = new Uint32Array(2_048);
let used = pool.length;

function nextSystemKey(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool[used++] as number;
}
