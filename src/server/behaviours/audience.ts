// Connections that hear each other, and what happens to the one that does not listen.

import type { Clock } from "../../clock.js";
import type { Connection, ReceivedMessage } from "../../connection/connection.js";
import { highWaterBytes, type ReadHold } from "./read-hold.js";
import { messageText } from "./relay.js";

/**
 * How much a slow peer may hold up. While more than 1 MiB waits for a peer, whoever sends to it is not read; so a
 * slow peer slows its senders and loses nothing. A peer that makes no room within `stallMs`, or for which more than
 * `maxBacklogBytes` wait (many senders at once), is terminated, so that the others go on.
 */
export interface AudienceLimits {
  readonly stallMs: number;
  readonly maxBacklogBytes: number;
}

/** Defaults of {@link AudienceLimits}. */
export const defaultAudienceLimits: AudienceLimits = { stallMs: 5_000, maxBacklogBytes: 16 * 1024 * 1024 };

/** All audiences of a server, by name. Empty ones are forgotten. */
export class Audiences {
  readonly #byName = new Map<string, Audience>();
  readonly #clock: Clock;
  readonly #limits: AudienceLimits;
  readonly #peerDropped: () => void;

  constructor(options: { clock: Clock; limits?: AudienceLimits; peerDropped?: () => void }) {
    this.#clock = options.clock;
    this.#limits = options.limits ?? defaultAudienceLimits;
    this.#peerDropped = options.peerDropped ?? (() => {});
  }

  /** Adds `connection` to the audience of that name. Pair it with {@link Audiences.leave}. */
  join(name: string, connection: Connection): Audience {
    let audience = this.#byName.get(name);
    if (!audience) {
      audience = new Audience(this.#clock, this.#limits, this.#peerDropped);
      this.#byName.set(name, audience);
    }
    audience.members.add(connection);
    return audience;
  }

  leave(name: string, connection: Connection): void {
    const audience = this.#byName.get(name);
    if (!audience?.members.delete(connection)) return;
    if (audience.members.size === 0) this.#byName.delete(name);
  }

  /** How many audiences have members. */
  get size(): number {
    return this.#byName.size;
  }
}

/** One group of connections. */
export class Audience {
  readonly members = new Set<Connection>();
  readonly #clock: Clock;
  readonly #limits: AudienceLimits;
  readonly #peerDropped: () => void;
  readonly #watched = new Set<Connection>();

  constructor(clock: Clock, limits: AudienceLimits, peerDropped: () => void) {
    this.#clock = clock;
    this.#limits = limits;
    this.#peerDropped = peerDropped;
  }

  /** Sends `message` to every open member but `except`; `sender` is not read while one of them is full. */
  deliver(message: ReceivedMessage, sender: ReadHold, except: Connection | undefined): void {
    const text = message.kind === "text" ? messageText(message) : undefined;
    for (const member of this.members) {
      if (member === except || member.state !== "open") continue;
      if (member.bufferedBytes > this.#limits.maxBacklogBytes) {
        this.#drop(member);
        continue;
      }
      if (text === undefined) member.sendBinary(message.payload);
      else member.sendText(text);
      sender.holdWhileFull(member);
      if (member.bufferedBytes > highWaterBytes) void this.#dropIfStalled(member);
    }
  }

  async #dropIfStalled(member: Connection): Promise<void> {
    if (this.#watched.has(member)) return;
    this.#watched.add(member);
    const watching = new AbortController();
    const stalled = this.#clock
      .sleepUntilUs(this.#clock.nowUs() + this.#limits.stallMs * 1_000, watching.signal)
      .then(
        () => true,
        () => false, // aborted below: it drained first
      );
    const drained = member.waitForDrain().then(() => false);
    const dropped = await Promise.race([stalled, drained]);
    watching.abort();
    this.#watched.delete(member);
    if (dropped) this.#drop(member);
  }

  #drop(member: Connection): void {
    if (member.state === "closed") return;
    this.#peerDropped();
    member.terminate();
  }
}
