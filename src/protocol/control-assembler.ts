// Payload of one control frame that TCP may have cut: at most 125 bytes (RFC 6455 §5.5).

const MAX_CONTROL_BYTES = 125;

/** Puts a control frame's pieces together; a payload that comes in one piece is passed on without a copy. */
export class ControlAssembler {
  #buffer: Buffer | undefined;
  #length = 0;

  /** Bytes held of an unfinished control frame. */
  get length(): number {
    return this.#length;
  }

  /** Takes the next piece; gives the whole payload, a view valid until the next call, with the last. */
  add(piece: Uint8Array, isLast: boolean): Uint8Array | undefined {
    if (isLast && this.#length === 0) return piece;
    this.#buffer ??= Buffer.allocUnsafeSlow(MAX_CONTROL_BYTES);
    this.#buffer.set(piece, this.#length);
    this.#length += piece.length;
    if (!isLast) return undefined;
    const payload = this.#buffer.subarray(0, this.#length);
    this.#length = 0;
    return payload;
  }
}
