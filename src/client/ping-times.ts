// Which ping a pong answers, RFC 6455 §5.5.3.

// A peer that never answers must not make us remember without end.
const maxRemembered = 1_024;

/** When pings were sent, until they are answered. */
export class PingTimes {
  #sent: { readonly payload: string; readonly sentAtUs: number }[] = [];

  /** A ping leaves. */
  sent(payload: Uint8Array, sentAtUs: number): void {
    if (this.#sent.length === maxRemembered) this.#sent.shift();
    this.#sent.push({ payload: keyOf(payload), sentAtUs });
  }

  /**
   * How long the ping with this payload has waited, in µs; `undefined` for a pong that nobody asked for.
   *
   * §5.5.3 lets a peer answer only the latest of several pings, so the earlier ones count as answered too.
   */
  answered(payload: Uint8Array, receivedAtUs: number): number | undefined {
    const key = keyOf(payload);
    const index = this.#sent.findIndex((ping) => ping.payload === key);
    const ping = this.#sent[index];
    if (ping === undefined) return undefined;
    this.#sent.splice(0, index + 1);
    return receivedAtUs - ping.sentAtUs;
  }
}

function keyOf(payload: Uint8Array): string {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString("latin1");
}
