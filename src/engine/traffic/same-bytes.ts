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
  const end = a.length;
  let difference = 0;
  let i = from;
  // Four a step: the loop itself costs as much as the comparison.
  for (const whole = end - 3; i < whole; i += 4) {
    difference |=
      ((a[i] as number) ^ (b[i] as number)) |
      ((a[i + 1] as number) ^ (b[i + 1] as number)) |
      ((a[i + 2] as number) ^ (b[i + 2] as number)) |
      ((a[i + 3] as number) ^ (b[i + 3] as number));
  }
  for (; i < end; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
