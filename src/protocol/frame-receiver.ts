// The receiving half of an endpoint: frames and messages to its sink, what needs an answer to its host.

import { CloseCode } from "./close-codes.js";
import { parseClosePayload } from "./close-payload.js";
import { ControlAssembler } from "./control-assembler.js";
import type { EndpointSink } from "./endpoint-contract.js";
import { FrameDecoder, type FrameDecoderSink, type FrameHeader } from "./frame-decoder.js";
import { MessageAssembler, type MessageAssemblerOptions } from "./message-assembler.js";
import { isControl, Opcode, type Role } from "./opcodes.js";
import type { CloseFrame } from "./received.js";
import type { Violation } from "./violation.js";

/** Options of {@link FrameReceiver}. */
export interface FrameReceiverOptions extends MessageAssemblerOptions {
  readonly limits: MessageAssemblerOptions["limits"] & { readonly maxFrameBytes: number };
  readonly role: Role;
  readonly sink: EndpointSink;
}

/** Where a receiver reports what changes the connection or asks for an answer. */
export interface FrameReceiverHost {
  pinged(payload: Uint8Array): void;
  /** @param codeBytes - The payload's first two bytes, or none: what an answer echoes. */
  peerClosed(close: CloseFrame, codeBytes: Uint8Array): void;
  /** The peer broke a rule; nothing more is received. */
  violated(violation: Violation): void;
  /** A data frame came after the peer's close frame; once. */
  dataCameAfterClose(violation: Violation): void;
}

/** Receives the frames of one connection. */
export class FrameReceiver {
  framesReceived = 0;
  messagesReceived = 0;
  readonly #sink: EndpointSink;
  readonly #host: FrameReceiverHost;
  readonly #decoder: FrameDecoder;
  readonly #assembler: MessageAssembler;
  readonly #control = new ControlAssembler();
  #peerClosed = false;
  #sawDataAfterClose = false;

  constructor(options: FrameReceiverOptions, host: FrameReceiverHost) {
    this.#sink = options.sink;
    this.#host = host;
    const { role, limits } = options;
    const allowRsv1 = options.makeInflater !== undefined;
    this.#decoder = new FrameDecoder({ role, limits, allowRsv1 }, this.#decoderSink());
    this.#assembler = new MessageAssembler(options);
  }

  /** From the next frame on. */
  setLimits(limits: FrameReceiverOptions["limits"]): void {
    this.#decoder.setMaxFrameBytes(limits.maxFrameBytes);
    this.#assembler.setLimits(limits);
  }

  /** Memory held for what the peer has not finished. */
  get bufferedBytes(): number {
    return this.#assembler.reservedBytes + this.#control.length;
  }

  /** What the end of TCP would cut off. */
  get unfinished(): "frame" | "message" | undefined {
    if (this.#decoder.isInsideFrame) return "frame";
    return this.#assembler.isInsideMessage ? "message" : undefined;
  }

  /** Takes bytes from TCP, which are the receiver's for the call. */
  receive(bytes: Uint8Array): void {
    this.#decoder.receive(bytes);
  }

  /** Ignores everything from here on and lets go of what is held. */
  stop(): void {
    this.#decoder.stop();
    this.#assembler.abandon();
  }

  #decoderSink(): FrameDecoderSink {
    return {
      header: (header) => this.#begin(header),
      payload: (header, piece, isLast) => this.#payload(header, piece, isLast),
      violation: (violation) => this.#fail(violation),
    };
  }

  #begin(header: FrameHeader): void {
    if (isControl(header.opcode)) return;
    if (this.#peerClosed) {
      this.#afterClose();
      return;
    }
    const violation = this.#assembler.begin(header);
    if (violation !== undefined) this.#fail(violation);
  }

  #payload(header: FrameHeader, piece: Uint8Array, isLast: boolean): void {
    if (this.#peerClosed) return;
    if (!isControl(header.opcode)) this.#dataPayload(header, piece, isLast);
    else {
      const payload = this.#control.add(piece, isLast);
      if (payload !== undefined) this.#controlFrame(header, payload);
    }
  }

  #dataPayload(header: FrameHeader, piece: Uint8Array, isLast: boolean): void {
    const violation = this.#assembler.add(header, piece, isLast);
    if (violation !== undefined) {
      this.#fail(violation);
      return;
    }
    if (!isLast) return;
    this.framesReceived++;
    if (this.#sink.frameReceived !== undefined) this.#tellFrame(header, this.#assembler.framePayload());
    if (!header.fin) return;
    this.messagesReceived++;
    if (this.#sink.messageReceived !== undefined) this.#sink.messageReceived(this.#assembler.message());
    this.#assembler.finish();
  }

  #controlFrame(header: FrameHeader, payload: Uint8Array): void {
    this.framesReceived++;
    if (this.#sink.frameReceived !== undefined) this.#tellFrame(header, payload);
    if (header.opcode === Opcode.ping) this.#host.pinged(payload);
    else if (header.opcode === Opcode.pong) this.#sink.pongReceived?.(payload);
    else this.#closeFrame(payload);
  }

  #tellFrame(header: FrameHeader, payload: Uint8Array): void {
    const { opcode, fin, rsv } = header;
    const wireBytes = header.headerBytes + header.payloadBytes;
    this.#sink.frameReceived?.({ opcode, fin, rsv, payload, wireBytes });
  }

  #closeFrame(payload: Uint8Array): void {
    const reading = parseClosePayload(payload);
    if (reading.kind === "violation") {
      this.#fail(reading.violation);
      return;
    }
    this.#peerClosed = true;
    this.#host.peerClosed(reading.close, payload.subarray(0, 2));
  }

  /** §5.5.1 forbids data here, not control frames: a pong may cross our close frame. */
  #afterClose(): void {
    if (this.#sawDataAfterClose) return;
    this.#sawDataAfterClose = true;
    this.#host.dataCameAfterClose(dataAfterClose);
  }

  #fail(violation: Violation): void {
    this.stop();
    if (!this.#peerClosed) this.#host.violated(violation);
  }
}

const dataAfterClose: Violation = {
  code: "data-after-close",
  section: "RFC 6455 §5.5.1",
  closeCode: CloseCode.abnormal,
  message: "a data frame came after the close frame; must be the last",
};
