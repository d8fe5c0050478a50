// Send only: nothing is expected back, so a message is one-way and has no latency.

import type { ReceivedMessage } from "../../../connection/connection.js";
import type { MessageBook } from "../../record/message-book.js";
import type { PhasedTrend } from "../../record/phased-metrics.js";
import type { OutgoingMessages } from "../message-outlet.js";
import type { DueSender, KeptSchedule } from "../schedule.js";
import type { EagerSender, SendRounds } from "../send-rounds.js";
import { SessionLane, type SessionLaneSetting } from "../session-lane.js";

/** What one {@link SinkLane} sends, and where it counts. */
export interface SinkLaneOptions extends SessionLaneSetting {
  /** Over all workers. */
  readonly number: number;
  readonly outgoing: OutgoingMessages;
  readonly pace:
    | { readonly kind: "eager"; readonly rounds: SendRounds }
    | { readonly kind: "open"; readonly schedule: KeptSchedule };
  /** After so many messages the session is over. Default: never. */
  readonly messages?: number | undefined;
  readonly book: MessageBook;
  /** How long a target would not take more. */
  readonly blocked: PhasedTrend;
  readonly nowUs: () => number;
}

// An open schedule does not wait for the target; what it does not take must not fill our memory either.
const mostBufferedBytes = 16 * 1_024 * 1_024;

/** Sends as fast as backpressure allows, or what is due; more than 16 MiB that the target has not taken drop what is due. */
export class SinkLane extends SessionLane implements EagerSender, DueSender {
  readonly #options: SinkLaneOptions;
  #seq = 0;
  #left = 0;
  #isSending = false;

  constructor(options: SinkLaneOptions) {
    super(options.outgoing.connection, options);
    this.#options = options;
  }

  get uncountedFrames(): number {
    return this.#options.outgoing.uncountedFrames;
  }

  sendNext(nowUs: number): number | undefined {
    if (!this.#isSending) return undefined;
    this.#options.book.sentOneWay(nowUs);
    return this.#send(nowUs);
  }

  sendDue(dueUs: number, nowUs: number): void {
    const { book } = this.#options;
    const { state, bufferedBytes } = this.connection;
    if (!this.#isSending || state !== "open" || bufferedBytes > mostBufferedBytes) {
      book.dropped(dueUs);
      return;
    }
    book.sentOneWayDue(dueUs, nowUs);
    this.#send(nowUs);
  }

  wasBlocked(fromUs: number, toUs: number): void {
    this.#options.blocked.record(fromUs, toUs - fromUs);
  }

  messageReceived(_message: ReceivedMessage, receivedAtUs: number): void {
    if (this.isAtWork) this.#options.book.received(receivedAtUs);
  }

  protected begun(): void {
    const { pace, messages = Number.POSITIVE_INFINITY, number, nowUs } = this.#options;
    this.#isSending = true;
    this.#left = messages;
    if (pace.kind === "open") pace.schedule.join(number, this, nowUs());
    else pace.rounds.add(this);
  }

  protected stopping(): void {
    const { pace, nowUs } = this.#options;
    // Before it sends: what becomes due meanwhile is no more part of the session.
    const untilUs = nowUs();
    if (pace.kind === "open") pace.schedule.stopping();
    this.#sendNoMore(untilUs);
    this.finish();
  }

  protected givenUp(): void {
    this.#sendNoMore();
  }

  #send(nowUs: number): number {
    const bytes = this.#options.outgoing.send(this.#seq++, nowUs);
    if (--this.#left === 0) {
      this.#sendNoMore();
      this.finish();
    }
    return bytes;
  }

  /** @param untilUs - As of {@link KeptSchedule.leave}. */
  #sendNoMore(untilUs?: number): void {
    const { pace, number } = this.#options;
    this.#isSending = false;
    if (pace.kind === "open") pace.schedule.leave(number, untilUs);
    else pace.rounds.remove(this);
  }
}
