// Messages that go out by the connection's own framing.

import type { Connection, PreparedMessage } from "../../../connection/connection.js";
import type { MessageKind } from "../../../protocol/opcodes.js";
import type { PayloadRequest, PayloadSource } from "../payload-source.js";
import type { Sender } from "./sender.js";

/** The same message each time, encoded beforehand. */
export class PreparedSender implements Sender {
  readonly uncountedFrames = 0;
  readonly #connection: Connection;
  readonly #message: PreparedMessage;

  constructor(connection: Connection, message: PreparedMessage) {
    this.#connection = connection;
    this.#message = message;
  }

  send(_request?: PayloadRequest): number {
    return this.#connection.sendPrepared(this.#message);
  }
}

/** Binary messages in one frame. */
export class WholeBinarySender implements Sender {
  readonly uncountedFrames = 0;
  readonly #connection: Connection;
  readonly #source: PayloadSource;

  constructor(connection: Connection, source: PayloadSource) {
    this.#connection = connection;
    this.#source = source;
  }

  send(request: PayloadRequest): number {
    return this.#connection.sendBinary(this.#source.next(request));
  }
}

/** Text messages in one frame, from a source that makes text. */
export class WholeTextSender implements Sender {
  readonly uncountedFrames = 0;
  readonly #connection: Connection;
  readonly #textOf: (request: PayloadRequest) => string;

  constructor(connection: Connection, textOf: (request: PayloadRequest) => string) {
    this.#connection = connection;
    this.#textOf = textOf;
  }

  send(request: PayloadRequest): number {
    return this.#connection.sendText(this.#textOf(request));
  }
}

/** What {@link FragmentSender} needs. */
export interface FragmentSenderOptions {
  readonly connection: Connection;
  readonly kind: MessageKind;
  readonly source: PayloadSource;
  readonly fragmentBytes: number;
}

/** Messages in frames of `fragmentBytes`. A compressed connection compresses the message first, then cuts what came out. */
export class FragmentSender implements Sender {
  readonly uncountedFrames = 0;
  readonly #options: FragmentSenderOptions;

  constructor(options: FragmentSenderOptions) {
    this.#options = options;
  }

  send(request: PayloadRequest): number {
    const { connection, kind, source, fragmentBytes } = this.#options;
    // RFC 6455 §5.4: a fragment may end inside a character; only the whole message has to be UTF-8.
    return connection.sendFragments(kind, source.next(request), fragmentBytes);
  }
}
