// Seeded randomness: a run with the same seed makes the same plan, payloads and mask keys.

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A source of repeatable random numbers. Not for secrets. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [min, max], both included. */
  integer(min: number, max: number): number;
  /** A new array of `length` uniform bytes. */
  bytes(length: number): Uint8Array;
  /** One element of a list that is not empty. */
  pick<T>(items: readonly T[]): T;
  /** An independent source, fixed by this source's seed and `label`, however much was drawn before. */
  fork(label: string | number): Random;
}

/**
 * A source started from `seed`.
 *
 * @param seed - Any integer from 0 to 2^32 - 1; the plan of a run records it.
 */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);
  return {
    next: () => uniformFloat64(generator),
    integer: (min, max) => uniformInt(generator, min, max),
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let i = 0; i < length; i++) bytes[i] = generator.next() & 0xff;
      return bytes;
    },
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError("pick needs a list that is not empty");
      return items[uniformInt(generator, 0, items.length - 1)] as T;
    },
    fork: (label) => seededRandom(hash32(`${seed | 0}/${label}`)),
  };
}

/** A seed for a run whose user named none. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 0x1_0000_0000);
}

/** FNV-1a, 32 bit: spreads labels over seeds; nothing rests on its strength. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
