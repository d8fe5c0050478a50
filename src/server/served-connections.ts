// The connections of a reference server, each under its behaviour.

import type { CloseOutcome, Connection } from "../connection/connection.js";
import { type Random, seededRandom } from "../random.js";
import { Audiences } from "./behaviours/audience.js";
import type { AttachBehaviour } from "./behaviours/behaviour.js";
import { IdlePing } from "./idle-ping.js";
import type { ResolvedServerOptions } from "./reference-server-options.js";
import type { ServerEvent } from "./server-event.js";
import type { StatsRecorder } from "./server-stats.js";

/** What a client asked for, and what it gets. */
export interface ServedRequest {
  /** Without the query. */
  readonly path: string;
  /** `address:port`. */
  readonly peer: string;
  readonly attach: AttachBehaviour;
}

/** All open connections; iterates over them. */
export class ServedConnections implements Iterable<Connection> {
  readonly #settings: ResolvedServerOptions;
  readonly #stats: StatsRecorder;
  readonly #audiences: Audiences;
  readonly #random: Random;
  readonly #open = new Set<Connection>();
  #lastId = 0;

  constructor(settings: ResolvedServerOptions, stats: StatsRecorder) {
    this.#settings = settings;
    this.#stats = stats;
    this.#random = seededRandom(settings.seed);
    this.#audiences = new Audiences({
      clock: settings.clock,
      limits: settings.audienceLimits,
      peerDropped: () => stats.slowPeerDropped(),
    });
  }

  get size(): number {
    return this.#open.size;
  }

  [Symbol.iterator](): Iterator<Connection> {
    return this.#open.values();
  }

  /** Puts an open connection under its behaviour, and begins to read from it. */
  serve(connection: Connection, { path, peer, attach }: ServedRequest): void {
    const { clock, onEvent } = this.#settings;
    this.#lastId += 1;
    const id = this.#lastId;
    const openedAtUs = clock.nowUs();
    this.#open.add(connection);
    this.#stats.opened(connection);
    const { subprotocol, extensions } = connection;
    onEvent({ event: "opened", connection: id, path, peer, subprotocol, extensions });

    const session = attach(connection, { clock, random: this.#random.fork(id), audiences: this.#audiences });
    const { listener } = session;
    connection.setListener({
      messageReceived(message, receivedAtUs) {
        // Once we have begun to close there is nothing to answer with.
        if (connection.state === "open") listener.messageReceived?.(message, receivedAtUs);
      },
      closed: (outcome) => {
        this.#open.delete(connection);
        this.#stats.closed(connection);
        listener.closed?.(outcome);
        const durationMs = Math.round((clock.nowUs() - openedAtUs) / 1_000);
        onEvent(closedEvent({ id, path, durationMs, connection, outcome }));
      },
    });
    if (connection.state === "open") session.opened?.();
  }

  /** Pings from now on until `signal` aborts, when the option `idlePingMs` is set. */
  startIdlePing(signal: AbortSignal): void {
    const { idlePingMs, clock } = this.#settings;
    if (idlePingMs === undefined) return;
    const idlePing = new IdlePing(() => this.#stats.idlePeerDropped());
    void idlePing.run(this.#open, idlePingMs, clock, signal);
  }
}

function closedEvent(ended: {
  readonly id: number;
  readonly path: string;
  readonly durationMs: number;
  readonly connection: Connection;
  readonly outcome: CloseOutcome;
}): ServerEvent {
  const { code, reason, wasClean, initiatedBy, violation } = ended.outcome;
  return {
    event: "closed",
    connection: ended.id,
    path: ended.path,
    code,
    reason,
    wasClean,
    initiatedBy,
    ...(violation ? { violation: violation.message } : {}),
    messagesReceived: ended.connection.counters.messagesReceived,
    messagesSent: ended.connection.counters.messagesSent,
    durationMs: ended.durationMs,
  };
}
