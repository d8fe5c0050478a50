// Lanes that send as fast as their targets take it, in turns: none starves another, and sockets are served in between.

import type { Connection } from "../../connection/connection.js";

/** One that sends without a schedule. */
export interface EagerSender {
  readonly connection: Connection;
  /** Sends one message; gives its bytes, or `undefined` when there is nothing left to send. */
  sendNext(nowUs: number): number | undefined;
  /** The target took less than it was sent: from `fromUs` to `toUs` nothing could leave. */
  wasBlocked(fromUs: number, toUs: number): void;
}

// More waiting bytes than these, and the connection counts as full: above the mark of the socket itself, so that it tells.
const fullBytes = 64 * 1_024;
// Of one sender in one turn.
const bytesPerTurn = 64 * 1_024;
const messagesPerTurn = 256;

/** All such senders of one load in one worker. */
export class SendRounds {
  readonly #nowUs: () => number;
  readonly #ready = new Set<EagerSender>();
  /** Since when a sender's connection has been full, µs. */
  readonly #blockedFromUs = new Map<EagerSender, number>();
  #isTurnDue = false;

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  /** Sends from now on, in the coming turns of the event loop. */
  add(sender: EagerSender): void {
    this.#ready.add(sender);
    this.#scheduleTurn();
  }

  /** Sends no more. One whose connection is full is told so up to now. */
  remove(sender: EagerSender): void {
    this.#ready.delete(sender);
    this.#unblock(sender);
  }

  #scheduleTurn(): void {
    if (this.#isTurnDue || this.#ready.size === 0) return;
    this.#isTurnDue = true;
    setImmediate(this.#takeTurn);
  }

  readonly #takeTurn = (): void => {
    this.#isTurnDue = false;
    const nowUs = this.#nowUs();
    for (const sender of this.#ready) this.#serve(sender, nowUs);
    this.#scheduleTurn();
  };

  #serve(sender: EagerSender, nowUs: number): void {
    const { connection } = sender;
    // What was sent a turn ago has been offered to the system since: what is left of it is what the target does not take.
    if (connection.bufferedBytes >= fullBytes) {
      this.#block(sender, nowUs);
      return;
    }
    let bytes = 0;
    for (let left = messagesPerTurn; left > 0 && bytes < bytesPerTurn; left--) {
      if (connection.state !== "open") break;
      const sent = sender.sendNext(nowUs);
      if (sent === undefined) break;
      bytes += sent;
    }
    if (connection.state !== "open") this.#ready.delete(sender);
  }

  /** One promise for each time that a connection is full, none for a message. */
  #block(sender: EagerSender, nowUs: number): void {
    this.#ready.delete(sender);
    this.#blockedFromUs.set(sender, nowUs);
    void sender.connection.waitForDrain().then(() => {
      // It was removed meanwhile, or the connection has ended.
      if (!this.#unblock(sender) || sender.connection.state !== "open") return;
      this.add(sender);
    });
  }

  #unblock(sender: EagerSender): boolean {
    const fromUs = this.#blockedFromUs.get(sender);
    if (fromUs === undefined) return false;
    this.#blockedFromUs.delete(sender);
    sender.wasBlocked(fromUs, this.#nowUs());
    return true;
  }
}
