// Where the payloads of a load come from: one at a time, or the same every time.

/** Which message is asked for. */
export interface PayloadRequest {
  /** Virtual client and connection by their numbers over all workers. */
  readonly client: number;
  readonly connection: number;
  /** Counts the messages of the connection from 0; goes on where a client connects again. */
  readonly seq: number;
  /** Names the message among all of the run: what `{{id}}` becomes. */
  readonly id: number;
  /** µs of the clock. */
  readonly nowUs: number;
}

/** Gives payloads; the same plan, seed and request give the same payload in any worker, at any time, in any order. */
export interface PayloadSource {
  /** The payload of every message, where all are alike: it can be encoded once. Otherwise `undefined`. */
  readonly constant: Uint8Array | undefined;
  /** The payload of one message. Valid until the next call. */
  next(request: PayloadRequest): Uint8Array;
  /** The same payload as text. Only where every payload is text, and text is cheaper to make and send than bytes. */
  nextText?(request: PayloadRequest): string;
}
