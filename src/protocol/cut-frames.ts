// The general way of a frame: cut anywhere, fragmented, compressed, or told frame by frame.

import { ControlAssembler } from "./control-assembler.js";
import { FrameDecoder, type FrameDecoderSink, type FrameHeader } from "./frame-decoder.js";
import { MessageAssembler, type MessageAssemblerOptions } from "./message-assembler.js";
import { isControl, type Role } from "./opcodes.js";
import type { ReceivedMessage } from "./received.js";
import type { Violation } from "./violation.js";

/** Options of {@link CutFrames}. */
export interface CutFramesOptions extends MessageAssemblerOptions {
  readonly limits: MessageAssemblerOptions["limits"] & { readonly maxFrameBytes: number };
  readonly role: Role;
}

/** Where {@link CutFrames} delivers. */
export interface CutFramesHost {
  /** Whether the peer's close frame has come: no payload is wanted any more. */
  readonly peerHasClosed: boolean;
  /** Whether frames are told one by one. */
  readonly tellsFrames: boolean;
  /** A data frame begins after the peer's close frame (§5.5.1). */
  dataAfterClose(): void;
  /** A data frame has come whole. @param payload - Only when frames are told. */
  dataFrame(header: FrameHeader, payload: Uint8Array | undefined): void;
  /** Called right after the `dataFrame` that ends it. */
  message(message: ReceivedMessage): void;
  controlFrame(header: FrameHeader, payload: Uint8Array): void;
  /** The peer broke a rule. The host calls {@link CutFrames.stop}. */
  fail(violation: Violation): void;
}

/** Decodes and assembles what one peer sends in pieces. */
export class CutFrames implements FrameDecoderSink {
  readonly #host: CutFramesHost;
  readonly #decoder: FrameDecoder;
  readonly #assembler: MessageAssembler;
  readonly #control = new ControlAssembler();

  constructor(options: CutFramesOptions, host: CutFramesHost) {
    this.#host = host;
    const { role, limits } = options;
    this.#decoder = new FrameDecoder({ role, limits, allowRsv1: options.makeInflater !== undefined }, this);
    this.#assembler = new MessageAssembler(options);
  }

  /** From the next frame on. */
  setLimits(limits: CutFramesOptions["limits"]): void {
    this.#decoder.setMaxFrameBytes(limits.maxFrameBytes);
    this.#assembler.setLimits(limits);
  }

  /** From the next message on. */
  setValidateUtf8(validateUtf8: boolean): void {
    this.#assembler.setValidateUtf8(validateUtf8);
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

  /** Takes bytes from TCP, which are the decoder's for the call. */
  receive(bytes: Uint8Array): void {
    this.#decoder.receive(bytes);
  }

  /** Ignores everything from here on and lets go of what is held. */
  stop(): void {
    this.#decoder.stop();
    this.#assembler.abandon();
  }

  header(header: FrameHeader): void {
    if (isControl(header.opcode)) return;
    if (this.#host.peerHasClosed) {
      this.#host.dataAfterClose();
      return;
    }
    const violation = this.#assembler.begin(header);
    if (violation !== undefined) this.#host.fail(violation);
  }

  payload(header: FrameHeader, piece: Uint8Array, isLast: boolean): void {
    if (this.#host.peerHasClosed) return;
    if (!isControl(header.opcode)) this.#dataPayload(header, piece, isLast);
    else {
      const payload = this.#control.add(piece, isLast);
      if (payload !== undefined) this.#host.controlFrame(header, payload);
    }
  }

  violation(violation: Violation): void {
    this.#host.fail(violation);
  }

  #dataPayload(header: FrameHeader, piece: Uint8Array, isLast: boolean): void {
    const violation = this.#assembler.add(header, piece, isLast);
    if (violation !== undefined) {
      this.#host.fail(violation);
      return;
    }
    if (!isLast) return;
    const { tellsFrames } = this.#host;
    this.#host.dataFrame(header, tellsFrames ? this.#assembler.framePayload() : undefined);
    if (!header.fin) return;
    this.#host.message(this.#assembler.message());
    this.#assembler.finish();
  }
}
