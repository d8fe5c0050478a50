// The closed loop of one connection: keep `inFlight` messages under way, match replies in order, time each one.

import type {
  CloseOutcome,
  Connection,
  ConnectionListener,
  PreparedMessage,
  ReceivedMessage,
} from "../connection/connection.js";
import type { LoadTally } from "./load-tally.js";

/** What one {@link EchoLoop} sends and where it counts. */
export interface EchoLoopOptions {
  readonly connection: Connection;
  readonly message: PreparedMessage;
  /** The payload that every reply must equal. */
  readonly payload: Uint8Array;
  /** Messages under way at once, >= 1. */
  readonly inFlight: number;
  readonly tally: LoadTally;
  readonly nowUs: () => number;
  /** Called once when the connection has ended; `expected` when the loop itself ended it. */
  readonly onClosed: (outcome: CloseOutcome, expected: boolean) => void;
}

/**
 * Sends, waits for the reply, sends again.
 *
 * Replies are matched to sends in order, as an echo over one connection keeps it (RFC 6455 has no reordering).
 * All messages are alike, so a duplicate counts as the answer to the next question, and shows as an answer too many at the
 * end. There is no due time in a closed loop: the latency is the service latency, received minus sent.
 */
export class EchoLoop implements ConnectionListener {
  readonly #options: EchoLoopOptions;
  /** Ring of send times in µs; a slot a message under way. */
  readonly #sentAtUs: Float64Array;
  #head = 0;
  #underWay = 0;
  #sending = false;
  #ending = false;

  constructor(options: EchoLoopOptions) {
    this.#options = options;
    this.#sentAtUs = new Float64Array(options.inFlight);
  }

  /** Sent and not yet answered. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Starts reading, and fills the connection with its messages. */
  start(): void {
    this.#sending = true;
    this.#options.connection.setListener(this);
    const nowUs = this.#options.nowUs();
    while (this.#underWay < this.#options.inFlight && this.#options.connection.state === "open")
      this.#send(nowUs);
  }

  /** Sends no more; replies under way still count. */
  stopSending(): void {
    this.#sending = false;
  }

  /** Closes the connection with 1000; what is still under way is lost. */
  end(): void {
    this.#sending = false;
    this.#ending = true;
    if (this.#options.connection.state === "open") this.#options.connection.close(1000);
  }

  messageReceived(message: ReceivedMessage, receivedAtUs: number): void {
    const { tally, inFlight, payload } = this.#options;
    if (this.#underWay === 0) {
      tally.addUnexpected(receivedAtUs);
      return;
    }
    const sentAtUs = this.#sentAtUs[this.#head] as number;
    this.#head = this.#head + 1 === inFlight ? 0 : this.#head + 1;
    this.#underWay--;
    const right = message.kind === this.#options.message.kind && sameBytes(message.payload, payload);
    tally.addAnswer(sentAtUs, receivedAtUs, right);
    // The time of the read serves as the send's: one clock read per batch. Latency can only seem longer for it, by what we
    // take for the messages of one read.
    if (this.#sending && this.#options.connection.state === "open") this.#send(receivedAtUs);
  }

  closed(outcome: CloseOutcome): void {
    this.#sending = false;
    this.#loseUnderWay();
    this.#options.onClosed(outcome, this.#ending);
  }

  #send(nowUs: number): void {
    const { connection, message, inFlight, tally } = this.#options;
    const slot = this.#head + this.#underWay;
    this.#sentAtUs[slot >= inFlight ? slot - inFlight : slot] = nowUs;
    this.#underWay++;
    connection.sendPrepared(message);
    tally.addSent(nowUs);
  }

  #loseUnderWay(): void {
    const { tally, inFlight } = this.#options;
    for (; this.#underWay > 0; this.#underWay--) {
      tally.addLost(this.#sentAtUs[this.#head] as number);
      this.#head = this.#head + 1 === inFlight ? 0 : this.#head + 1;
    }
  }
}

// Up to this length a loop is faster than the call into the native comparison.
const shortBytes = 64;

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  if (a.length > shortBytes) return Buffer.compare(a, b) === 0;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
