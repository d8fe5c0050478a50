// Messages in TCP writes of a few bytes, as a slow or cruel network would deliver them.

import type { Connection } from "../../../connection/connection.js";
import { notOpen } from "../../../protocol/endpoint-misuse.js";
import { encodeFrame } from "../../../protocol/frame-encoder.js";
import type { MessagePlan } from "../../plan/traffic-plan.js";
import type { PayloadRequest, PayloadSource } from "../payload-source.js";
import { messageFrames } from "./message-frames.js";
import type { Sender } from "./sender.js";

/** What {@link ChoppedSender} needs. */
export interface ChoppedSenderOptions {
  readonly connection: Connection;
  readonly message: MessagePlan;
  readonly source: PayloadSource;
  /** Bytes of a TCP write, the last one of a message shorter. */
  readonly writeBytes: number;
  /** A key for each frame of a client. */
  readonly maskKey: () => number;
}

/**
 * Encodes the frames itself and sends them as bytes, cut anywhere: through headers too. For connections without compression.
 *
 * The connection does not know what the bytes are, so the frames are counted here.
 */
export class ChoppedSender implements Sender {
  uncountedFrames = 0;
  readonly #options: ChoppedSenderOptions;

  constructor(options: ChoppedSenderOptions) {
    this.#options = options;
  }

  send(request: PayloadRequest): number {
    const { connection, message, source, writeBytes, maskKey } = this.#options;
    // RFC 6455 §5.5.1: a message may not be sent while closing; the connection would let bytes pass.
    if (connection.state !== "open") throw notOpen(connection.state);
    const payload = source.next(request);
    const frames = messageFrames(message, payload);
    const isClient = connection.role === "client";
    const encoded = frames.map((frame) => encodeFrame(frame, isClient ? maskKey() : false));
    connection.sendBytes(Buffer.concat(encoded), writeBytes);
    this.uncountedFrames += frames.length;
    return payload.length;
  }
}
