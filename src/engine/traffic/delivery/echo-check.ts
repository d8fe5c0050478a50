// Whether an answer is what was sent.

import type { ReceivedMessage } from "../../../connection/connection.js";
import type { MessageKind } from "../../../protocol/opcodes.js";
import type { PayloadRequest, PayloadSource } from "../payload-source.js";
import { sameBytes } from "../same-bytes.js";

/** Compares echoes with what was sent, which is made again rather than kept. */
export class EchoCheck {
  readonly #kind: MessageKind;
  readonly #source: PayloadSource;

  constructor(kind: MessageKind, source: PayloadSource) {
    this.#kind = kind;
    this.#source = source;
  }

  /**
   * Whether `answer` has the kind and the bytes of the message.
   *
   * @param request - As the message was sent with. Where the source is constant it does not matter.
   */
  isRight(answer: ReceivedMessage, request: PayloadRequest): boolean {
    if (answer.kind !== this.#kind) return false;
    return sameBytes(answer.payload, this.#source.constant ?? this.#source.next(request));
  }
}
