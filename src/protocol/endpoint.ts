// One end of a WebSocket connection without any I/O: bytes in, callbacks and bytes out (RFC 6455 §5-§7, RFC 7692).

import { WsrigError } from "../errors.js";
import { CloseCode, isWireCloseCode, maySendCloseCode } from "./close-codes.js";
import { encodeClosePayload } from "./close-payload.js";
import {
  type ClosingEvent,
  type ClosingPhase,
  closingStep,
  connectionState,
  initiatorOf,
  shouldEndTransport,
} from "./closing.js";
import { deflaterFor, inflaterFor } from "./deflate-roles.js";
import type {
  EndpointCounters,
  EndpointOptions,
  EndpointOutcome,
  EndpointSink,
} from "./endpoint-contract.js";
import { FrameReceiver, type FrameReceiverHost } from "./frame-receiver.js";
import { defaultLimits, type ProtocolLimits } from "./limits.js";
import { MessageWriter } from "./message-writer.js";
import { type MessageKind, Opcode, type Role } from "./opcodes.js";
import type { RawFrame } from "./raw-frame.js";
import type { CloseFrame } from "./received.js";
import type { Violation } from "./violation.js";

export type {
  EndpointCounters,
  EndpointOptions,
  EndpointOutcome,
  EndpointSink,
} from "./endpoint-contract.js";

/** The protocol of one connection after its opening handshake. What the peer sends never makes it throw. */
export class Endpoint {
  readonly #role: Role;
  readonly #sink: EndpointSink;
  #limits: ProtocolLimits;
  readonly #autoPong: boolean;
  readonly #receiver: FrameReceiver;
  readonly #writer: MessageWriter;
  #phase: ClosingPhase = "open";
  #initiatedBy: EndpointOutcome["initiatedBy"] = "none";
  #peerClose: CloseFrame | undefined;
  #violation: Violation | undefined;
  /** Pongs queued and not yet taken. */
  #owedPongs = 0;

