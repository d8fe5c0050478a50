// Receive only: how long each message was awaited.

import type { Connection, ReceivedMessage } from "../../../connection/connection.js";
import type { StreamPlan } from "../../plan/traffic-plan.js";
import type { MessageBook } from "../../record/message-book.js";
import type { PhasedCounter, PhasedTrend } from "../../record/phased-metrics.js";
import { SessionLane, type SessionLaneSetting } from "../session-lane.js";

/** Where one {@link StreamLane} counts. */
export interface StreamLaneOptions extends SessionLaneSetting {
  readonly plan: StreamPlan;
  readonly book: MessageBook;
  readonly gap: PhasedTrend;
  readonly stalls: PhasedCounter;
  readonly nowUs: () => number;
}

/**
 * A gap is the time between two messages. A stall is a longer wait than the plan's, whatever it began with: the session, or a
 * message; one that still goes on when the session ends counts too. Each belongs to the phase in which it began.
 */
export class StreamLane extends SessionLane {
  readonly #options: StreamLaneOptions;
  readonly #stallUs: number;
  /** Since when the next message has been awaited, µs. */
  #waitingFromUs = 0;
  #received = 0;
  #hasSubscribed = false;

  constructor(connection: Connection, options: StreamLaneOptions) {
    super(connection, options);
    this.#options = options;
    this.#stallUs = options.plan.stallMs * 1_000;
  }

  messageReceived(_message: ReceivedMessage, receivedAtUs: number): void {
    if (!this.isAtWork) return;
    const { book, gap, plan } = this.#options;
    book.received(receivedAtUs);
    const waitedUs = Math.max(0, receivedAtUs - this.#waitingFromUs);
    if (this.#received > 0) gap.record(this.#waitingFromUs, waitedUs);
    this.#noteStall(waitedUs);
    this.#waitingFromUs = receivedAtUs;
    this.#received++;
    if (this.#received === plan.session.messages) this.finish();
  }

  protected begun(): void {
    const { plan, stalls, nowUs } = this.#options;
    this.#waitingFromUs = nowUs();
    this.#received = 0;
    // Shows that there was none, where there is none.
    stalls.add(this.#waitingFromUs, 0);
    if (plan.subscribe !== undefined && !this.#hasSubscribed) this.#subscribe(plan.subscribe);
  }

  protected stopping(): void {
    this.#endWait();
    this.finish();
  }

  protected givenUp(): void {
    if (this.isAtWork) this.#endWait();
  }

  #subscribe({ kind, text }: NonNullable<StreamPlan["subscribe"]>): void {
    if (this.connection.state !== "open") return;
    this.#hasSubscribed = true;
    if (kind === "text") this.connection.sendText(text);
    else this.connection.sendBinary(Buffer.from(text));
  }

  #endWait(): void {
    const nowUs = this.#options.nowUs();
    this.#noteStall(nowUs - this.#waitingFromUs);
    this.#waitingFromUs = nowUs;
  }

  #noteStall(waitedUs: number): void {
    if (waitedUs > this.#stallUs) this.#options.stalls.add(this.#waitingFromUs, 1);
  }
}
