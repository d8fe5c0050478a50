// Who should have got what: the deliveries of one broadcast load in one worker.

import type { MessageBook } from "../../record/message-book.js";
import type { PhasedTrend } from "../../record/phased-metrics.js";
import type { BroadcastHeader } from "./broadcast-header.js";
import { type Delivery, PublisherLog } from "./publisher-log.js";
import { ReceivedNumbers } from "./received-numbers.js";

/** Options of {@link BroadcastBook}. */
export interface BroadcastBookOptions {
  readonly publishers: number;
  /** Whether publisher `number` is a connection of this worker. */
  readonly isLocal: (number: number) => boolean;
  /** Whether a publisher receives its own messages. */
  readonly includesSender: boolean;
  readonly book: MessageBook;
  /** From a message sent to the first and the last of this worker's receivers. */
  readonly firstReceived: PhasedTrend;
  readonly lastReceived: PhasedTrend;
}

/** One open connection; all receive, publishers too. */
export interface BroadcastReceiver {
  /** Over all workers. */
  readonly number: number;
}

// A number further ahead than this is no message of ours: a server that garbles digits must not fill our memory.
const mostSkipped = 1_000_000;

/**
 * Every delivery counts as one message sent, once it is known that the message was published: at once for a publisher of this
 * worker, with its first message received here for one elsewhere. So `sent = answered + late + lost + in flight` holds in each
 * worker, and over all. What no receiver of a worker has got of a publisher elsewhere, after the last message that one has
 * got, is not missed there.
 */
export class BroadcastBook {
  readonly #options: BroadcastBookOptions;
  readonly #logs: readonly PublisherLog[];
  readonly #receivers = new Map<BroadcastReceiver, ReceivedNumbers>();
  readonly #openNumbers = new Set<number>();
  /** Deliveries expected, neither received nor lost. */
  #underWay = 0;

  constructor(options: BroadcastBookOptions) {
    this.#options = options;
    this.#logs = Array.from(
      { length: options.publishers },
      (_, number) => new PublisherLog({ isLocal: options.isLocal(number) }),
    );
  }

  /** Deliveries that may still come. */
  get underWay(): number {
    return this.#underWay;
  }

  /** A connection is open: it should get everything published from now on. */
  join(receiver: BroadcastReceiver): void {
    if (this.#receivers.has(receiver)) return;
    this.#openNumbers.add(receiver.number);
    this.#receivers.set(receiver, new ReceivedNumbers(this.#logs.map(({ next }) => next)));
  }

  /** It receives no more: what it should have got and has not is lost. */
  leave(receiver: BroadcastReceiver): void {
    const numbers = this.#receivers.get(receiver);
    if (numbers === undefined) return;
    this.#receivers.delete(receiver);
    this.#openNumbers.delete(receiver.number);
    this.#logs.forEach((log, publisher) => {
      if (!this.#isFor(receiver, publisher)) return;
      numbers.forEachMissing(publisher, log.next, (seq) => this.#lose(log, seq));
    });
  }

  /** The number of the next message of a publisher of this worker. */
  nextSeqOf(publisher: number): number {
    return (this.#logs[publisher] as PublisherLog).next;
  }

  /** That message is about to leave. */
  published(publisher: number, sentAtUs: number, dueUs: number): void {
    // As the receivers will read them.
    const due = Math.round(dueUs);
    this.#options.book.published(dueUs, sentAtUs);
    this.#add(publisher, { sentAtUs, dueUs: due, isKnown: true });
  }

  /** A message with a header came; whether it is one that the receiver was still to get. */
  received(receiver: BroadcastReceiver, header: BroadcastHeader, receivedAtUs: number): boolean {
    const { book } = this.#options;
    const { publisher, seq } = header;
    const log = this.#logs[publisher];
    const numbers = this.#receivers.get(receiver);
    if (numbers === undefined) return false;
    if (log === undefined || !this.#isFor(receiver, publisher) || !this.#admit(log, header)) {
      book.duplicated(receivedAtUs);
      return false;
    }
    const kind = numbers.note(publisher, seq);
    switch (kind) {
      case "fresh":
      case "reordered":
        this.#deliver(log, header, receivedAtUs);
        if (kind === "reordered") book.reordered(header.dueUs);
        return true;
      case "duplicate":
        book.duplicated(receivedAtUs);
        return false;
      case "foreign":
        book.received(receivedAtUs);
        return false;
      default:
        return kind satisfies never;
    }
  }

  #isFor(receiver: BroadcastReceiver, publisher: number): boolean {
    return this.#options.includesSender || receiver.number !== publisher;
  }

  /** Whether there can be such a message; one published elsewhere is new to the log, as are those before it. */
  #admit(log: PublisherLog, { publisher, seq, sentAtUs, dueUs }: BroadcastHeader): boolean {
    if (seq < log.next) return true;
    if (log.isLocal || seq - log.next > mostSkipped) return false;
    while (log.next <= seq) this.#add(publisher, { sentAtUs, dueUs, isKnown: log.next === seq });
    return true;
  }

  #add(
    publisher: number,
    { sentAtUs, dueUs, isKnown }: Pick<Delivery, "sentAtUs" | "dueUs" | "isKnown">,
  ): void {
    const receivers = this.#receiversOf(publisher);
    const delivery: Delivery = { sentAtUs, dueUs, isKnown, receivers, left: receivers, received: 0 };
    (this.#logs[publisher] as PublisherLog).add(delivery);
    this.#underWay += receivers;
    if (isKnown) this.#options.book.expected(dueUs, receivers);
  }

  #receiversOf(publisher: number): number {
    const isLeftOut = !this.#options.includesSender && this.#openNumbers.has(publisher);
    return this.#receivers.size - (isLeftOut ? 1 : 0);
  }

  #deliver(log: PublisherLog, { seq, sentAtUs, dueUs }: BroadcastHeader, receivedAtUs: number): void {
    const { book, firstReceived, lastReceived } = this.#options;
    const delivery = log.get(seq);
    if (delivery === undefined) return;
    this.#know(delivery, sentAtUs, dueUs);
    book.answeredDue(delivery.dueUs, delivery.sentAtUs, receivedAtUs);
    this.#underWay--;
    const latencyUs = Math.max(0, receivedAtUs - delivery.sentAtUs);
    delivery.received++;
    if (delivery.received === 1) firstReceived.record(delivery.dueUs, latencyUs);
    if (log.settle(seq, delivery) && delivery.received === delivery.receivers)
      lastReceived.record(delivery.dueUs, latencyUs);
  }

  /** The times of a message that was known by its number only: others came before it. */
  #know(delivery: Delivery, sentAtUs: number, dueUs: number): void {
    if (delivery.isKnown) return;
    delivery.isKnown = true;
    delivery.sentAtUs = sentAtUs;
    delivery.dueUs = dueUs;
    this.#options.book.expected(dueUs, delivery.receivers);
  }

  #lose(log: PublisherLog, seq: number): void {
    const delivery = log.get(seq);
    if (delivery === undefined) return;
    this.#know(delivery, delivery.sentAtUs, delivery.dueUs);
    this.#options.book.lost(delivery.dueUs);
    this.#underWay--;
    log.settle(seq, delivery);
  }
}
