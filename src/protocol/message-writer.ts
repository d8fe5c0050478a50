// The sending half of an endpoint: messages and frames into its output queue, masked as the role demands.

import type { MessageDeflater } from "./deflate.js";
import { countFragments, encodeFragments, encodeFrame, FIN_BIT, RSV1_BIT } from "./frame-encoder.js";
import { isControl, type MessageKind, Opcode, type Role } from "./opcodes.js";
import { OutputQueue } from "./output-queue.js";
import type { RawFrame } from "./raw-frame.js";

/** Options of {@link MessageWriter}. */
export interface MessageWriterOptions {
  readonly role: Role;
  /** A fresh key, unsigned 32 bit, for every frame of a client (RFC 6455 §5.3). */
  readonly maskKey: () => number;
  /** Made when the first message is compressed; `undefined` when deflate was not agreed. */
  readonly makeDeflater: (() => MessageDeflater) | undefined;
  /** Shorter messages are sent as they are. */
  readonly compressMinBytes: number;
}

/** Writes what an endpoint is told to; whether it may is the endpoint's. */
export class MessageWriter {
  readonly output = new OutputQueue();
  framesSent = 0;
  messagesSent = 0;
  readonly #masks: boolean;
  readonly #maskKey: MessageWriterOptions["maskKey"];
  readonly #makeDeflater: MessageWriterOptions["makeDeflater"];
  readonly #compressMinBytes: number;
  #deflater: MessageDeflater | undefined;

  constructor(options: MessageWriterOptions) {
    this.#masks = options.role === "client";
    this.#maskKey = options.maskKey;
    this.#makeDeflater = options.makeDeflater;
    this.#compressMinBytes = options.compressMinBytes;
  }

  /** One text message in one frame; gives the payload's bytes before compression. */
  text(text: string): number {
    if (this.#makeDeflater !== undefined) return this.#message("text", Buffer.from(text));
    this.framesSent++;
    this.messagesSent++;
    return this.output.text({ firstByte: FIN_BIT | Opcode.text, key: this.#nextMask(), text });
  }

  /** One binary message in one frame; gives the payload's bytes before compression. */
  binary(payload: Uint8Array): number {
    return this.#message("binary", payload);
  }

  /** One message in frames of `fragmentBytes`, compressed before it is cut; gives the payload's bytes before compression. */
  fragments(kind: MessageKind, payload: Uint8Array, fragmentBytes: number): number {
    const compressed = this.#compress(payload);
    const wirePayload = compressed ?? payload;
    const nextMask = (): number | false => this.#nextMask();
    const bytes = encodeFragments(kind, wirePayload, fragmentBytes, nextMask, compressed !== undefined);
    this.bytes(bytes, countFragments(wirePayload.length, fragmentBytes), 1);
    return payload.length;
  }

  /** One frame of any shape, never compressed; gives its wire bytes. */
  raw(frame: RawFrame): number {
    const bytes = encodeFrame(frame, frame.mask === true ? this.#maskKey() : this.#nextMask());
    const endsMessage = frame.fin !== false && !isControl(frame.opcode);
    this.bytes(bytes, 1, endsMessage ? 1 : 0);
    return bytes.length;
  }

  /** Wire bytes made beforehand, which are the queue's from here on. */
  bytes(bytes: Uint8Array, frames: number, messages: number): void {
    this.output.bytesAsTheyAre(bytes);
    this.framesSent += frames;
    this.messagesSent += messages;
  }

  /** A control frame. The payload is copied. */
  control(opcode: number, payload: Uint8Array): void {
    this.output.frame({ firstByte: FIN_BIT | opcode, key: this.#nextMask(), payload });
    this.framesSent++;
  }

  #message(kind: MessageKind, payload: Uint8Array): number {
    const compressed = this.#compress(payload);
    const firstByte = FIN_BIT | Opcode[kind] | (compressed === undefined ? 0 : RSV1_BIT);
    this.output.frame({ firstByte, key: this.#nextMask(), payload: compressed ?? payload });
    this.framesSent++;
    this.messagesSent++;
    return payload.length;
  }

  #compress(payload: Uint8Array): Uint8Array | undefined {
    if (this.#makeDeflater === undefined || payload.length < this.#compressMinBytes) return undefined;
    this.#deflater ??= this.#makeDeflater();
    return this.#deflater.deflate(payload);
  }

  #nextMask(): number | false {
    return this.#masks ? this.#maskKey() : false;
  }
}
