// Ends bounded sessions: when their time is over, or when no answer comes any more.

import type { Clock } from "../../clock.js";
import { DelayQueue } from "./delay-queue.js";

/** Something whose session can be asked to end. */
export interface BoundedSession {
  /** The answers so far, while all it can do is wait for the next; `undefined` while it waits for none. */
  readonly waitingAfter: number | undefined;
  /** Sends nothing new, and ends once all is answered. */
  stop(): void;
  /** Ends now: what is under way is lost. */
  giveUp(): void;
}

/** Options of {@link SessionDeadlines}. */
export interface SessionDeadlinesOptions {
  readonly clock: Clock;
  /** Of every session, > 0; none where only messages bound it. */
  readonly durationMs?: number | undefined;
  /** A session that has waited so long without any answer is given up, and at the latest after twice that; > 0. */
  readonly patienceMs: number;
  /** Ends all waiting: sessions are stopped by others from there on. */
  readonly signal: AbortSignal;
}

/** Looks at each session now and then instead of at each of its messages, so that a message costs nothing. */
export class SessionDeadlines {
  /** Sessions whose time is not over yet; none where time does not bound them. */
  readonly #lasting: DelayQueue<BoundedSession> | undefined;
  /** All sessions, by when they are looked at next. */
  readonly #looks: DelayQueue<BoundedSession>;
  /** As the last look found them. */
  readonly #waitingAfter = new Map<BoundedSession, number | undefined>();

  constructor({ clock, durationMs, patienceMs, signal }: SessionDeadlinesOptions) {
    this.#looks = new DelayQueue({
      clock,
      signal,
      delayMs: patienceMs,
      due: (session) => this.#look(session),
    });
    if (durationMs === undefined) return;
    const due = (session: BoundedSession): void => this.#stop(session);
    this.#lasting = new DelayQueue({ clock, signal, delayMs: durationMs, due });
  }

  /** The session of `session` begins now. */
  add(session: BoundedSession): void {
    this.#lasting?.add(session);
    this.#lookAgain(session);
  }

  /** It has ended, or nobody cares any more. */
  remove(session: BoundedSession): void {
    this.#lasting?.remove(session);
    this.#looks.remove(session);
    this.#waitingAfter.delete(session);
  }

  #stop(session: BoundedSession): void {
    session.stop();
    // It has the whole patience for its last answers, unless it has ended by this.
    if (this.#looks.has(session)) this.#lookAgain(session);
  }

  #look(session: BoundedSession): void {
    const before = this.#waitingAfter.get(session);
    if (before === undefined || before !== session.waitingAfter) this.#lookAgain(session);
    else {
      this.remove(session);
      session.giveUp();
    }
  }

  #lookAgain(session: BoundedSession): void {
    this.#looks.add(session);
    this.#waitingAfter.set(session, session.waitingAfter);
  }
}
