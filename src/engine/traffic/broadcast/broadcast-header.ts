// What a published message says of itself, so that any receiver in any worker can time it: 48 hexadecimal digits in front.

import { idDigitsBytes, readIdDigits, writeIdDigits } from "../matching/id-digits.js";
import { messageId, seqLimit } from "../matching/message-id.js";

/** Bytes that the header takes of a payload. */
export const broadcastHeaderBytes = 3 * idDigitsBytes;

/** ```
 * 16 digits: publisher and its message's number | 16: sent, µs of CLOCK_MONOTONIC | 16: due, the same
 * ``` */
export interface BroadcastHeader {
  /** Number of the connection over all workers. */
  readonly publisher: number;
  /** Counts the publisher's messages from 0. */
  readonly seq: number;
  readonly sentAtUs: number;
  readonly dueUs: number;
}

/** Writes it over the first bytes of `payload`, which must have room. Times are rounded to µs. */
export function writeBroadcastHeader(payload: Uint8Array, header: BroadcastHeader): void {
  writeIdDigits(payload, 0, messageId(header.publisher, header.seq));
  writeIdDigits(payload, idDigitsBytes, Math.round(header.sentAtUs));
  writeIdDigits(payload, 2 * idDigitsBytes, Math.round(header.dueUs));
}

/** Reads headers one at a time, without an object for each. */
export class BroadcastHeaderReader implements BroadcastHeader {
  publisher = 0;
  seq = 0;
  sentAtUs = 0;
  dueUs = 0;

  /** Whether `payload` begins with a header, which the fields then hold. */
  read(payload: Uint8Array): boolean {
    const id = readIdDigits(payload, 0);
    this.publisher = Math.floor(id / seqLimit);
    this.seq = id - this.publisher * seqLimit;
    this.sentAtUs = readIdDigits(payload, idDigitsBytes);
    this.dueUs = readIdDigits(payload, 2 * idDigitsBytes);
    // NaN where there is no header, and then in the sum.
    return id + this.sentAtUs + this.dueUs >= 0;
  }
}
