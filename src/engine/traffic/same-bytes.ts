// Whether an answer is what was sent.

// Up to this length a loop is faster than the call into the native comparison.
const shortBytes = 64;

/** Equal length and bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return sameBytesFrom(0, a, b);
}

/** Equal length, and equal bytes from index `from` on. */
export function sameBytesFrom(from: number, a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  if (a.length - from > shortBytes) {
    return from === 0 ? Buffer.compare(a, b) === 0 : Buffer.compare(a.subarray(from), b.subarray(from)) === 0;
  }
  let difference = 0;
  for (let i = from; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
