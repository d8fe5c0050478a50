// One end of a WebSocket connection without any I/O: bytes in, callbacks and bytes out (RFC 6455 §5-§7, RFC 7692).

import { CloseCode } from "./close-codes.js";
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
import { assertCloseCode, assertControlPayload, notOpen } from "./endpoint-misuse.js";
import { connectionLost, tooManyControlFrames } from "./endpoint-violations.js";
import { FrameReceiver } from "./frame-receiver.js";
import { limitsFrom, type ProtocolLimits } from "./limits.js";
import { MessageWriter } from "./message-writer.js";
import { type MessageKind, Opcode, type Role } from "./opcodes.js";
import type { RawFrame } from "./raw-frame.js";
import type { CloseFrame } from "./received.js";
import type { ReceiverEvent } from "./receiver-event.js";
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
  #sink: EndpointSink;
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
    const { role, deflate, maskKey, compressMinBytes = 0 } = options;
    const limits = limitsFrom(options.limits);
    this.#role = role;
    this.#sink = sink;
    this.#limits = limits;
    this.#autoPong = options.autoPong ?? true;
    this.#receiver = new FrameReceiver(
      {
        role,
        limits,
        makeInflater: deflate && (() => inflaterFor(role, deflate, this.#limits.maxMessageBytes)),
        report: (event) => this.#received(event),
      },
      sink,
    );
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

  /** Replaces the sink; `comparesBytes` counts from the next message on. */
  setSink(sink: EndpointSink): void {
    this.#sink = sink;
    this.#receiver.setSink(sink);
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

  /**
   * Takes bytes from TCP, which are the endpoint's for the call: they are unmasked in place. Ignored after failing.
   *
   * @param atUs - When they were read; given to the sink with what they hold.
   */
  receive(bytes: Uint8Array, atUs = 0): void {
    this.#receiver.receive(bytes, atUs);
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
    assertCloseCode(code, this.#role);
    const payload = encodeClosePayload(code, reason);
    if (this.#phase === "open") this.#step("localClose", payload);
  }

  #sendControl(opcode: number, payload: Uint8Array): void {
    this.#requireOpen();
    assertControlPayload(payload);
    this.#writer.control(opcode, payload);
  }

  #requireOpen(): void {
    if (this.#phase !== "open") throw notOpen(this.state);
  }

  #requireNotClosed(): void {
    if (this.state === "closed") throw notOpen("closed");
  }

  #received(event: ReceiverEvent): void {
    switch (event.kind) {
      case "pinged":
        this.#pinged(event.payload, event.atUs);
        break;
      case "peerClosed":
        this.#peerClosed(event.close, event.codeBytes, event.atUs);
        break;
      case "violated":
        this.#fail(event.violation);
        break;
      case "dataCameAfterClose":
        this.#report(event.violation);
        break;
      default:
        event satisfies never;
    }
  }

  /** §5.5.2: a ping is answered unless the peer has closed, even when our own close frame is on its way. */
  #pinged(payload: Uint8Array, atUs: number): void {
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
    this.#sink.pingReceived?.(payload, atUs);
  }

  /** §5.5.1: the answer typically echoes the code; a reason is not asked for. */
  #peerClosed(close: CloseFrame, codeBytes: Uint8Array, atUs: number): void {
    this.#peerClose = close;
    this.#step("peerClose", codeBytes);
    this.#sink.closeReceived?.(close, atUs);
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
