// What comes before the frames: heads of HTTP messages, one after the other, and the bytes behind the last one.

import { HttpHeadReader, type HttpHeadResult, type HttpRequestHead } from "../../protocol/http-head.js";

const maxHeadBytes = 65_536;

/** Reads heads, and keeps what follows them for the frames. */
export class HeadInbox {
  #reader = new HttpHeadReader({ maxHeadBytes });
  #result: HttpHeadResult = { kind: "incomplete" };
  #rest: Uint8Array[] = [];
  #bytesAfterHead = 0;
  #waiting: (() => void)[] = [];

  /** @param known - A head that was read already: what comes is no second one. */
  constructor(known?: HttpRequestHead) {
    if (known !== undefined) this.#result = known;
  }

  get result(): HttpHeadResult {
    return this.#result;
  }

  /** Bytes behind the head. */
  get bytesAfterHead(): number {
    return this.#bytesAfterHead;
  }

  receive(bytes: Uint8Array): void {
    if (this.#result.kind !== "incomplete") {
      this.#keep(bytes);
      return;
    }
    this.#result = this.#reader.push(bytes);
    if (this.#result.kind === "incomplete") return;
    this.#keep(this.#reader.rest.slice());
    this.#tell();
  }

  /** Resolves when a head has been read, or the connection is over. */
  headOrEnd(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Nothing more comes. */
  end(): void {
    this.#tell();
  }

  /** Takes what lies behind this head for the beginning of another. */
  readAnother(): void {
    const rest = this.takeRest();
    this.#reader = new HttpHeadReader({ maxHeadBytes });
    this.#result = { kind: "incomplete" };
    for (const bytes of rest) if (bytes.length > 0) this.receive(bytes);
  }

  /** Hands over what lies behind the head. */
  takeRest(): readonly Uint8Array[] {
    const rest = this.#rest;
    this.#rest = [];
    this.#bytesAfterHead = 0;
    return rest;
  }

  #keep(bytes: Uint8Array): void {
    this.#rest.push(bytes);
    this.#bytesAfterHead += bytes.length;
  }

  #tell(): void {
    for (const tell of this.#waiting.splice(0)) tell();
  }
}
