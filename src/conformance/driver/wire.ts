// The bytes between driver and peer, as the driver sees them: a socket, or a pair in memory.

/** One TCP connection from the side of the driver. What comes in is handed to the driver by whoever made the wire. */
export interface Wire {
  /**
   * Writes; the bytes are the wire's until `written` is called, which it is even when the connection is lost.
   * Writes that were not told as written never share one system call with a later one.
   */
  write(bytes: Uint8Array, written?: () => void): void;
  /** Sends FIN after what was written. */
  end(): void;
  /** Drops TCP at once. */
  drop(): void;
  /** Drops TCP by RST, without a word of what was sent before. */
  reset(): void;
  /** Reads no more until {@link resume}: the peer feels it as a full window. */
  pause(): void;
  resume(): void;
  /** Bytes written and not yet taken by the system. */
  readonly bufferedBytes: number;
}
