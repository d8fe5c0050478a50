// A connection that is spoken to line by line, with everything that passes shown.

import type { Clock } from "../../clock.js";
import type {
  CloseFrame,
  CloseOutcome,
  Connection,
  ConnectionListener,
  ReceivedFrame,
  ReceivedMessage,
} from "../../connection/connection.js";
import { WsrigError } from "../../errors.js";
import { encodeClosePayload } from "../../protocol/close-payload.js";
import { Opcode } from "../../protocol/opcodes.js";
import type { Expectations } from "./expectations.js";
import { frameFacts, hex, messageText } from "./frame-facts.js";
import { type SendAction, sendAction } from "./send-action.js";
import type { FrameFacts, TranscriptEvent } from "./transcript.js";

/** Options of {@link Conversation}. */
export interface ConversationOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly expectations: Expectations;
  readonly show: (event: TranscriptEvent) => void;
  /** After a line was sent or an expectation was met. */
  readonly progressed: () => void;
}

/** Listens to the connection from its construction on. */
export class Conversation implements ConnectionListener {
  readonly #options: ConversationOptions;
  readonly #openedAtUs: number;
  #closeSent = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#openedAtUs = options.clock.nowUs();
    options.connection.setListener(this);
  }

  /** Whether lines can be sent. */
  get isOpen(): boolean {
    return this.#options.connection.state === "open";
  }

  /**
   * Sends what a line asks for.
   *
   * @throws WsrigError `usage-invalid-line` for what the connection refuses, such as close code 1005.
   */
  perform(action: SendAction, line: string): void {
    try {
      this.#send(action);
    } catch (error) {
      throw error instanceof WsrigError ? refusedLine(error, line) : error;
    }
    this.#options.progressed();
  }

  /** Starts the closing handshake, if it has not begun, and waits for its end. */
  async end(): Promise<CloseOutcome> {
    if (this.isOpen) this.#send({ kind: "close", code: 1000, reason: "" });
    return this.#options.connection.waitForClose();
  }

  frameReceived(frame: ReceivedFrame, receivedAtUs: number): void {
    this.#frame("received", frameFacts(frame), receivedAtUs);
  }

  messageReceived({ kind, payload }: ReceivedMessage, receivedAtUs: number): void {
    const { expectations, show, progressed, connection } = this.#options;
    if (!connection.capabilities.frames) {
      const facts = frameFacts({ opcode: Opcode[kind], payload });
      show({ event: "message", atUs: this.#since(receivedAtUs), direction: "received", ...facts });
    }
    const pattern = expectations.next;
    if (pattern === undefined || !expectations.offer(messageText(kind, payload))) return;
    show({ event: "expected", atUs: this.#since(receivedAtUs), pattern });
    progressed();
  }

  pingReceived(payload: Uint8Array, receivedAtUs: number): void {
    this.#unlessShown(Opcode.ping, payload, receivedAtUs);
    this.#frame("sent", frameFacts({ opcode: Opcode.pong, payload }), receivedAtUs, true);
  }

  pongReceived(payload: Uint8Array, receivedAtUs: number): void {
    this.#unlessShown(Opcode.pong, payload, receivedAtUs);
  }

  closeReceived({ code, reason }: CloseFrame, receivedAtUs: number): void {
    const payload = code === 1005 ? new Uint8Array(0) : encodeClosePayload(code, reason);
    this.#unlessShown(Opcode.close, payload, receivedAtUs);
    if (this.#closeSent) return;
    this.#closeSent = true;
    this.#frame(
      "sent",
      frameFacts({ opcode: Opcode.close, payload: payload.subarray(0, 2) }),
      receivedAtUs,
      true,
    );
  }

  closed({ code, reason, wasClean, initiatedBy, violation, error }: CloseOutcome): void {
    const why = violation === undefined ? error?.message : `${violation.message} (${violation.section})`;
    const atUs = this.#since(this.#options.clock.nowUs());
    this.#options.show({
      event: "closed",
      atUs,
      code,
      reason,
      wasClean,
      initiatedBy,
      ...(why !== undefined && { violation: why }),
    });
  }

  #send(action: SendAction): void {
    const { connection, clock, show } = this.#options;
    const atUs = clock.nowUs();
    const frames = sendAction(connection, action);
    if (action.kind === "close") this.#closeSent = true;
    if (action.kind === "raw") {
      const { bytes } = action;
      show({
        event: "raw",
        atUs: this.#since(atUs),
        direction: "sent",
        bytes: bytes.length,
        hex: hex(bytes),
      });
    }
    for (const facts of frames) this.#frame("sent", facts, atUs);
  }

  /** Control frames of a driver that shows no frames. */
  #unlessShown(opcode: number, payload: Uint8Array, receivedAtUs: number): void {
    if (this.#options.connection.capabilities.frames) return;
    this.#frame("received", frameFacts({ opcode, payload }), receivedAtUs);
  }

  #frame(direction: "sent" | "received", facts: FrameFacts, atUs: number, automatic = false): void {
    const event = { event: "frame" as const, atUs: this.#since(atUs), direction, ...facts };
    this.#options.show(automatic ? { ...event, automatic } : event);
  }

  #since(atUs: number): number {
    return Math.max(0, atUs - this.#openedAtUs);
  }
}

/** What a connection refuses is, typed on a line, a mistake of the user. */
function refusedLine({ message, hint }: WsrigError, line: string): WsrigError {
  return new WsrigError("usage-invalid-line", message, { path: line, hint });
}
