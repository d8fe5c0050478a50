// Output on its way into a socket: one write per batch, pieces with a turn of the event loop between, the end last.

import type { Socket } from "node:net";

// Up to this size copying into one array is cheaper than a vectored write.
const maxGatheredBytes = 64 * 1_024;

/**
 * Writes batches of byte arrays to a socket, each batch in one system call as long as the socket takes it.
 *
 * It does not queue behind a full socket: ask {@link SocketWriter.isReady} first, and come back at `onReady`.
 */
export class SocketWriter {
  /** Bytes given to the socket. */
  bytesSent = 0;
  /** Called after each write that the operating system has taken, and after those that the socket's end dropped; looked at when a write begins. */
  onWritten: (() => void) | undefined;
  readonly #socket: Socket;
  readonly #onReady: () => void;
  readonly #highWaterBytes: number;
  #isBlocked = false;
  #pieces: Uint8Array[] = [];
  #nextPiece = 0;
  #pieceBytes = 0;
  #isPieceDue = false;

  constructor(socket: Socket, onReady: () => void) {
    this.#socket = socket;
    this.#onReady = onReady;
    this.#highWaterBytes = socket.writableHighWaterMark;
    socket.on("drain", () => this.#drained());
  }

  /** Whether a batch may be written now. */
  get isReady(): boolean {
    return !this.#isBlocked && this.#pieces.length === 0;
  }

  /** Bytes that the operating system has not yet taken. */
  get bufferedBytes(): number {
    return this.#socket.writableLength + this.#pieceBytes;
  }

  /** Writes a batch. The arrays must not change afterwards. */
  write(chunks: readonly Uint8Array[]): void {
    const [first] = chunks;
    if (first === undefined) return;
    if (chunks.length === 1) this.#writeOne(first);
    else this.#writeMany(chunks);
    // A big write that the operating system took at once leaves nothing behind, though `write` said "false".
    this.#isBlocked = this.#socket.writableLength >= this.#highWaterBytes;
  }

  /** Writes each piece by itself, with a turn of the event loop between. */
  writePieces(pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#pieceBytes += piece.length;
    }
    this.#schedulePiece();
  }

  /** Forgets the pieces that were not yet written: the peer has ended, nothing is worth waiting for. */
  abandonPieces(): void {
    this.#pieces = [];
    this.#nextPiece = 0;
    this.#pieceBytes = 0;
  }

  #writeMany(chunks: readonly Uint8Array[]): void {
    let totalBytes = 0;
    for (const chunk of chunks) totalBytes += chunk.length;
    if (totalBytes <= maxGatheredBytes) {
      this.#writeOne(gather(chunks, totalBytes));
      return;
    }
    this.#socket.cork();
    for (const chunk of chunks) this.#writeOne(chunk);
    this.#socket.uncork();
  }

  #writeOne(bytes: Uint8Array): void {
    this.bytesSent += bytes.length;
    this.#socket.write(bytes, this.onWritten);
  }

  #schedulePiece(): void {
    if (this.#isPieceDue || this.#isBlocked) return;
    this.#isPieceDue = true;
    setImmediate(() => this.#writePiece());
  }

  #writePiece(): void {
    this.#isPieceDue = false;
    const piece = this.#pieces[this.#nextPiece];
    // None: no bytes are no piece, and those of a peer that has ended were abandoned.
    if (piece === undefined || this.#socket.destroyed) return;
    this.#nextPiece++;
    if (this.#nextPiece === this.#pieces.length) {
      this.#pieces = [];
      this.#nextPiece = 0;
    }
    this.#pieceBytes -= piece.length;
    this.#writeOne(piece);
    this.#isBlocked = this.#socket.writableLength >= this.#highWaterBytes;
    if (this.#pieces.length > 0) this.#schedulePiece();
    else if (!this.#isBlocked) this.#onReady();
  }

  #drained(): void {
    this.#isBlocked = false;
    if (this.#pieces.length > 0) this.#schedulePiece();
    else this.#onReady();
  }
}

function gather(chunks: readonly Uint8Array[], totalBytes: number): Buffer {
  const gathered = Buffer.allocUnsafe(totalBytes);
  let offset = 0;
  for (const chunk of chunks) {
    gathered.set(chunk, offset);
    offset += chunk.length;
  }
  return gathered;
}
