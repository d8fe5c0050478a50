// What all lanes but the fastest share: when a session begins, ends, and who is told.

import type { CloseOutcome, Connection } from "../../connection/connection.js";
import type { Lane, LaneHost } from "./lane.js";
import type { SessionDeadlines } from "./session-deadlines.js";

/** Whom a {@link SessionLane} works with. */
export interface SessionLaneSetting {
  readonly host: LaneHost;
  /** Ends sessions that have lasted long enough; none where sessions have no such bound. */
  readonly deadlines: SessionDeadlines | undefined;
}

/** A lane whose session goes `start` ... `finish`, told exactly once each. */
export abstract class SessionLane implements Lane {
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
    this.#deadlines?.add(this);
    this.begun();
  }

  stop(): void {
    if (this.#isAtWork) this.stopping();
  }

  abandon(): void {
    this.#deadlines?.remove(this);
    this.givenUp();
    this.#isAtWork = false;
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
