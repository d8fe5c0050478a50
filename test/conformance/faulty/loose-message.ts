// A message that the loose peer is receiving: its fragments, its text, and what it is when it is complete.

import type { FaultSwitches } from "./fault-switches.js";
import type { LooseDeflate } from "./loose-deflate.js";
import { LooseUtf8 } from "./loose-utf8.js";
import type { Failure } from "./reading-faults.js";

/** A complete message, or why it is none. */
export type Completed =
  | { readonly kind: "message"; readonly fragments: readonly Buffer[] }
  | { readonly kind: "fail"; readonly failure: Failure };

/** How a message began. */
export interface MessageStart {
  readonly isText: boolean;
  readonly isCompressed: boolean;
}

/** One message. */
export class LooseMessage {
  readonly isText: boolean;
  readonly #isCompressed: boolean;
  readonly #faults: FaultSwitches;
  readonly #isChecked: boolean;
  #utf8: LooseUtf8;
  /** The pieces of each. */
  readonly #fragments: Buffer[][] = [];
  #bytes = 0;

  constructor({ isText, isCompressed }: MessageStart, faults: FaultSwitches) {
    this.isText = isText;
    this.#isCompressed = isCompressed;
    this.#faults = faults;
    this.#utf8 = new LooseUtf8(faults);
    this.#isChecked =
      isText && faults.utf8 !== "never" && (!isCompressed || faults.validatesBeforeInflating === true);
  }

  /** Bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  get fragmentCount(): number {
    return this.#fragments.length;
  }

  get lastFragment(): Buffer {
    return Buffer.concat(this.#fragments.at(-1) ?? []);
  }

  beginFragment(): void {
    this.#fragments.push([]);
    if (this.#faults.utf8 === "per-frame") this.#utf8 = new LooseUtf8(this.#faults);
  }

  /** Gives whether the message may go on. */
  add(piece: Buffer): boolean {
    this.#bytes += piece.length;
    this.#fragments.at(-1)?.push(piece);
    return !this.#isChecked || this.#faults.utf8 === "at-end" || this.#utf8.push(piece);
  }

  /** Gives whether the message may go on. */
  endFragment(): boolean {
    return !this.#isChecked || this.#faults.utf8 !== "per-frame" || this.#utf8.end();
  }

  complete(deflate: LooseDeflate | undefined): Completed {
    const fragments = this.#fragments.map((pieces) => Buffer.concat(pieces));
    if (this.#isCompressed) return this.#inflate(Buffer.concat(fragments), deflate);
    const isTaken = this.#faults.utf8 !== "at-end" || fragments.every((piece) => this.#utf8.push(piece));
    if (this.#isChecked && !(isTaken && this.#utf8.end())) return { kind: "fail", failure: "utf8" };
    return { kind: "message", fragments };
  }

  #inflate(compressed: Buffer, deflate: LooseDeflate | undefined): Completed {
    const inflated = deflate?.inflate(compressed);
    if (inflated === undefined || inflated.kind === "broken") return { kind: "fail", failure: "data" };
    if (inflated.kind === "too-big") return { kind: "fail", failure: "too-big" };
    const { payload } = inflated;
    if (payload.length === 0 && this.#faults.refusesEmptyCompressed) return { kind: "fail", failure: "data" };
    const utf8 = new LooseUtf8(this.#faults);
    const isChecked = this.isText && this.#faults.utf8 !== "never";
    if (isChecked && !(utf8.push(payload) && utf8.end())) return { kind: "fail", failure: "utf8" };
    return { kind: "message", fragments: [payload] };
  }
}
