// A raw DEFLATE stream of Node's zlib, used message by message: its work is done in the thread pool.

import type { DeflateRaw, InflateRaw } from "node:zlib";

/** Why a stream cannot go on: its data are broken, or a final block ended it. */
export class NativeStreamEnded extends Error {
  override readonly name = "NativeStreamEnded";
}

/** Feeds a stream and collects what comes out. One {@link feed} at a time. */
export class NativeStream {
  readonly #stream: DeflateRaw | InflateRaw;
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #fail: ((error: Error) => void) | undefined;
  #ended: Error | undefined;

  /**
   * @param stream - Made with `flush: Z_SYNC_FLUSH`, so that a write gives all that it can.
   * @param maxBytes - More from one {@link feed} ends the stream.
   */
  constructor(stream: DeflateRaw | InflateRaw, maxBytes: number) {
    this.#stream = stream;
    this.#maxBytes = maxBytes;
    stream.on("data", (piece: Buffer) => this.#take(piece));
    stream.on("error", (error) => this.#end(new NativeStreamEnded(error.message, { cause: error })));
    stream.on("close", () => this.#end(new NativeStreamEnded("the stream is closed")));
  }

  /** What `bytes` become. Rejects with {@link NativeStreamEnded}, and then always. */
  feed(bytes: Uint8Array): Promise<Uint8Array> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const readBefore = this.#stream.bytesWritten;
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#stream.write(bytes, (error) => {
        // With an error the events `error` or `close` say why.
        if (error) return;
        // Node takes what follows a final block for garbage and leaves it.
        if (this.#stream.bytesWritten - readBefore < bytes.length) {
          this.#end(new NativeStreamEnded("a final block ended the stream"));
          return;
        }
        this.#fail = undefined;
        const pieces = this.#pieces;
        this.#pieces = [];
        this.#bytes = 0;
        resolve(pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces));
      });
    });
  }

  /** Forgets the window. Not while a {@link feed} is under way. */
  reset(): void {
    if (this.#ended === undefined) this.#stream.reset();
  }

  /** Gives its memory back, when what is under way is done. */
  close(): void {
    this.#stream.close();
  }

  #take(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (this.#bytes > this.#maxBytes) {
      this.#stream.destroy();
      this.#end(new NativeStreamEnded(`more than ${this.#maxBytes} bytes came out`));
    } else this.#pieces.push(piece);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#pieces = [];
    this.#fail?.(this.#ended);
    this.#fail = undefined;
  }
}
