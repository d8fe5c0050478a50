// Views of a chunk, the last one kept: messages of one size that are read into one static buffer have the same view every
// time, and making a view costs as much as decoding a header. One for the process, so that no connection holds its last chunk.

let lastChunk: Uint8Array = new Uint8Array(0);
let lastView = lastChunk;
let lastStart = 0;

/** The bytes of `chunk` from `start` to before `end`, as a view of it. */
export function chunkView(chunk: Uint8Array, start: number, end: number): Uint8Array {
  if (chunk === lastChunk && start === lastStart && lastView.length === end - start) return lastView;
  lastChunk = chunk;
  lastStart = start;
  lastView = chunk.subarray(start, end);
  return lastView;
}
