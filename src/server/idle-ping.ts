// Finds peers that are gone without a word.

import type { Clock } from "../clock.js";
import type { Connection } from "../connection/connection.js";

interface LastSeen {
  readonly bytesReceived: number;
  /** Bytes that the peer's side of TCP took; grows while it reads, also when nothing new is sent. */
  readonly bytesTaken: number;
  readonly hadBacklog: boolean;
}

/**
 * Pings every connection each `intervalMs` and terminates those that gave no sign of life since the ping before. A sign
 * of life is any byte received, or, from a peer that is not read because of backpressure, any byte that it took.
 */
export class IdlePing {
  readonly #lastSeen = new WeakMap<Connection, LastSeen>();
  readonly #dropped: (connection: Connection) => void;

  constructor(dropped: (connection: Connection) => void) {
    this.#dropped = dropped;
  }

  /** One round over `connections`. */
  sweep(connections: Iterable<Connection>): void {
    for (const connection of connections) {
      if (connection.state !== "open") continue;
      if (this.#isSilent(connection)) {
        this.#dropped(connection);
        connection.terminate();
        continue;
      }
      this.#lastSeen.set(connection, lookAt(connection));
      connection.ping();
    }
  }

  /** Sweeps until `signal` aborts. */
  async run(
    connections: Iterable<Connection>,
    intervalMs: number,
    clock: Clock,
    signal: AbortSignal,
  ): Promise<void> {
    for (let dueUs = clock.nowUs(); !signal.aborted; ) {
      dueUs = Math.max(dueUs, clock.nowUs()) + intervalMs * 1_000;
      try {
        await clock.sleepUntilUs(dueUs, signal);
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      this.sweep(connections);
    }
  }

  #isSilent(connection: Connection): boolean {
    const last = this.#lastSeen.get(connection);
    if (!last) return false;
    const now = lookAt(connection);
    if (now.bytesReceived !== last.bytesReceived) return false;
    return !(last.hadBacklog && now.bytesTaken > last.bytesTaken);
  }
}

function lookAt({ counters, bufferedBytes }: Connection): LastSeen {
  return {
    bytesReceived: counters.bytesReceived,
    bytesTaken: counters.bytesSent - bufferedBytes,
    hadBacklog: bufferedBytes > 0,
  };
}
