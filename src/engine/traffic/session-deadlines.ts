// Ends sessions that are bounded in time: one timer for all of them, not one for each.

import type { Clock } from "../../clock.js";

/** Something whose session can be asked to end. */
export interface BoundedSession {
  stop(): void;
}

/** Options of {@link SessionDeadlines}. */
export interface SessionDeadlinesOptions {
  readonly clock: Clock;
  /** Of every session, > 0. */
  readonly durationMs: number;
  /** Ends all waiting: sessions are stopped by others from there on. */
  readonly signal: AbortSignal;
}

/** All sessions last equally long, so the one that began first is due first: a queue is all it takes. */
export class SessionDeadlines {
  readonly #options: SessionDeadlinesOptions;
  /** When each is due, µs, in the order of their beginning. */
  readonly #dueUs = new Map<BoundedSession, number>();
  #isWatching = false;

  constructor(options: SessionDeadlinesOptions) {
    this.#options = options;
  }

  /** The session of `session` begins now. */
  add(session: BoundedSession): void {
    const { clock, durationMs } = this.#options;
    this.#dueUs.delete(session);
    this.#dueUs.set(session, clock.nowUs() + durationMs * 1_000);
    if (!this.#isWatching) void this.#watch();
  }

  /** It has ended, or nobody cares any more. */
  remove(session: BoundedSession): void {
    this.#dueUs.delete(session);
  }

  async #watch(): Promise<void> {
    const { clock, signal } = this.#options;
    this.#isWatching = true;
    try {
      for (let dueUs = this.#nextDueUs(); dueUs !== undefined; dueUs = this.#nextDueUs()) {
        await clock.sleepUntilUs(dueUs, signal);
        this.#stopDue(clock.nowUs());
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#isWatching = false;
    }
  }

  #nextDueUs(): number | undefined {
    const [dueUs] = this.#dueUs.values();
    return dueUs;
  }

  #stopDue(nowUs: number): void {
    for (const [session, dueUs] of this.#dueUs) {
      if (dueUs > nowUs) return;
      this.#dueUs.delete(session);
      session.stop();
    }
  }
}
