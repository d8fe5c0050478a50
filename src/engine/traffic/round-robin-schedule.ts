// A constant rate over a fixed set of connections: message i is due at i / rate and belongs to connection i mod n.

import type { Share } from "../plan/run-plan.js";
import { ownConnections } from "./own-connections.js";
import type { DueSender, Schedule } from "./schedule.js";

/** Options of {@link RoundRobinSchedule}. */
export interface RoundRobinOptions {
  /** Messages per second over all connections of all workers, > 0. */
  readonly ratePerSecond: number;
  /** Connections of all workers. */
  readonly connections: number;
  /** Of one client; clients, not connections, are shared between workers. */
  readonly connectionsPerClient: number;
  readonly share: Share;
  /** A message was due on a connection that does not take part. */
  readonly dropped: (dueUs: number) => void;
}

/**
 * The share of one worker: exactly those messages whose connection is its own, at exactly the times that one worker alone
 * would give them. No list, no heap: the next due time is computed.
 */
export class RoundRobinSchedule implements Schedule {
  readonly mayBeginSooner = false;
  readonly #ratePerSecond: number;
  readonly #connections: number;
  readonly #dropped: (dueUs: number) => void;
  /** Connections of this worker, ascending. */
  readonly #own: readonly number[];
  readonly #senders = new Map<number, DueSender>();
  #startUs = Number.POSITIVE_INFINITY;
  #round = 0;
  #place = 0;

  constructor(options: RoundRobinOptions) {
    this.#ratePerSecond = options.ratePerSecond;
    this.#connections = options.connections;
    this.#dropped = options.dropped;
    this.#own = ownConnections(options);
  }

  get nextDueUs(): number {
    const connection = this.#own[this.#place];
    if (connection === undefined) return Number.POSITIVE_INFINITY;
    const index = this.#round * this.#connections + connection;
    return this.#startUs + (index * 1_000_000) / this.#ratePerSecond;
  }

  begin(startUs: number): void {
    this.#startUs = startUs;
  }

  fire(nowUs: number): void {
    const dueUs = this.nextDueUs;
    const connection = this.#own[this.#place];
    if (connection === undefined) return;
    this.#place++;
    if (this.#place === this.#own.length) {
      this.#place = 0;
      this.#round++;
    }
    const sender = this.#senders.get(connection);
    if (sender === undefined) this.#dropped(dueUs);
    else sender.sendDue(dueUs, nowUs);
  }

  join(connection: number, sender: DueSender): void {
    this.#senders.set(connection, sender);
  }

  leave(connection: number): void {
    this.#senders.delete(connection);
  }
}
