// The receiving half of an endpoint: frames and messages to its sink, what needs an answer to its owner.

import { isUtf8 } from "node:buffer";
import { bigEndian16, bigEndian32 } from "./big-endian.js";
import { chunkView } from "./chunk-view.js";
import { CloseCode } from "./close-codes.js";
import { parseClosePayload } from "./close-payload.js";
import { CutFrames, type CutFramesHost, type CutFramesOptions } from "./cut-frames.js";
import type { EndpointSink } from "./endpoint-contract.js";
import type { FrameHeader } from "./frame-decoder.js";
import { FIN_BIT } from "./frame-encoder.js";
import { maskRange } from "./mask.js";
import { invalidUtf8 } from "./message-assembler.js";
import { Opcode, type Role } from "./opcodes.js";
import type { ReceivedMessage } from "./received.js";
import type { ReceiverEvent } from "./receiver-event.js";
import type { Violation } from "./violation.js";

/** Options of {@link FrameReceiver}. */
export interface FrameReceiverOptions {
  readonly role: Role;
  readonly limits: CutFramesOptions["limits"];
  readonly makeInflater: CutFramesOptions["makeInflater"];
  /** Called before the sink, at once. */
  readonly report: (event: ReceiverEvent) => void;
}

/**
 * Receives the frames of one connection.
 *
 * A frame that is a whole message or a ping or pong, and lies whole in the chunk, is delivered right away; nothing is held
 * for it. Everything else goes through {@link CutFrames}, made when the first such frame comes: an idle connection, or one
 * whose messages are small and whole, has none. Both ways tell the same.
 */
export class FrameReceiver implements CutFramesHost {
  framesReceived = 0;
  messagesReceived = 0;
  peerHasClosed = false;
  #sink: EndpointSink;
  readonly #report: FrameReceiverOptions["report"];
  readonly #makeInflater: FrameReceiverOptions["makeInflater"];
  #limits: FrameReceiverOptions["limits"];
  readonly #maskBit: number;
  /** Longer frames are judged by {@link CutFrames}; below 0 all are. */
  #maxWholeBytes: number;
  #checksUtf8: boolean;
  #cut: CutFrames | undefined;
  /** When the chunk was read that {@link CutFrames} is taking. */
  #atUs = 0;
  #hasStopped = false;
  #sawDataAfterClose = false;

  constructor(options: FrameReceiverOptions, sink: EndpointSink) {
    this.#sink = sink;
    this.#report = options.report;
    this.#makeInflater = options.makeInflater;
    this.#limits = options.limits;
    this.#maskBit = options.role === "server" ? 0x80 : 0;
    this.#maxWholeBytes = maxWholeBytes(options.limits);
    this.#checksUtf8 = sink.comparesBytes !== true;
  }

  get tellsFrames(): boolean {
    return this.#sink.frameReceived !== undefined;
  }

  /** From the next event on; whether text is validated, from the next message on. */
  setSink(sink: EndpointSink): void {
    this.#sink = sink;
    this.#checksUtf8 = sink.comparesBytes !== true;
    this.#cut?.setValidateUtf8(this.#checksUtf8);
  }

  /** From the next frame on. */
  setLimits(limits: FrameReceiverOptions["limits"]): void {
    this.#limits = limits;
    if (!this.peerHasClosed) this.#maxWholeBytes = maxWholeBytes(limits);
    this.#cut?.setLimits(limits);
  }

  /** Memory held for what the peer has not finished. */
  get bufferedBytes(): number {
    return this.#cut?.bufferedBytes ?? 0;
  }

  /** What the end of TCP would cut off. */
  get unfinished(): "frame" | "message" | undefined {
    return this.#cut?.unfinished;
  }

