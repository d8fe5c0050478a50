// One tab of a browser: what it asks is checked and answered; what it is told waits within bounds.

import type { RawData, WebSocket } from "ws";
import type { ProcessMessage } from "../link/process-message.js";
import { type AnswerOptions, answerText, readRequest } from "./page-requests.js";

/** So much may wait for a tab, beyond what it is told when it comes. */
export const behindBytes = 8 * 1024 * 1024;

/** What a tab needs of its user interface. */
export interface TabLinkOptions extends AnswerOptions {
  readonly socket: WebSocket;
  /** All that a tab must know. */
  readonly everything: () => readonly ProcessMessage[];
}

/**
 * A tab that is too far behind is told nothing more until all has left that waits for it, and then everything anew. Until
 * then nothing is read of what it asks, so that answers do not pile up either.
 */
export class TabLink {
  readonly #options: TabLinkOptions;
  readonly #socket: WebSocket;
  #unsentBytes = 0;
  #allowedBytes = behindBytes;
  #isSpared = false;
  #waiting: (() => void)[] = [];

  constructor(options: TabLinkOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.#socket.on("message", (data, isBinary) => void this.#received(data, isBinary));
    this.#socket.on("error", () => {}); // `close` follows.
    this.#socket.on("close", () => this.#tellWaiting());
    this.#tellEverything();
  }

  /** @param message - JSON, made once for all tabs. */
  tell(message: Buffer): void {
    if (this.#isSpared) return;
    if (this.#unsentBytes > this.#allowedBytes) this.#isSpared = true;
    else this.#send(message);
  }

  /** Resolves when nothing waits for the tab any more, or it has gone. */
  drained(): Promise<void> {
    if (this.#unsentBytes === 0 || this.#socket.readyState === this.#socket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Says that wsrig ends (RFC 6455 §7.4.1: going away). Resolves when the tab has closed. */
  close(): Promise<void> {
    if (this.#socket.readyState === this.#socket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.once("close", () => resolve());
      this.#socket.close(1001, "wsrig has ended");
      this.#socket.resume(); // To hear its answer.
    });
  }

  /** Ends the connection without a word. */
  terminate(): void {
    this.#socket.terminate();
  }

  #tellEverything(): void {
    try {
      for (const message of this.#options.everything()) this.#send(Buffer.from(JSON.stringify(message)));
      this.#allowedBytes = this.#unsentBytes + behindBytes;
    } catch (error) {
      // A tab that knows half of it would show what is not so.
      this.#options.onBug(error);
      this.#socket.close(1011, "wsrig failed unexpectedly");
    }
  }

  #send(message: Buffer): void {
    this.#unsentBytes += message.length;
    this.#socket.send(message, { binary: false }, () => {
      this.#unsentBytes -= message.length;
      if (this.#unsentBytes === 0) this.#caughtUp();
    });
  }

  #caughtUp(): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#allowedBytes = behindBytes;
    this.#socket.resume();
    if (this.#isSpared) {
      this.#isSpared = false;
      this.#tellEverything();
    } else this.#tellWaiting();
  }

  #tellWaiting(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #received(data: RawData, isBinary: boolean): Promise<void> {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const read = isBinary ? undefined : readRequest(String(data));
    if (read === undefined) {
      this.#socket.close(1008, "this is no request of the page");
      return;
    }
    const answer = Buffer.from(await answerText(read, this.#options));
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#send(answer);
    if (this.#unsentBytes > this.#allowedBytes) this.#socket.pause();
  }
}
