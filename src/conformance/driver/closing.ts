// The end of a connection, as the reference suite's driver brings it about: RFC 6455 §7.

import { CloseCode } from "../../protocol/close-codes.js";
import { encodeClosePayload } from "../../protocol/close-payload.js";
import type { Role } from "../../protocol/opcodes.js";
import type { CaseFacts, SeenClose } from "./facts.js";
import type { WriteOptions } from "./send-queue.js";
import type { Waits } from "./waits.js";

/** What closing needs of its driver. */
export interface ClosingOptions {
  readonly role: Role;
  readonly waits: Waits;
  /** How long the peer may take, in waits; asked each time. */
  readonly patience: () => number;
  readonly sendClose: (payload: Uint8Array, options: WriteOptions) => void;
  /** Sends FIN. */
  readonly endSending: () => void;
  /** Drops TCP. */
  readonly drop: () => void;
}

/** Who closed, how, and what did not come in time. */
export class Closing {
  readonly #options: ClosingOptions;
  #byDriver = false;
  #local: SeenClose | undefined;
  #remote: SeenClose | undefined;
  #timedOut = false;
  #serverDropTimedOut = false;
  #timer: AbortController | undefined;
  #waiting: (() => void)[] = [];

  constructor(options: ClosingOptions) {
    this.#options = options;
  }

  /** Whether a close frame went either way. */
  get hasBegun(): boolean {
    return this.#local !== undefined || this.#remote !== undefined;
  }

  get remoteClose(): SeenClose | undefined {
    return this.#remote;
  }

  facts(): Pick<
    CaseFacts,
    "closedByDriver" | "localClose" | "remoteClose" | "wasClean" | "closeTimedOut" | "serverDropTimedOut"
  > {
    const isExchanged = this.#local !== undefined && this.#remote !== undefined;
    return {
      closedByDriver: this.#byDriver,
      localClose: this.#local,
      remoteClose: this.#remote,
      wasClean: isExchanged && !this.#timedOut && !this.#serverDropTimedOut,
      closeTimedOut: this.#timedOut,
      serverDropTimedOut: this.#serverDropTimedOut,
    };
  }

  /** Sends the first close frame; the peer has its time to answer. Nothing where closing has begun. */
  begin(payload: Uint8Array, options: WriteOptions = {}): void {
    if (this.hasBegun) return;
    this.#byDriver = true;
    this.#local = closeOf(payload);
    this.#options.sendClose(payload, options);
    this.#options.waits.later(this.#options.patience(), () => {
      if (this.#remote !== undefined) return;
      this.#timedOut = true;
      this.#options.drop();
    });
  }

  /** After `waits`: close with 1001, or drop TCP where closing has begun. Replaces an earlier timer. */
  killAfter(waits: number): void {
    this.#setTimer(waits, () => {
      if (this.hasBegun) this.#options.drop();
      else this.begin(encodeClosePayload(CloseCode.goingAway));
    });
  }

  /** After `waits`: a close frame without a code. Replaces an earlier timer. */
  closeAfter(waits: number): void {
    this.#setTimer(waits, () => this.begin(new Uint8Array(0)));
  }

  /**
   * The peer's close frame. It is answered with 1000, not with its code; then a server drops TCP, and a client waits
   * for that.
   *
   * @param isAnswered - Whether it is, where it is the first.
   */
  take(close: SeenClose, isAnswered: boolean): void {
    if (this.#remote !== undefined) return;
    this.#remote = close;
    this.#tell();
    const wasAnswer = this.#local !== undefined;
    if (!wasAnswer) {
      if (!isAnswered) return;
      this.#local = { code: CloseCode.normal };
      this.#options.sendClose(encodeClosePayload(CloseCode.normal), {});
    }
    if (this.#options.role === "server") {
      if (wasAnswer) this.#options.drop();
      else this.#options.endSending();
      this.#dropUnlessGone(() => {});
    } else {
      this.#dropUnlessGone(() => {
        this.#serverDropTimedOut = true;
      });
    }
  }

  /** Resolves when the peer's close frame has come, or the connection is over. */
  closeOrEnd(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** TCP is gone. */
  end(): void {
    this.#tell();
  }

  #setTimer(waits: number, act: () => void): void {
    this.#timer?.abort();
    this.#timer = new AbortController();
    this.#options.waits.later(waits, act, this.#timer.signal);
  }

  #dropUnlessGone(because: () => void): void {
    this.#options.waits.later(this.#options.patience(), () => {
      because();
      this.#options.drop();
    });
  }

  #tell(): void {
    for (const tell of this.#waiting.splice(0)) tell();
  }
}

function closeOf(payload: Uint8Array): SeenClose {
  if (payload.length < 2) return {};
  const code = ((payload[0] as number) << 8) | (payload[1] as number);
  return { code, reason: Buffer.from(payload.subarray(2)).toString() };
}
