// Names of folders in links.

/** A name as one part of a link; half a surrogate pair, which no link can have, becomes U+FFFD. */
export function linkSegment(name: string): string {
  return encodeURIComponent(Buffer.from(name).toString());
}
