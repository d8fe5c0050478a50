// Pings of many connections, spread evenly over their interval: no timer and next to no memory for each.

import type { Timetable } from "../schedule.js";

/** One that is pinged. */
export interface Pinged {
  ping(nowUs: number): void;
}

// The closest two slots may be; more would only wake the process more often.
const leastSlotMs = 5;
const mostSlots = 1_000;

/**
 * A wheel of slots that turns once in an interval. A connection's number decides its slot, so it is pinged at the same times
 * whatever its worker. When the process was held up, slots that were passed over come one after another, none is left out.
 */
export class PingWheel implements Timetable {
  readonly mayBeginSooner = false;
  readonly #slots: Set<Pinged>[];
  readonly #slotUs: number;
  #startUs = Number.POSITIVE_INFINITY;
  /** Slots that have come since the start. */
  #turned = 0;

  /** @param intervalMs - From one ping of a connection to its next, > 0. */
  constructor(intervalMs: number) {
    const slots = Math.min(mostSlots, Math.max(1, Math.floor(intervalMs / leastSlotMs)));
    this.#slots = Array.from({ length: slots }, () => new Set<Pinged>());
    this.#slotUs = (intervalMs * 1_000) / slots;
  }

  get nextDueUs(): number {
    return this.#startUs + (this.#turned + 1) * this.#slotUs;
  }

  begin(startUs: number): void {
    this.#startUs = startUs;
  }

  fire(nowUs: number): void {
    const slot = this.#slots[this.#turned % this.#slots.length];
    this.#turned++;
    for (const member of slot ?? []) member.ping(nowUs);
  }

  /** @param connection - Its number over all workers. */
  join(connection: number, member: Pinged): void {
    this.#slotOf(connection).add(member);
  }

  leave(connection: number, member: Pinged): void {
    this.#slotOf(connection).delete(member);
  }

  /** By the golden ratio: any number of connections that follow each other lie evenly. */
  #slotOf(connection: number): Set<Pinged> {
    const slot = Math.floor(((connection * 0.618_033_988_749_895) % 1) * this.#slots.length);
    return this.#slots[slot] as Set<Pinged>;
  }
}
