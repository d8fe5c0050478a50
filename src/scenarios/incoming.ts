// All that arrives on a session's connection, copied, and queued until the scenario asks for it.

import type {
  CloseOutcome,
  ConnectionListener,
  ReceivedFrame,
  ReceivedMessage,
} from "../connection/connection.js";
import { Inbox } from "./inbox.js";
import { OutstandingPings } from "./outstanding-pings.js";
import type { SessionFrame, SessionMessage, SessionPong } from "./session.js";

/** Who hears of what arrives. */
export interface IncomingOptions {
  /** Frames cost a second copy of every payload. */
  readonly keepsFrames: boolean;
  messageReceived(receivedAtUs: number): void;
  /** Once: more came than fits, and what does not fit is lost. */
  overflowed(what: "messages" | "frames"): void;
  ended(): void;
}

/** Bounds of each queue: enough for any honest scenario, not enough to exhaust memory. */
export const inboxLimits = { maxItems: 10_000, maxBytes: 100_000_000 };

/** The queues of one connection. */
export class Incoming {
  readonly keepsFrames: boolean;
  readonly messages = new Inbox<SessionMessage>(inboxLimits);
  readonly frames = new Inbox<SessionFrame>(inboxLimits);
  readonly pongs = new Inbox<SessionPong>(inboxLimits);
  readonly pings = new OutstandingPings();
  readonly listener: ConnectionListener;
  readonly #options: IncomingOptions;
  #outcome: CloseOutcome | undefined;
  #overflowed = false;

  constructor(options: IncomingOptions) {
    this.#options = options;
    this.keepsFrames = options.keepsFrames;
    this.listener = {
      ...(options.keepsFrames && {
        frameReceived: (frame: ReceivedFrame, atUs: number) => this.#keepFrame(frame, atUs),
      }),
      messageReceived: (message, atUs) => this.#keepMessage(message, atUs),
      pongReceived: (payload, atUs) => this.#keepPong(payload, atUs),
      closed: (outcome) => {
        this.#outcome = outcome;
        this.end();
        options.ended();
      },
    };
  }

  /** How the connection ended; `undefined` before. */
  get outcome(): CloseOutcome | undefined {
    return this.#outcome;
  }

  /** No more is waited for. What waits can still be taken. */
  end(): void {
    for (const inbox of [this.messages, this.frames, this.pongs]) inbox.end();
    this.pings.end();
  }

  #keepMessage({ kind, payload, fragments }: ReceivedMessage, receivedAtUs: number): void {
    this.#options.messageReceived(receivedAtUs);
    const copy = payload.slice();
    const text = kind === "text" ? asBuffer(copy).toString("utf8") : undefined;
    const message = { kind, payload: copy, fragments, text, receivedAtUs };
    if (!this.messages.push(message, copy.length)) this.#overflow("messages");
  }

  #keepFrame({ opcode, fin, rsv, wireBytes, payload }: ReceivedFrame, receivedAtUs: number): void {
    const frame = { opcode, fin, rsv, wireBytes, payload: payload.slice(), receivedAtUs };
    if (!this.frames.push(frame, payload.length)) this.#overflow("frames");
  }

  #keepPong(payload: Uint8Array, receivedAtUs: number): void {
    if (this.pings.answered(payload, receivedAtUs)) return;
    // A peer may send heartbeat pongs for hours (RFC 6455 §5.5.3): beyond the bounds, those that nobody reads are dropped.
    this.pongs.push({ payload: payload.slice(), receivedAtUs }, payload.length);
  }

  #overflow(what: "messages" | "frames"): void {
    if (this.#overflowed) return;
    this.#overflowed = true;
    this.#options.overflowed(what);
  }
}

/** The same bytes as a Buffer, which decodes faster than TextDecoder. Valid UTF-8, as the connection has checked. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
