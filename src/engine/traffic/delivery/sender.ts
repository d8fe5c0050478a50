// How the messages of a load get onto a connection: whole, in fragments, with pings between them, in small TCP writes.

import type { Connection } from "../../../connection/connection.js";
import { type MaskKeyKind, maskKeySource } from "../../../connection/mask-keys.js";
import { WsrigError } from "../../../errors.js";
import type { MessagePlan } from "../../plan/traffic-plan.js";
import type { PayloadRequest, PayloadSource } from "../payload-source.js";
import { ChoppedSender } from "./chopped-sender.js";
import { type ConstantMessage, constantMessage } from "./constant-message.js";
import { PingingSender } from "./pinging-sender.js";
import { FragmentSender, PreparedSender, WholeBinarySender, WholeTextSender } from "./plain-senders.js";

/** Sends the messages of one connection. */
export interface Sender {
  /** Frames sent so far that the connection's own counters do not have, since they went past its framing. */
  readonly uncountedFrames: number;
  /**
   * Sends one message; gives the payload's bytes.
   *
   * @throws WsrigError `connection-not-open`
   */
  send(request: PayloadRequest): number;
}

/** Options of {@link MessageSenders}. */
export interface MessageSendersOptions {
  readonly message: MessagePlan;
  readonly source: PayloadSource;
  /** As the connections were dialled with; used only by deliveries in TCP writes. Default `random`. */
  readonly maskKeys?: MaskKeyKind | undefined;
}

/** The senders of all connections of a load. A payload that is always the same is encoded once for all alike connections. */
export class MessageSenders {
  readonly constant: ConstantMessage | undefined;
  readonly #options: MessageSendersOptions;
  readonly #maskKey: () => number;

  constructor(options: MessageSendersOptions) {
    this.#options = options;
    this.#maskKey = maskKeySource(options.maskKeys);
    this.constant = constantMessage(options.message, options.source);
  }

  /**
   * The sender of an open connection.
   *
   * @throws WsrigError `driver-unsupported`, `delivery-unsupported` for what `deliveryProblems` tells before the run.
   */
  for(connection: Connection): Sender {
    const { message, source } = this.#options;
    const { fragmentBytes, writeBytes, pingEveryFragments } = message.delivery;
    if (writeBytes !== undefined || pingEveryFragments !== undefined) return this.#frameByFrame(connection);
    if (this.constant !== undefined) {
      return new PreparedSender(connection, this.constant.preparedFor(connection));
    }
    if (fragmentBytes === undefined) return this.#whole(connection);
    return new FragmentSender({ connection, kind: message.kind, source, fragmentBytes });
  }

  #whole(connection: Connection): Sender {
    const { message, source } = this.#options;
    const { kind } = message;
    if (kind === "binary") return new WholeBinarySender(connection, source);
    if (source.nextText !== undefined) {
      return new WholeTextSender(connection, (request) => source.nextText?.(request) ?? "");
    }
    return new FragmentSender({ connection, kind, source, fragmentBytes: everything });
  }

  #frameByFrame(connection: Connection): Sender {
    assertRawFrames(connection);
    const { message, source } = this.#options;
    const { writeBytes } = message.delivery;
    if (writeBytes === undefined) return new PingingSender(connection, message, source);
    return new ChoppedSender({ connection, message, source, writeBytes, maskKey: this.#maskKey });
  }
}

// One fragment that holds everything is one frame, even if compression should make the payload longer.
const everything = Number.MAX_SAFE_INTEGER;

function assertRawFrames(connection: Connection): void {
  if (!connection.capabilities.rawFrames) {
    throw new WsrigError(
      "driver-unsupported",
      `the driver "${connection.driver}" cannot cut messages into TCP writes or put pings between fragments`,
      { hint: "Use the driver frame." },
    );
  }
  if (connection.extensions === "") return;
  throw new WsrigError(
    "delivery-unsupported",
    `the connection agreed on "${connection.extensions}"; must be none for TCP writes or pings between fragments`,
    { hint: "Turn compression off." },
  );
}
