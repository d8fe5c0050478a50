// Output in pieces: each is a TCP write of its own, with a turn of the event loop between.

/** What a {@link PieceQueue} needs. */
export interface PieceQueueOptions {
  /** Writes one piece; gives whether the socket takes more. `undefined` when the socket has gone. */
  readonly write: (piece: Uint8Array) => boolean | undefined;
  /** Called when the last piece was written and the socket takes more. */
  readonly emptied: () => void;
}

/** The pieces of one connection that have not been written. */
export class PieceQueue {
  readonly #options: PieceQueueOptions;
  #pieces: Uint8Array[] = [];
  #next = 0;
  #bytes = 0;
  #isDue = false;

  constructor(options: PieceQueueOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#bytes += piece.length;
    }
  }

  /** Forgets the pieces: the peer has ended, nothing is worth waiting for. */
  abandon(): void {
    this.#pieces = [];
    this.#next = 0;
    this.#bytes = 0;
  }

  /** The socket takes a piece: writes the next one in the next turn. */
  schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => this.#writeNext());
  }

  #writeNext(): void {
    this.#isDue = false;
    const piece = this.#pieces[this.#next];
    // None: no bytes are no piece, and those of a peer that has ended were abandoned.
    if (piece === undefined) return;
    this.#next++;
    if (this.#next === this.#pieces.length) {
      this.#pieces = [];
      this.#next = 0;
    }
    this.#bytes -= piece.length;
    const takesMore = this.#options.write(piece);
    if (takesMore !== true) return;
    if (this.isEmpty) this.#options.emptied();
    else this.schedule();
  }
}