  /** Takes bytes from TCP, read at `atUs`, which are the receiver's for the call. */
  receive(bytes: Uint8Array, atUs: number): void {
    const isBetweenMessages = this.#cut === undefined || this.#cut.unfinished === undefined;
    const at = isBetweenMessages ? this.#takeWholeFrames(bytes, atUs) : 0;
    if (at === bytes.length || this.#hasStopped) return;
    this.#atUs = atUs;
    this.#cut ??= this.#makeCut();
    this.#cut.receive(at === 0 ? bytes : bytes.subarray(at));
  }

  /** Ignores everything from here on and lets go of what is held. */
  stop(): void {
    this.#hasStopped = true;
    this.#cut?.stop();
  }

  dataFrame(header: FrameHeader, payload: Uint8Array | undefined): void {
    this.framesReceived++;
    if (payload !== undefined) this.#tellFrame(header, payload);
  }

  message(message: ReceivedMessage): void {
    this.messagesReceived++;
    this.#sink.messageReceived?.(message, this.#atUs);
  }

  controlFrame(header: FrameHeader, payload: Uint8Array): void {
    this.framesReceived++;
    if (this.tellsFrames) this.#tellFrame(header, payload);
    if (header.opcode === Opcode.ping) this.#report({ kind: "pinged", payload, atUs: this.#atUs });
    else if (header.opcode === Opcode.pong) this.#sink.pongReceived?.(payload, this.#atUs);
    else this.#closeFrame(payload);
  }

  /** §5.5.1 forbids data here, not control frames: a pong may cross our close frame. */
  dataAfterClose(): void {
    if (this.#sawDataAfterClose) return;
    this.#sawDataAfterClose = true;
    this.#report({ kind: "dataCameAfterClose", violation: dataAfterClose });
  }

  fail(violation: Violation): void {
    this.stop();
    if (!this.peerHasClosed) this.#report({ kind: "violated", violation });
  }

  /** Delivers the whole simple frames at the start of `bytes`; gives where the first other one begins. */
  #takeWholeFrames(bytes: Uint8Array, atUs: number): number {
    const end = bytes.length;
    let at = 0;
    // A callback may change the sink and the limits, and stop everything.
    while (end - at >= 2 && this.#sink.frameReceived === undefined && !this.#hasStopped) {
      const first = bytes[at] as number;
      const second = bytes[at + 1] as number;
      if (wholeKinds[first] === 0 || (second & 0x80) !== this.#maskBit) break;
      let length = second & 0x7f;
      let start = at + 2;
      if (length >= 126) {
        length = extendedLength(bytes, at, end);
        start += length < 65_536 ? 2 : 8;
      }
      if (this.#maskBit !== 0) start += 4;
      if (length > this.#maxWholeBytes || start + length > end) break;
      at = start + length;
      if (this.#maskBit !== 0) maskRange(bytes, start, at, keyBefore(bytes, start), 0);
      this.#wholeFrame(first, chunkView(bytes, start, at), atUs);
    }
    return at;
  }

  #wholeFrame(first: number, payload: Uint8Array, atUs: number): void {
    if (first === wholePing || first === wholePong) {
      this.framesReceived++;
      if (first === wholePong) this.#sink.pongReceived?.(payload, atUs);
      else this.#report({ kind: "pinged", payload, atUs });
      return;
    }
    const isText = first === wholeText;
    if (isText && this.#checksUtf8 && !isUtf8(payload)) {
      this.fail(invalidUtf8);
      return;
    }
    this.framesReceived++;
    this.messagesReceived++;
    const sink = this.#sink;
    if (sink.messageReceived !== undefined)
      sink.messageReceived({ kind: isText ? "text" : "binary", payload, fragments: 1 }, atUs);
  }

  #makeCut(): CutFrames {
    const options: CutFramesOptions = {
      role: this.#maskBit === 0 ? "client" : "server",
      limits: this.#limits,
      validateUtf8: this.#checksUtf8,
      makeInflater: this.#makeInflater,
    };
    return new CutFrames(options, this);
  }

  #tellFrame(header: FrameHeader, payload: Uint8Array): void {
    const { opcode, fin, rsv } = header;
    const wireBytes = header.headerBytes + header.payloadBytes;
    this.#sink.frameReceived?.({ opcode, fin, rsv, payload, wireBytes }, this.#atUs);
  }

  #closeFrame(payload: Uint8Array): void {
    const reading = parseClosePayload(payload);
    if (reading.kind === "violation") {
      this.fail(reading.violation);
      return;
    }
    this.peerHasClosed = true;
    this.#maxWholeBytes = -1;
    const { close } = reading;
    this.#report({ kind: "peerClosed", close, codeBytes: payload.subarray(0, 2), atUs: this.#atUs });
  }
}

const wholeText = FIN_BIT | Opcode.text;
const wholePing = FIN_BIT | Opcode.ping;
const wholePong = FIN_BIT | Opcode.pong;
/** By first byte: 1 for a frame that is a message, a ping or a pong by itself and carries no RSV bit. */
const wholeKinds = new Uint8Array(256);
for (const first of [wholeText, FIN_BIT | Opcode.binary, wholePing, wholePong]) wholeKinds[first] = 1;

function maxWholeBytes({ maxFrameBytes, maxMessageBytes, maxFragments }: CutFramesOptions["limits"]): number {
  return maxFragments < 1 ? -1 : Math.min(maxFrameBytes, maxMessageBytes);
}

/** A length of 16 or 64 bits; infinite when it is cut, not minimal, beyond 32 bits or a control frame's, for others to judge. */
function extendedLength(bytes: Uint8Array, at: number, end: number): number {
  if (((bytes[at] as number) & 0x8) !== 0) return Number.POSITIVE_INFINITY;
  if (((bytes[at + 1] as number) & 0x7f) === 126) {
    if (end - at < 4) return Number.POSITIVE_INFINITY;
    const length = bigEndian16(bytes, at + 2);
    return length < 126 ? Number.POSITIVE_INFINITY : length;
  }
  if (end - at < 10) return Number.POSITIVE_INFINITY;
  for (let i = at + 2; i < at + 6; i++) if (bytes[i] !== 0) return Number.POSITIVE_INFINITY;
  const length = bigEndian32(bytes, at + 6);
  return length < 65_536 ? Number.POSITIVE_INFINITY : length;
}

/** The mask key, which lies before the payload. */
function keyBefore(bytes: Uint8Array, start: number): number {
  return bigEndian32(bytes, start - 4);
}

const dataAfterClose: Violation = {
  code: "data-after-close",
  section: "RFC 6455 §5.5.1",
  closeCode: CloseCode.abnormal,
  message: "a data frame came after the close frame; must be the last",
};
