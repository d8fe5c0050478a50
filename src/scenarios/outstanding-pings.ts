// Which pong answers which ping, RFC 6455 §5.5.3.

/** A ping's pong. */
export interface PingAnswer {
  /** From the ping sent to the pong received. */
  readonly roundTripUs: number;
  /** False when the pong was that of a later ping, which a peer may answer alone. */
  readonly exact: boolean;
}

/** A wait for a pong that can be given up. */
export interface PingWait {
  /** `undefined` when the connection ended first. */
  readonly pong: Promise<PingAnswer | undefined>;
  cancel(): void;
}

interface Outstanding {
  readonly payload: Uint8Array;
  readonly sentAtUs: number;
  readonly resolve: (answer: PingAnswer | undefined) => void;
}

/** Pings of one connection that wait for their pong, in the order sent. */
export class OutstandingPings {
  #outstanding: Outstanding[] = [];
  #made = 0;
  #ended = false;

  /** 8 bytes that no other ping of this connection has. */
  newPayload(): Uint8Array {
    const payload = new Uint8Array(8);
    new DataView(payload.buffer).setBigUint64(0, BigInt(++this.#made));
    return payload;
  }

  /** A ping was sent: waits for its pong. */
  sent(payload: Uint8Array, sentAtUs: number): PingWait {
    if (this.#ended) return { pong: Promise.resolve(undefined), cancel: () => undefined };
    let resolve: Outstanding["resolve"] = () => undefined;
    const pong = new Promise<PingAnswer | undefined>((settle) => {
      resolve = settle;
    });
    const ping = { payload: payload.slice(), sentAtUs, resolve };
    this.#outstanding.push(ping);
    return {
      pong,
      cancel: () => {
        this.#outstanding = this.#outstanding.filter((other) => other !== ping);
      },
    };
  }

  /** A pong came: settles the ping with its payload and, since a peer may answer only the latest ping, all before it. */
  answered(payload: Uint8Array, receivedAtUs: number): boolean {
    const index = this.#outstanding.findIndex((ping) => Buffer.compare(ping.payload, payload) === 0);
    if (index < 0) return false;
    for (const [at, { sentAtUs, resolve }] of this.#outstanding.splice(0, index + 1).entries()) {
      resolve({ roundTripUs: Math.max(0, receivedAtUs - sentAtUs), exact: at === index });
    }
    return true;
  }

  /** The connection ended: no more pongs. */
  end(): void {
    this.#ended = true;
    for (const { resolve } of this.#outstanding.splice(0)) resolve(undefined);
  }
}
