// The last bytes of a stream of messages: what a compressor or an inflater that begins in its middle must know.

/** Keeps references to messages as long as the window reaches into them. */
export class WindowHistory {
  readonly #windowBytes: number;
  #messages: Uint8Array[] = [];
  #bytes = 0;

  /** @param windowBytes - 0: nothing is kept. */
  constructor(windowBytes: number) {
    this.#windowBytes = windowBytes;
  }

  /** @param message - Must stay as it is. */
  add(message: Uint8Array): void {
    if (this.#windowBytes === 0) return;
    this.#messages.push(message);
    this.#bytes += message.length;
    while (this.#bytes - (this.#messages[0] as Uint8Array).length >= this.#windowBytes) {
      this.#bytes -= (this.#messages.shift() as Uint8Array).length;
    }
  }

  /** The window: fewer bytes than it holds when not so many have passed. */
  bytes(): Uint8Array {
    const all = Buffer.concat(this.#messages);
    return all.subarray(Math.max(0, all.length - this.#windowBytes));
  }
}

/** `bytes` as DEFLATE's stored blocks (RFC 1951 §3.2.4): whoever inflates them has them in the window. */
export function storedBlocks(bytes: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 0xffff) {
    const piece = bytes.subarray(at, at + 0xffff);
    const head = Buffer.alloc(5);
    head.writeUInt16LE(piece.length, 1);
    head.writeUInt16LE(piece.length ^ 0xffff, 3);
    blocks.push(head, piece);
  }
  return Buffer.concat(blocks);
}
