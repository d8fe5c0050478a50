// One connection of a broadcast: it receives, and publishes where it is one of the first.

import type { Connection, ReceivedMessage } from "../../../connection/connection.js";
import type { MessageBook } from "../../record/message-book.js";
import type { DueSender, KeptSchedule } from "../schedule.js";
import { SessionLane, type SessionLaneSetting } from "../session-lane.js";
import type { BroadcastBook, BroadcastReceiver } from "./broadcast-book.js";
import type { BroadcastDrain } from "./broadcast-drain.js";
import { BroadcastHeaderReader } from "./broadcast-header.js";
import type { HeadedCheck } from "./headed-check.js";

/** The way out of one publisher. */
export interface PublisherOutlet {
  readonly uncountedFrames: number;
  /** Sends message `seq`. */
  publish(seq: number, sentAtUs: number, dueUs: number): void;
}

/** What one {@link BroadcastLane} does, and where it counts. */
export interface BroadcastLaneOptions extends SessionLaneSetting {
  /** Over all workers. */
  readonly number: number;
  /** Of a publisher only. */
  readonly outlet: PublisherOutlet | undefined;
  readonly schedule: KeptSchedule;
  readonly deliveries: BroadcastBook;
  readonly drain: BroadcastDrain;
  readonly check: HeadedCheck;
  readonly book: MessageBook;
  readonly nowUs: () => number;
}

// One message is read at a time.
const header = new BroadcastHeaderReader();

/** It listens as soon as it is open, since publishers of other workers begin at the common start. */
export class BroadcastLane extends SessionLane implements BroadcastReceiver, DueSender {
  readonly number: number;
  readonly #options: BroadcastLaneOptions;
  #isPublishing = false;

  constructor(connection: Connection, options: BroadcastLaneOptions) {
    super(connection, options);
    this.number = options.number;
    this.#options = options;
    options.deliveries.join(this);
  }

  get uncountedFrames(): number {
    return this.#options.outlet?.uncountedFrames ?? 0;
  }

  sendDue(dueUs: number, nowUs: number): void {
    const { outlet, deliveries, book } = this.#options;
    if (outlet === undefined || !this.#isPublishing || this.connection.state !== "open") {
      book.dropped(dueUs);
      return;
    }
    const seq = deliveries.nextSeqOf(this.number);
    deliveries.published(this.number, nowUs, dueUs);
    outlet.publish(seq, nowUs, dueUs);
  }

  messageReceived(message: ReceivedMessage, receivedAtUs: number): void {
    const { deliveries, book, drain, check } = this.#options;
    if (header.read(message.payload)) {
      const isOwed = deliveries.received(this, header, receivedAtUs);
      if (isOwed && !check.isRight(message, header)) book.wrong(header.dueUs);
      // Else it is such as a greeting.
    } else if (this.isAtWork) book.received(receivedAtUs);
    drain.heard(receivedAtUs);
  }

  /** Nothing more will come: called when all deliveries are settled. */
  override finish(): void {
    if (this.isAtWork) this.#options.deliveries.leave(this);
    super.finish();
  }

  protected begun(): void {
    const { deliveries, drain, outlet, schedule, nowUs } = this.#options;
    deliveries.join(this);
    drain.began(this);
    if (outlet === undefined) return;
    this.#isPublishing = true;
    schedule.join(this.number, this, nowUs());
  }

  protected stopping(): void {
    this.#options.schedule.stopping();
    this.#publishNoMore();
    this.#options.drain.stopped(this);
  }

  protected givenUp(): void {
    const { deliveries, drain } = this.#options;
    this.#publishNoMore();
    deliveries.leave(this);
    drain.left(this);
  }

  #publishNoMore(): void {
    if (!this.#isPublishing) return;
    this.#isPublishing = false;
    this.#options.schedule.leave(this.number);
  }
}
