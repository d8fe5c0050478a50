// Whether an answer is what was sent.

// Up to this length a loop is faster than the call into the native comparison.
const shortBytes = 64;

/** Equal length and bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  if (a.length > shortBytes) return Buffer.compare(a, b) === 0;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
