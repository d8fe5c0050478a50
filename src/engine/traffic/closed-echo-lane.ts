// The closed loop of one connection, its messages all alike: the hottest path of all.

import type {
  CloseOutcome,
  Connection,
  PreparedMessage,
  ReceivedMessage,
} from "../../connection/connection.js";
import type { MessageBook } from "../record/message-book.js";
import type { Lane, LaneHost } from "./lane.js";
import { sameBytes } from "./same-bytes.js";
import type { BoundedSession, SessionDeadlines } from "./session-deadlines.js";

/** What one {@link ClosedEchoLane} sends and where it counts. */
export interface ClosedEchoLaneOptions {
  readonly connection: Connection;
  readonly message: PreparedMessage;
  /** The payload that every answer must equal. */
  readonly payload: Uint8Array;
  /** Messages under way at once, >= 1. */
  readonly inFlight: number;
  /** After so many messages sent and answered the session is over. Default: never. */
  readonly messages?: number | undefined;
  readonly book: MessageBook;
  readonly nowUs: () => number;
  readonly host: LaneHost;
  /** Ends sessions that get no answer any more; none where sessions are not bounded. */
  readonly deadlines: SessionDeadlines | undefined;
}

/**
 * Sends, waits for the answer, sends again.
 *
 * Answers are matched to messages in order, as an echo over one connection keeps it (RFC 6455 has no reordering). All messages
 * are alike, so a duplicate counts as the answer to the next one, and shows as an answer too many at the end. There is no due
 * time in a closed loop: the latency is the service latency, received minus sent.
 */
export class ClosedEchoLane implements Lane, BoundedSession {
  readonly connection: Connection;
  readonly #message: PreparedMessage;
  readonly #payload: Uint8Array;
  readonly #inFlight: number;
  readonly #messages: number;
  readonly #book: MessageBook;
  readonly #options: ClosedEchoLaneOptions;
  /** Ring of send times in µs; a slot a message under way. */
  readonly #sentAtUs: Float64Array;
  #head = 0;
  #underWay = 0;
  #left = 0;
  #isSending = false;
  /** What comes before the first start, such as a greeting, answers nothing that this load has asked. */
  #hasStarted = false;
  #isOver = true;

  constructor(options: ClosedEchoLaneOptions) {
    this.#options = options;
    this.connection = options.connection;
    this.#message = options.message;
    this.#payload = options.payload;
    this.#inFlight = options.inFlight;
    this.#messages = options.messages ?? Number.POSITIVE_INFINITY;
    this.#book = options.book;
    this.#sentAtUs = new Float64Array(options.inFlight);
  }

  /** While it works each message is compared. What comes at other times is not, so the framing has to look at its text. */
  get comparesBytes(): boolean {
    return !this.#isOver;
  }

  get waitingAfter(): number | undefined {
    return this.#underWay === 0 ? undefined : this.#messages - this.#left - this.#underWay;
  }

  start(): void {
    this.#hasStarted = true;
    this.#isOver = false;
    this.#tellComparing();
    this.#left = this.#messages;
    this.#isSending = this.#left > 0;
    const nowUs = this.#options.nowUs();
    while (this.#underWay < this.#inFlight && this.#isSending) this.#send(nowUs);
    this.#options.deadlines?.add(this);
  }

  stop(): void {
    this.#isSending = false;
    if (this.#underWay === 0) this.#finish();
  }

  abandon(): void {
    this.#options.deadlines?.remove(this);
    this.#isSending = false;
    this.#loseUnderWay();
    this.#hasStarted = false;
    this.#isOver = true;
    this.#tellComparing();
  }

  giveUp(): void {
    const wasAtWork = !this.#isOver;
    this.abandon();
    if (wasAtWork) this.#options.host.laneDone(this);
    // As in SessionLane: the next session begins on a new connection.
    if (this.connection.state === "open") this.connection.close(1000);
  }

  messageReceived(message: ReceivedMessage, receivedAtUs: number): void {
    if (this.#underWay === 0) {
      if (this.#hasStarted) this.#book.duplicated(receivedAtUs);
      return;
    }
    const sentAtUs = this.#sentAtUs[this.#head] as number;
    this.#head = this.#head + 1 === this.#inFlight ? 0 : this.#head + 1;
    this.#underWay--;
    this.#book.answered(sentAtUs, receivedAtUs);
    const isRight = message.kind === this.#message.kind && sameBytes(message.payload, this.#payload);
    if (!isRight) this.#book.wrong(sentAtUs);
    // The time of the read serves as the send's: one clock read per batch. Latency can only seem longer for it, by what we
    // take for the messages of one read, or of the few reads whose answers are written side by side.
    if (this.#isSending) this.#send(receivedAtUs);
    else if (this.#underWay === 0) this.#finish();
  }

  closed(outcome: CloseOutcome): void {
    this.#isSending = false;
    this.#loseUnderWay();
    this.#finish();
    this.#options.host.laneClosed(this, outcome);
  }

  #send(nowUs: number): void {
    if (this.connection.state !== "open") {
      this.#isSending = false;
      return;
    }
    const slot = this.#head + this.#underWay;
    this.#sentAtUs[slot >= this.#inFlight ? slot - this.#inFlight : slot] = nowUs;
    this.#underWay++;
    this.connection.sendPrepared(this.#message);
    this.#book.sent(nowUs);
    if (--this.#left === 0) this.#isSending = false;
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#tellComparing();
    this.#options.deadlines?.remove(this);
    this.#options.host.laneDone(this);
  }

  /** A connection looks at `comparesBytes` when its listener is set. */
  #tellComparing(): void {
    if (this.connection.state === "open") this.connection.setListener(this);
  }

  #loseUnderWay(): void {
    for (; this.#underWay > 0; this.#underWay--) {
      this.#book.lost(this.#sentAtUs[this.#head] as number);
      this.#head = this.#head + 1 === this.#inFlight ? 0 : this.#head + 1;
    }
  }
}
