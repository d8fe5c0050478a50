// The frames in the bytes that a connection writes: read as the peer will read them.

import type { DeflateParameters } from "../protocol/deflate.js";
import { Endpoint } from "../protocol/endpoint.js";
import type { Role } from "../protocol/opcodes.js";
import type { ReceivedFrame } from "../protocol/received.js";

/** What {@link SentFrames} needs. */
export interface SentFramesOptions {
  /** Of the end that writes. */
  readonly role: Role;
  /** As agreed. */
  readonly deflate: DeflateParameters | undefined;
  /** As `frameReceived` of a listener: payloads are unmasked, inflated, and valid only during the call. */
  readonly told: (frame: ReceivedFrame, atUs: number) => void;
}

/**
 * An endpoint of the other role that takes our own bytes: no frame that leaves can be missed, be it an answer to a ping, a
 * prepared message or bytes past all framing. After a frame against the rules it tells nothing more, as a peer would.
 */
export class SentFrames {
  readonly #mirror: Endpoint;

  constructor({ role, deflate, told }: SentFramesOptions) {
    this.#mirror = new Endpoint(
      {
        role: role === "client" ? "server" : "client",
        deflate,
        limits: noLimits,
        maskKey: () => 0,
        autoPong: false,
      },
      // What we send is told as it is, valid UTF-8 or not.
      { comparesBytes: true, frameReceived: told },
    );
  }

  /** Takes bytes that leave now. */
  add(bytes: Uint8Array, atUs: number): void {
    // A copy, for an endpoint unmasks in place; `slice` of a Buffer would be none.
    this.#mirror.receive(new Uint8Array(bytes), atUs);
  }
}

const noLimits = {
  maxMessageBytes: Number.MAX_SAFE_INTEGER,
  maxFrameBytes: Number.MAX_SAFE_INTEGER,
  maxFragments: Number.MAX_SAFE_INTEGER,
};
