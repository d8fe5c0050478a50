// Views of a chunk, kept: making one costs as much as decoding a header, and messages of one size that are read into one static
// buffer lie at the same places again and again.

const noBytes: Uint8Array = new Uint8Array(0);

/** A power of two: the low bits of where a view begins are its slot. */
const slots = 2_048;
const keptViews = new Array<Uint8Array>(slots).fill(noBytes);
const keptStarts = new Int32Array(slots).fill(-1);

let staticBuffer = noBytes;
let lastChunk = noBytes;
let isLastStatic = false;
let lastView = noBytes;
let lastStart = 0;

/** Says that chunks at the start of `buffer` come again and again as long as the process lives, so that views of it are kept. */
export function keepViewsOf(buffer: Uint8Array): void {
  staticBuffer = buffer;
  keptStarts.fill(-1);
  lastChunk = noBytes;
}

/**
 * The bytes of `chunk` from `start` to before `end`, as a view of it. Of any chunk but those of the static buffer only the last
 * view is kept, so that no connection holds on to its last chunk.
 */
export function chunkView(chunk: Uint8Array, start: number, end: number): Uint8Array {
  if (chunk !== lastChunk) {
    lastChunk = chunk;
    lastStart = -1;
    isLastStatic = chunk.buffer === staticBuffer.buffer && chunk.byteOffset === staticBuffer.byteOffset;
  }
  if (isLastStatic) return keptView(start, end);
  if (start === lastStart && lastView.length === end - start) return lastView;
  lastStart = start;
  lastView = chunk.subarray(start, end);
  return lastView;
}

function keptView(start: number, end: number): Uint8Array {
  const slot = start & (slots - 1);
  const known = keptViews[slot] as Uint8Array;
  if (keptStarts[slot] === start && known.length === end - start) return known;
  const view = staticBuffer.subarray(start, end);
  keptViews[slot] = view;
  keptStarts[slot] = start;
  return view;
}
