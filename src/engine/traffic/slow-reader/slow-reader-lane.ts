// Reads at a given rate: what the target does about it is the finding.

import type { CloseOutcome, Connection, ReceivedMessage } from "../../../connection/connection.js";
import type { MessageBook } from "../../record/message-book.js";
import type { PhasedTrend } from "../../record/phased-metrics.js";
import type { OutgoingMessages } from "../message-outlet.js";
import type { EagerSender, SendRounds } from "../send-rounds.js";
import { SessionLane, type SessionLaneSetting } from "../session-lane.js";
import { TokenBucket } from "./token-bucket.js";

/** What one {@link SlowReaderLane} sends, how it reads, and where it counts. */
export interface SlowReaderLaneOptions extends SessionLaneSetting {
  readonly readBytesPerSecond: number;
  /** What makes the target answer, as fast as it takes it; none where it pushes by itself. */
  readonly outgoing: OutgoingMessages | undefined;
  readonly rounds: SendRounds;
  /** All lanes at work, looked after at regular times. */
  readonly atWork: Set<SlowReaderLane>;
  /** Messages received after which the session is over. Default: never. */
  readonly messages?: number | undefined;
  readonly book: MessageBook;
  readonly blocked: PhasedTrend;
  readonly nowUs: () => number;
}

/** Once it has read more than its rate allows it pauses the socket, so that TCP holds the target back. */
export class SlowReaderLane extends SessionLane implements EagerSender {
  readonly #options: SlowReaderLaneOptions;
  #bucket: TokenBucket;
  #seenBytes = 0;
  #seq = 0;
  #received = 0;
  #isSending = false;
  #isPaused = false;
  #hasGone = false;

  constructor(connection: Connection, options: SlowReaderLaneOptions) {
    super(connection, options);
    this.#options = options;
    this.#bucket = new TokenBucket(options.readBytesPerSecond, options.nowUs());
  }

  get uncountedFrames(): number {
    return this.#options.outgoing?.uncountedFrames ?? 0;
  }

  /** Pauses or resumes reading, as the rate has it. */
  lookAfter(nowUs: number): void {
    const { bytesReceived } = this.connection.counters;
    this.#bucket.take(bytesReceived - this.#seenBytes);
    this.#seenBytes = bytesReceived;
    const isOpen = this.#bucket.isOpenAt(nowUs);
    if (isOpen === !this.#isPaused || this.connection.state !== "open") return;
    this.#isPaused = !isOpen;
    if (isOpen) this.connection.resumeReading();
    else this.connection.pauseReading();
  }

  sendNext(nowUs: number): number | undefined {
    const { outgoing, book } = this.#options;
    if (!this.#isSending || outgoing === undefined) return undefined;
    book.sentOneWay(nowUs);
    return outgoing.send(this.#seq++, nowUs);
  }

  wasBlocked(fromUs: number, toUs: number): void {
    this.#options.blocked.record(fromUs, toUs - fromUs);
  }

  messageReceived(_message: ReceivedMessage, receivedAtUs: number): void {
    if (!this.isAtWork) return;
    this.#options.book.received(receivedAtUs);
    this.lookAfter(receivedAtUs);
    if (++this.#received === this.#options.messages) this.stop();
  }

  override closed(outcome: CloseOutcome): void {
    super.closed(this.#hasGone ? { ...outcome, initiatedBy: "local" } : outcome);
  }

  protected begun(): void {
    const { atWork, rounds, outgoing, readBytesPerSecond, nowUs } = this.#options;
    this.#bucket = new TokenBucket(readBytesPerSecond, nowUs());
    this.#seenBytes = this.connection.counters.bytesReceived;
    this.#received = 0;
    atWork.add(this);
    if (outgoing === undefined) return;
    this.#isSending = true;
    rounds.add(this);
  }

  /** Goes away without reading what is left: a closing handshake would read all of it first, at once. */
  protected stopping(): void {
    const isBehind = this.#isPaused;
    this.#rest();
    this.#hasGone = isBehind && this.connection.state === "open";
    if (this.#hasGone) this.connection.terminate();
    this.finish();
  }

  protected givenUp(): void {
    this.#rest();
  }

  #rest(): void {
    const { atWork, rounds } = this.#options;
    this.#isSending = false;
    rounds.remove(this);
    atWork.delete(this);
  }
}
