// Books the bytes and frames of a load's connections to the phases in which they went.

import type { SessionBook } from "../traffic/session-book.js";

/**
 * Bytes and frames are read from connections now and then: once a second, and at the end of a phase. Timers come in any order, so
 * whoever looks first after the end of a phase ends it: what went since the last look belongs to the phase of that look.
 */
export class BookedPhases {
  readonly #sessions: SessionBook;
  readonly #phaseAt: (us: number) => string;
  #phase: string | undefined;

  constructor(sessions: SessionBook, phaseAt: (us: number) => string) {
    this.#sessions = sessions;
    this.#phaseAt = phaseAt;
  }

  /** Books everything until `nowUs`, µs of the clock. */
  book(nowUs: number): void {
    const phase = this.#phaseAt(nowUs);
    this.#sessions.flush(this.#phase ?? phase);
    this.#phase = phase;
  }
}
