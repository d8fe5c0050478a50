// Bytes of an unfinished message: memory follows what was received, never what a header announced.

const FIRST_BYTES = 1024;
/** Kept by an idle accumulator, so that small fragmented messages do not allocate. */
const KEPT_BYTES = 4096;
/** The size in which buffers are handed from one connection to the next: messages of up to 64 KiB are the common large ones. */
const SPARE_BYTES = 65_536;
const MAX_SPARES = 16;

const noBytes = Buffer.alloc(0);
const spares: Buffer[] = [];

/** Grows by doubling up to a limit. Views stay valid until the next `append` or `clear`. */
export class ByteAccumulator {
  #maxBytes: number;
  #buffer: Buffer = noBytes;
  #length = 0;

  /** @param maxBytes - No more than this is ever reserved; the caller appends no more. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The bytes held already stay, even if they are more. */
  setMaxBytes(bytes: number): void {
    this.#maxBytes = bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Memory held, >= `length`. */
  get reservedBytes(): number {
    return this.#buffer.length;
  }

  append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#buffer.length) this.#grow(needed);
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }

  /** The bytes from `start` to the end. */
  view(start = 0): Uint8Array {
    return this.#buffer.subarray(start, this.#length);
  }

  /** Forgets the bytes, and lets go of memory that is worth sharing. */
  clear(): void {
    this.#length = 0;
    if (this.#buffer.length > KEPT_BYTES) this.#letGo();
  }

  /** Forgets the bytes and lets go of all memory. */
  release(): void {
    this.#length = 0;
    this.#letGo();
  }

  #grow(needed: number): void {
    let capacity = Math.max(FIRST_BYTES, this.#buffer.length * 2);
    while (capacity < needed) capacity *= 2;
    const grown = reserve(Math.max(needed, Math.min(capacity, this.#maxBytes)));
    grown.set(this.view());
    this.#letGo();
    this.#buffer = grown;
  }

  #letGo(): void {
    if (this.#buffer.length === SPARE_BYTES && spares.length < MAX_SPARES) spares.push(this.#buffer);
    this.#buffer = noBytes;
  }
}

function reserve(bytes: number): Buffer {
  const spare = bytes === SPARE_BYTES ? spares.pop() : undefined;
  return spare ?? Buffer.allocUnsafeSlow(bytes);
}
