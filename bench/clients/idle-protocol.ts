// What the scale benchmark and its workers tell each other.

/** From the harness to a worker, in this order. A worker ends when its harness does. */
export type IdleOrder =
  | {
      readonly kind: "open";
      readonly url: string;
      readonly connections: number;
      /** Taken in turns, so that no address runs short of ports. */
      readonly localAddresses: readonly string[];
      readonly handshakesAtOnce: number;
    }
  /** Pings every connection once an interval, spread evenly over it. */
  | { readonly kind: "ping"; readonly intervalMs: number; readonly intervals: number };

/** From a worker to the harness: the answer to its start and to each order. */
export type IdleReport =
  | { readonly kind: "ready"; readonly rssBytes: number }
  | {
      readonly kind: "opened";
      readonly opened: number;
      /** Why the others did not open, each reason once. */
      readonly failures: readonly string[];
      readonly rssBytes: number;
    }
  | {
      readonly kind: "pinged";
      readonly pings: number;
      readonly pongs: number;
      /** Connections that answered every ping. */
      readonly complete: number;
      /** Connections that ended before the last ping. */
      readonly ended: number;
      /** Sent less due. */
      readonly latenessP99Ms: number;
      readonly latenessMaxMs: number;
      readonly rssBytes: number;
    };
