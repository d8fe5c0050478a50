// The payloads of a broadcast: those of its plan, with a header over their first bytes.

import type { PayloadRequest, PayloadSource } from "../payload-source.js";
import { type BroadcastHeader, writeBroadcastHeader } from "./broadcast-header.js";

/** Set `header` before each message. */
export class HeadedSource implements PayloadSource {
  /** No two are alike. */
  readonly constant = undefined;
  header: BroadcastHeader = { publisher: 0, seq: 0, sentAtUs: 0, dueUs: 0 };
  readonly #source: PayloadSource;
  #scratch = new Uint8Array(0);

  /** @param source - Of payloads that have room for the header. */
  constructor(source: PayloadSource) {
    this.#source = source;
  }

  next(request: PayloadRequest): Uint8Array {
    const payload = this.#source.next(request);
    if (this.#scratch.length !== payload.length) this.#scratch = new Uint8Array(payload.length);
    this.#scratch.set(payload);
    writeBroadcastHeader(this.#scratch, this.header);
    return this.#scratch;
  }
}
