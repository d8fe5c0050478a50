// A frame whose header and payload are written one after the other, with time between: RFC 6455 §5.2, §5.3.

import { encodeFrame } from "../../protocol/frame-encoder.js";
import { applyMask } from "../../protocol/mask.js";
import type { RawFrame } from "../../protocol/raw-frame.js";

/** The header of a frame to be sent in parts; its length is what `announcedBytes` says. */
export type PartedHeader = Omit<RawFrame, "payload"> & { readonly announcedBytes: number };

/** The bytes of one frame, part by part. That the parts add up to what the header announces is the caller's affair. */
export class FrameInParts {
  /** The header, the mask key included. */
  readonly header: Uint8Array;
  readonly #maskKey: number | false;
  #maskedBytes = 0;

  /** @param maskKey - Unsigned 32 bit; `false`: the frame is not masked. */
  constructor(header: PartedHeader, maskKey: number | false) {
    this.#maskKey = maskKey;
    this.header = encodeFrame({ ...header, mask: maskKey }, maskKey);
  }

  get isMasked(): boolean {
    return this.#maskKey !== false;
  }

  /** The next part of the payload as it goes over the wire, in an array of its own: the mask goes on where it ended. */
  part(payload: Uint8Array): Uint8Array {
    const bytes = Uint8Array.from(payload);
    if (this.#maskKey !== false) applyMask(bytes, this.#maskKey, this.#maskedBytes);
    this.#maskedBytes += bytes.length;
    return bytes;
  }
}
