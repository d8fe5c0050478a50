// The payload of a ping says when it was sent, so that its pong can be timed without a note of it anywhere.

import { idDigitsBytes, readIdDigits, writeIdDigits } from "../matching/id-digits.js";

/** Writes the time that a ping leaves; the same payload serves all pings of that time. */
export class PingPayload {
  readonly #bytes = new Uint8Array(idDigitsBytes);
  #sentAtUs = Number.NaN;

  /** Valid until the next call: the connection copies it. */
  at(nowUs: number): Uint8Array {
    if (nowUs !== this.#sentAtUs) {
      this.#sentAtUs = nowUs;
      writeIdDigits(this.#bytes, 0, nowUs);
    }
    return this.#bytes;
  }
}

/** When the ping of a pong was sent, µs; `NaN` for a pong that answers none of ours. */
export function pingTimeOf(payload: Uint8Array): number {
  return payload.length === idDigitsBytes ? readIdDigits(payload, 0) : Number.NaN;
}
