// Whether an answer is what was sent.

import type { ReceivedMessage } from "../../../connection/connection.js";
import type { MessageKind } from "../../../protocol/opcodes.js";
import type { PayloadRequest, PayloadSource } from "../payload-source.js";

/** Compares echoes with what was sent, which is made again rather than kept. */
export class EchoCheck {
  readonly #kind: MessageKind;
  readonly #source: PayloadSource;

  constructor(kind: MessageKind, source: PayloadSource) {
    this.#kind = kind;
    this.#source = source;
  }

  /**
   * Whether `answer` has the kind and the bytes of the message. One with times in it is compared by kind and length only.
   *
   * @param request - As the message was sent with. Where the source is constant it does not matter; where it is repeatable
   *   its `nowUs` does not.
   */
  isRight(answer: ReceivedMessage, request: PayloadRequest): boolean {
    if (answer.kind !== this.#kind) return false;
    const { constant, isRepeatable } = this.#source;
    const sent = constant ?? this.#source.next(request);
    return isRepeatable ? sameBytes(answer.payload, sent) : answer.payload.length === sent.length;
  }
}

// Up to this length a loop is faster than the call into the native comparison.
const shortBytes = 64;

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  if (a.length > shortBytes) return Buffer.compare(a, b) === 0;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
