// Payloads of a wanted size: the first bytes of one long random payload, with the id of the message where answers carry it.

import type { MessageKind } from "../../../protocol/opcodes.js";
import type { Random } from "../../../random.js";
import type { SizePlan } from "../../plan/traffic-plan.js";
import { writeIdDigits } from "../matching/id-digits.js";
import type { PayloadRequest, PayloadSource } from "../payload-source.js";
import { makeSizeSource, type SizeSource, sizeRange } from "./payload-size.js";
import { makePayload } from "./random-payload.js";

/** What {@link GeneratedPayload} is made from. */
export interface GeneratedPayloadOptions {
  readonly kind: MessageKind;
  readonly size: SizePlan;
  /** Where the id's digits go; every payload has room for them. */
  readonly idOffset: number | undefined;
  readonly random: Random;
  readonly seed: number;
}

// Measured: up to some 16 KiB a text costs half of what bytes in one fragment do, above that it costs more.
const maxTextBytes = 16_384;
// Views are kept for so many sizes: one costs more than finding it, and a distribution may have a million sizes.
const keptViews = 4_096;

/** All payloads are views of the same bytes, the id is patched in place: a message allocates nothing. */
export class GeneratedPayload implements PayloadSource {
  readonly constant: Uint8Array | undefined;
  /** ASCII, a byte a character. */
  readonly nextText: ((request: PayloadRequest) => string) | undefined;
  readonly #bytes: Buffer;
  readonly #sizeOf: SizeSource;
  readonly #idOffset: number | undefined;
  readonly #isFixed: boolean;
  readonly #views = new Map<number, Buffer>();

  constructor(options: GeneratedPayloadOptions) {
    const { kind, size, idOffset, random, seed } = options;
    const { minBytes, maxBytes } = sizeRange(size);
    const payload = makePayload(kind, maxBytes, random);
    this.#bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
    this.#sizeOf = makeSizeSource(size, seed);
    this.#idOffset = idOffset;
    this.#isFixed = minBytes === maxBytes;
    this.constant = this.#isFixed && idOffset === undefined ? this.#bytes : undefined;
    if (kind === "text" && maxBytes <= maxTextBytes)
      this.nextText = (request) => this.next(request).toString("latin1");
  }

  next(request: PayloadRequest): Buffer {
    if (this.#idOffset !== undefined) writeIdDigits(this.#bytes, this.#idOffset, request.id);
    if (this.#isFixed) return this.#bytes;
    return this.#view(this.#sizeOf(request.connection, request.seq));
  }

  #view(bytes: number): Buffer {
    const known = this.#views.get(bytes);
    if (known !== undefined) return known;
    const view = this.#bytes.subarray(0, bytes);
    if (this.#views.size < keptViews) this.#views.set(bytes, view);
    return view;
  }
}
