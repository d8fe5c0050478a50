// Messages in fragments with pings between them.

import type { Connection } from "../../../connection/connection.js";
import { notOpen } from "../../../protocol/endpoint-misuse.js";
import type { MessagePlan } from "../../plan/traffic-plan.js";
import type { PayloadRequest, PayloadSource } from "../payload-source.js";
import { messageFrames } from "./message-frames.js";
import type { Sender } from "./sender.js";

/** Sends frame by frame; the connection counts them and masks each with a key of its own. For connections without compression. */
export class PingingSender implements Sender {
  readonly uncountedFrames = 0;
  readonly #connection: Connection;
  readonly #message: MessagePlan;
  readonly #source: PayloadSource;

  constructor(connection: Connection, message: MessagePlan, source: PayloadSource) {
    this.#connection = connection;
    this.#message = message;
    this.#source = source;
  }

  send(request: PayloadRequest): number {
    const connection = this.#connection;
    // RFC 6455 §5.5.1: a message may not be sent while closing; the connection would let single frames pass.
    if (connection.state !== "open") throw notOpen(connection.state);
    const payload = this.#source.next(request);
    for (const frame of messageFrames(this.#message, payload)) connection.sendFrame(frame);
    return payload.length;
  }
}
