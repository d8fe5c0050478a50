// What a driver writes: frames whole or in parts, and bytes as they are, each in the wire log.

import { encodeFrame } from "../../protocol/frame-encoder.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import { FrameInParts, type PartedHeader } from "./frame-in-parts.js";
import type { SendQueue, WriteOptions } from "./send-queue.js";
import type { WireLog } from "./wire-log.js";

/** Options of {@link FrameSender}. */
export interface FrameSenderOptions {
  readonly queue: SendQueue;
  readonly log: WireLog;
  /** The key of a frame that names none; `false` as a server. */
  readonly defaultMask: () => number | false;
  /** A key for a frame that is to be masked with any. */
  readonly maskKey: () => number;
}

/** Encodes, logs and queues. */
export class FrameSender {
  readonly #options: FrameSenderOptions;

  constructor(options: FrameSenderOptions) {
    this.#options = options;
  }

  send(options: WriteOptions, frames: readonly RawFrame[]): void {
    const { queue, log } = this.#options;
    const encoded = (frame: RawFrame): Uint8Array => {
      const mask = this.#maskOf(frame.mask);
      log.sent(frame, mask !== false, options.pieceBytes);
      return encodeFrame({ ...frame, mask }, mask);
    };
    if (options.inOneWrite === true && frames.length > 1) queue.send(Buffer.concat(frames.map(encoded)));
    else for (const frame of frames) queue.send(encoded(frame), options);
  }

  /** Sends a header now; the function gives parts of its payload, each a write of its own. */
  begin(header: PartedHeader): (part: Uint8Array) => void {
    const { queue, log } = this.#options;
    const frame = new FrameInParts(header, this.#maskOf(header.mask));
    log.sent(header, frame.isMasked);
    log.note(`its ${header.announcedBytes} bytes of payload follow in parts`);
    queue.send(frame.header, { isQueued: true });
    return (part) => {
      log.bytes("driver", part);
      queue.send(frame.part(part), { isQueued: true });
    };
  }

  bytes(bytes: Uint8Array | string, options?: WriteOptions): void {
    const encoded = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
    this.#options.log.bytes("driver", encoded);
    this.#options.queue.send(encoded, options);
  }

  #maskOf(mask: RawFrame["mask"]): number | false {
    if (mask === undefined) return this.#options.defaultMask();
    return mask === true ? this.#options.maskKey() : mask;
  }
}
