// What all lanes but the fastest share: when a session begins, ends, and who is told.

import type { CloseOutcome, Connection } from "../../connection/connection.js";
import type { Lane, LaneHost } from "./lane.js";
import type { BoundedSession, SessionDeadlines } from "./session-deadlines.js";

/** Whom a {@link SessionLane} works with. */
export interface SessionLaneSetting {
  readonly host: LaneHost;
  /** Ends sessions that have lasted long enough, or get no answer any more; none where sessions are not bounded. */
  readonly deadlines: SessionDeadlines | undefined;
}

/** A lane whose session goes `start` ... `finish`, told exactly once each. */
export abstract class SessionLane implements Lane, BoundedSession {
  readonly connection: Connection;
  readonly #host: LaneHost;
  readonly #deadlines: SessionDeadlines | undefined;
  #isAtWork = false;

  constructor(connection: Connection, { host, deadlines }: SessionLaneSetting) {
    this.connection = connection;
    this.#host = host;
    this.#deadlines = deadlines;
  }

  /** Between `start` and the end of the session, its drain included. */
  protected get isAtWork(): boolean {
    return this.#isAtWork;
  }

  start(): void {
    this.#isAtWork = true;
    this.begun();
    if (this.#isAtWork) this.#deadlines?.add(this);
  }

  /** Of a lane that waits for no answers. */
  get waitingAfter(): number | undefined {
    return undefined;
  }

  stop(): void {
    if (this.#isAtWork) this.stopping();
  }

  abandon(): void {
    this.#deadlines?.remove(this);
    this.givenUp();
    this.#isAtWork = false;
  }

  giveUp(): void {
    this.givenUp();
    this.finish();
    // What may still come would be taken for answers to the next session, were it on the same connection.
    if (this.connection.state === "open") this.connection.close(1000);
  }

  closed(outcome: CloseOutcome): void {
    this.givenUp();
    this.finish();
    this.#host.laneClosed(this, outcome);
  }

  /** The session has begun. */
  protected abstract begun(): void;
  /** Nothing new is sent from here on; calls {@link SessionLane.finish}, now or when all is answered. */
  protected abstract stopping(): void;
  /** What is under way will never be answered. Also when the lane is not at work; may come twice. */
  protected abstract givenUp(): void;

  /** The session is over. Without effect when it is already. */
  protected finish(): void {
    if (!this.#isAtWork) return;
    this.#isAtWork = false;
    this.#deadlines?.remove(this);
    this.#host.laneDone(this);
  }
}
