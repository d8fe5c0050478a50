// Questions and answers on one connection, whatever decides when to send and however an answer finds its question.

import type { ReceivedMessage } from "../../../connection/connection.js";
import type { MessageBook } from "../../record/message-book.js";
import type { AnswerBook } from "../matching/answer-book.js";
import type { IdReader } from "../matching/id-reader.js";
import type { OutgoingMessages } from "../message-outlet.js";
import type { DueSender, KeptSchedule } from "../schedule.js";
import { SessionLane, type SessionLaneSetting } from "../session-lane.js";

/** What one {@link EchoLane} sends, and where it counts. */
export interface EchoLaneOptions extends SessionLaneSetting {
  /** Over all workers. */
  readonly number: number;
  readonly outgoing: OutgoingMessages;
  /** What is under way; its loss listener counts the lost. */
  readonly answers: AnswerBook;
  /** Where answers carry the id of their message; otherwise they come in order, and must equal it. */
  readonly readId: IdReader | undefined;
  /** Messages under way at once in a closed loop, or what says when each is due. */
  readonly pace:
    | { readonly kind: "closed"; readonly inFlight: number }
    | { readonly kind: "open"; readonly schedule: KeptSchedule };
  /** After so many messages sent and answered the session is over. Default: never. */
  readonly messages?: number | undefined;
  readonly book: MessageBook;
  readonly nowUs: () => number;
}

/**
 * In a closed loop an answer makes room for the next message. In an open one messages leave when they are due: answers that
 * never come pile up as messages under way, and are lost when the connection ends or the drain is over.
 */
export class EchoLane extends SessionLane implements DueSender {
  readonly #options: EchoLaneOptions;
  readonly #answers: AnswerBook;
  readonly #book: MessageBook;
  /** Sent on this connection, over all sessions. */
  #seq = 0;
  /** Messages that this session may still send. */
  #left = 0;
  #isSending = false;
  /** What comes before the first start, such as a greeting, answers nothing that this load has asked. */
  #hasStarted = false;

  constructor(options: EchoLaneOptions) {
    super(options.outgoing.connection, options);
    this.#options = options;
    this.#answers = options.answers;
    this.#book = options.book;
  }

  get uncountedFrames(): number {
    return this.#options.outgoing.uncountedFrames;
  }

  override get waitingAfter(): number | undefined {
    const { underWay } = this.#answers;
    const hasMoreDue = this.#isSending && this.#options.pace.kind === "open";
    return underWay === 0 || hasMoreDue ? undefined : this.#seq - underWay;
  }

  sendDue(dueUs: number, nowUs: number): void {
    if (this.#isSending && this.connection.state === "open") this.#send(nowUs, dueUs);
    else this.#book.dropped(dueUs);
  }

  messageReceived(message: ReceivedMessage, receivedAtUs: number): void {
    if (!this.#hasStarted) return;
    const { readId, outgoing } = this.#options;
    const kind = this.#answers.answered(readId === undefined ? 0 : outgoing.seqOf(readId(message.payload)));
    switch (kind) {
      case "answer":
        this.#noteAnswer(message, receivedAtUs);
        return;
      case "duplicate":
      case "afterLoss":
        this.#book.duplicated(receivedAtUs);
        return;
      case "unknown":
        // Where answers have ids, a message without one is what the server pushes in between.
        if (readId === undefined) this.#book.duplicated(receivedAtUs);
        else this.#book.received(receivedAtUs);
        return;
      default:
        kind satisfies never;
    }
  }

  protected begun(): void {
    const { pace, messages = Number.POSITIVE_INFINITY, number, nowUs } = this.#options;
    this.#hasStarted = true;
    this.#isSending = true;
    this.#left = messages;
    const startUs = nowUs();
    if (pace.kind === "open") pace.schedule.join(number, this, startUs);
    else this.#fill(pace.inFlight, startUs);
  }

  protected stopping(): void {
    const { pace, nowUs } = this.#options;
    // Before it sends: what becomes due meanwhile is no more part of the session.
    const untilUs = nowUs();
    if (pace.kind === "open") pace.schedule.stopping();
    this.#sendNoMore(untilUs);
    if (this.#answers.underWay === 0) this.finish();
  }

  protected givenUp(): void {
    this.#sendNoMore();
    this.#answers.loseAll();
    this.#hasStarted = false;
  }

  #noteAnswer(message: ReceivedMessage, receivedAtUs: number): void {
    const { readId, outgoing, pace } = this.#options;
    const answers = this.#answers;
    const { seq, sentAtUs, dueUs } = answers;
    const hasDueTime = pace.kind === "open";
    const atUs = hasDueTime ? dueUs : sentAtUs;
    if (hasDueTime) this.#book.answeredDue(dueUs, sentAtUs, receivedAtUs);
    else this.#book.answered(sentAtUs, receivedAtUs);
    if (answers.isReordered) this.#book.reordered(atUs);
    if (readId === undefined && !outgoing.isEcho(message, seq, sentAtUs)) this.#book.wrong(atUs);
    // The time of the read serves as the send's, as in ClosedEchoLane.
    if (!hasDueTime) this.#fill(pace.inFlight, receivedAtUs);
    if (!this.#isSending && answers.underWay === 0) this.finish();
  }

  #fill(inFlight: number, nowUs: number): void {
    while (this.#isSending && this.#answers.underWay < inFlight && this.connection.state === "open") {
      this.#send(nowUs, nowUs);
    }
  }

  #send(nowUs: number, dueUs: number): void {
    const { outgoing, pace } = this.#options;
    const seq = this.#seq++;
    this.#answers.sent(seq, nowUs, dueUs);
    outgoing.send(seq, nowUs);
    if (pace.kind === "open") this.#book.sentDue(dueUs, nowUs);
    else this.#book.sent(nowUs);
    if (--this.#left === 0) this.#sendNoMore();
  }

  /** @param untilUs - As of {@link KeptSchedule.leave}. */
  #sendNoMore(untilUs?: number): void {
    const { pace, number } = this.#options;
    this.#isSending = false;
    if (pace.kind === "open") pace.schedule.leave(number, untilUs);
  }
}
