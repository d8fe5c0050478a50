// Whether a message that was published arrived as it left.

import type { ReceivedMessage } from "../../../connection/connection.js";
import type { MessageKind } from "../../../protocol/opcodes.js";
import { messageId } from "../matching/message-id.js";
import type { PayloadSource } from "../payload-source.js";
import { sameBytesFrom } from "../same-bytes.js";
import { type BroadcastHeader, broadcastHeaderBytes } from "./broadcast-header.js";

/** Options of {@link HeadedCheck}. */
export interface HeadedCheckOptions {
  readonly kind: MessageKind;
  /** Of the payloads without their headers: the same in every worker. */
  readonly source: PayloadSource;
  readonly connectionsPerClient: number;
}

/** Compares kind, length and all bytes behind the header, which is made again rather than kept. */
export class HeadedCheck {
  readonly #options: HeadedCheckOptions;

  constructor(options: HeadedCheckOptions) {
    this.#options = options;
  }

  /** @param header - As it was read from `message`. */
  isRight(message: ReceivedMessage, header: BroadcastHeader): boolean {
    const { kind, source } = this.#options;
    if (message.kind !== kind) return false;
    return sameBytesFrom(broadcastHeaderBytes, message.payload, source.constant ?? this.#make(header));
  }

  #make({ publisher, seq, sentAtUs }: BroadcastHeader): Uint8Array {
    const { source, connectionsPerClient } = this.#options;
    const client = Math.floor(publisher / connectionsPerClient);
    return source.next({
      client,
      connection: publisher,
      seq,
      id: messageId(publisher, seq),
      nowUs: sentAtUs,
    });
  }
}
