// What the scale benchmark and its workers tell each other.

/** From the harness to a worker. A worker ends when its harness does. */
export interface IdleOrder {
  readonly url: string;
  readonly connections: number;
  /** Taken in turns, so that no address runs short of ports. */
  readonly localAddresses: readonly string[];
  readonly handshakesAtOnce: number;
  /** Every connection is pinged once an interval. */
  readonly intervalMs: number;
  readonly intervals: number;
}

/** From a worker to the harness: at its start, when all connections are open, and when all intervals are over. */
export type IdleReport =
  | { readonly kind: "ready"; readonly rssBytes: number }
  | {
      readonly kind: "opened";
      readonly opened: number;
      /** From the order to the last open connection. */
      readonly openMs: number;
      /** Why the others did not open, each reason once. */
      readonly failures: readonly string[];
      readonly rssBytes: number;
    }
  | {
      readonly kind: "pinged";
      readonly pings: number;
      readonly pongs: number;
      /** Pings without a pong. */
      readonly unanswered: number;
      /** Connections that ended before the last ping. */
      readonly ended: number;
      /** How long the event loop was held up: the worst second's p99. */
      readonly heldUpMaxMs: number;
      readonly rssBytes: number;
    };