  constructor(options: EndpointOptions, sink: EndpointSink) {
    const limits: ProtocolLimits = { ...defaultLimits, ...options.limits };
    const { role, deflate, maskKey, compressMinBytes = 0, validateUtf8 = true } = options;
    this.#role = role;
    this.#sink = sink;
    this.#limits = limits;
    this.#autoPong = options.autoPong ?? true;
    const makeInflater = deflate && (() => inflaterFor(role, deflate, this.#limits.maxMessageBytes));
    this.#receiver = new FrameReceiver({ role, limits, sink, validateUtf8, makeInflater }, this.#host());
    const makeDeflater = deflate && (() => deflaterFor(role, deflate));
    this.#writer = new MessageWriter({ role, maskKey, makeDeflater, compressMinBytes });
  }

  /** `closing`: a close frame was sent. `closed`: close frames went both ways, or we failed the connection, or TCP ended. */
  get state(): "open" | "closing" | "closed" {
    return connectionState(this.#phase);
  }

  /** Whether TCP should be ended as soon as the output is written. A client that closed cleanly waits for the server (§7.1.1). */
  get shouldEndTransport(): boolean {
    return shouldEndTransport(this.#phase, this.#role);
  }

  /** Meaningful once `state` is `closed`. */
  get outcome(): EndpointOutcome {
    return {
      code: this.#peerClose?.code ?? CloseCode.abnormal,
      reason: this.#peerClose?.reason ?? "",
      wasClean: this.#phase === "exchanged" || this.#phase === "finished",
      initiatedBy: this.#initiatedBy,
      violation: this.#violation,
    };
  }

  get counters(): EndpointCounters {
    return {
      framesReceived: this.#receiver.framesReceived,
      framesSent: this.#writer.framesSent,
      messagesReceived: this.#receiver.messagesReceived,
      messagesSent: this.#writer.messagesSent,
    };
  }

  /** Bytes queued for the peer. */
  get outputBytes(): number {
    return this.#writer.output.bytes;
  }

  /** Memory held for what the peer has not finished: at most a message, a control frame and a cut header. */
  get bufferedBytes(): number {
    return this.#receiver.bufferedBytes;
  }

  /** Changes some limits. A frame whose header has come is not judged again; the next one is, with all of its message. */
  setLimits(changed: Partial<ProtocolLimits>): void {
    this.#limits = { ...this.#limits, ...changed };
    this.#receiver.setLimits(this.#limits);
  }

  /** What must be written, in order; empties the queue. The arrays are the caller's and must not be changed. */
  takeOutput(): readonly Uint8Array[] {
    this.#owedPongs = 0;
    return this.#writer.output.take();
  }

  /** Takes bytes from TCP, which are the endpoint's for the call: they are unmasked in place. Ignored after failing. */
  receive(bytes: Uint8Array): void {
    this.#receiver.receive(bytes);
  }

  /** The peer ended TCP. Without its close frame before, that is the violation `connection-lost`. */
  receiveEof(): void {
    const wasUnderWay = this.#phase === "open" || this.#phase === "closeSent";
    const { unfinished } = this.#receiver;
    this.#receiver.stop();
    this.#step("eof");
    if (wasUnderWay) this.#report(connectionLost(unfinished));
  }

  /** Sends one text message in one frame; gives the payload's bytes. @throws WsrigError `connection-not-open` */
  sendText(text: string): number {
    this.#requireOpen();
    return this.#writer.text(text);
  }

  /** Sends one binary message in one frame; gives the payload's bytes, which are copied. @throws WsrigError `connection-not-open` */
  sendBinary(payload: Uint8Array): number {
    this.#requireOpen();
    return this.#writer.binary(payload);
  }

  /**
   * Sends one message in frames of `fragmentBytes` (> 0); gives the payload's bytes, which are copied. A compressed
   * message is cut after compression. @throws WsrigError `connection-not-open`, `fragment-size-invalid`
   */
  sendFragments(kind: MessageKind, payload: Uint8Array, fragmentBytes: number): number {
    this.#requireOpen();
    return this.#writer.fragments(kind, payload, fragmentBytes);
  }

  /**
   * Sends one frame as described, legal or not; gives its wire bytes. Allowed while closing too. A close frame counts
   * as ours in the closing handshake. @throws WsrigError `connection-not-open` when closed, `frame-invalid`
   */
  sendFrame(frame: RawFrame): number {
    this.#requireNotClosed();
    const wireBytes = this.#writer.raw(frame);
    if (frame.opcode === Opcode.close) this.#step("localClose");
    return wireBytes;
  }

  /**
   * Sends wire bytes made beforehand, of so many frames and messages. They must not change until written. Allowed while
   * closing too; a close frame among them is not noticed. @throws WsrigError `connection-not-open` when closed
   */
  sendBytes(bytes: Uint8Array, frames: number, messages: number): void {
    this.#requireNotClosed();
    this.#writer.bytes(bytes, frames, messages);
  }

  /** Sends a ping of at most 125 bytes. @throws WsrigError `connection-not-open`, `control-payload-too-long` */
  ping(payload: Uint8Array = noBytes): void {
    this.#sendControl(Opcode.ping, payload);
  }

  /** Sends an unsolicited pong (§5.5.3). @throws WsrigError `connection-not-open`, `control-payload-too-long` */
  pong(payload: Uint8Array = noBytes): void {
    this.#sendControl(Opcode.pong, payload);
  }

  /**
   * Starts the closing handshake; without a code the close frame is empty. Does nothing when the connection is closing or
   * closed, since the peer may have been first. @throws WsrigError `close-code-invalid`, `close-reason-too-long`,
   * `close-reason-without-code`
   */
  close(code?: number, reason = ""): void {
    if (code !== undefined && !maySendCloseCode(code, this.#role)) {
      throw new WsrigError(
        "close-code-invalid",
        `close code ${code} may not be sent by a ${this.#role}; ${isWireCloseCode(code) ? "only a client may send it" : "must be 1000-1003, 1007-1014 or 3000-4999"}`,
      );
    }
    const payload = encodeClosePayload(code, reason);
    if (this.#phase === "open") this.#step("localClose", payload);
  }

  #sendControl(opcode: number, payload: Uint8Array): void {
    this.#requireOpen();
    if (payload.length > 125) {
      throw new WsrigError(
        "control-payload-too-long",
        `the payload of a control frame takes ${payload.length} bytes; at most 125 are allowed`,
      );
    }
    this.#writer.control(opcode, payload);
  }

  #requireOpen(): void {
    if (this.#phase !== "open") throw notOpen(this.state);
  }

  #requireNotClosed(): void {
    if (this.state === "closed") throw notOpen("closed");
  }

  #host(): FrameReceiverHost {
    return {
      pinged: (payload) => this.#pinged(payload),
      peerClosed: (close, codeBytes) => this.#peerClosed(close, codeBytes),
      violated: (violation) => this.#fail(violation),
      dataCameAfterClose: (violation) => this.#report(violation),
    };
  }

  /** §5.5.2: a ping is answered unless the peer has closed, even when our own close frame is on its way. */
  #pinged(payload: Uint8Array): void {
    if (this.#autoPong) {
      const { maxQueuedControlFrames } = this.#limits;
      if (this.#owedPongs >= maxQueuedControlFrames) {
        this.#receiver.stop();
        this.#fail(tooManyControlFrames(maxQueuedControlFrames));
        return;
      }
      this.#owedPongs++;
      this.#writer.control(Opcode.pong, payload);
    }
    this.#sink.pingReceived?.(payload);
  }

  /** §5.5.1: the answer typically echoes the code; a reason is not asked for. */
  #peerClosed(close: CloseFrame, codeBytes: Uint8Array): void {
    this.#peerClose = close;
    this.#step("peerClose", codeBytes);
    this.#sink.closeReceived?.(close);
  }

  #fail(violation: Violation): void {
    this.#step("violation", encodeClosePayload(violation.closeCode));
    this.#report(violation);
  }

  #report(violation: Violation): void {
    this.#violation = violation;
    this.#sink.violated?.(violation);
  }

  /** @param closePayload - Of the close frame to send, where the step sends one; none when the caller has sent it. */
  #step(event: ClosingEvent, closePayload?: Uint8Array): void {
    const step = closingStep(this.#phase, event);
    if (this.#phase === "open") this.#initiatedBy = initiatorOf(event);
    this.#phase = step.phase;
    if (step.send !== undefined && closePayload !== undefined) {
      this.#writer.control(Opcode.close, closePayload);
    }
  }
}

const noBytes = new Uint8Array(0);

function connectionLost(unfinished: "frame" | "message" | undefined): Violation {
  const where = unfinished === undefined ? "without a close frame" : `inside a ${unfinished}`;
  return {
    code: "connection-lost",
    section: "RFC 6455 §7.1.5",
    closeCode: CloseCode.abnormal,
    message: `TCP ended ${where}; must end after the closing handshake`,
  };
}

function tooManyControlFrames(max: number): Violation {
  return {
    code: "too-many-control-frames",
    section: "RFC 6455 §10.4",
    closeCode: CloseCode.policyViolation,
    message: `more than ${max} pongs are owed to the peer; at most ${max} are allowed`,
  };
}

function notOpen(state: string): WsrigError {
  return new WsrigError("connection-not-open", `the connection is ${state}; must be open to send`);
}
