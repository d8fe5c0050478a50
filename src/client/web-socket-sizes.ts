// The sizes of a WebSocketClient: what it accepts and how it cuts what it sends, as QWebSocket has them.

import { WsrigError } from "../errors.js";
import type { ProtocolLimits } from "../protocol/limits.js";
import { limitsOf } from "./web-socket-dial.js";
import type { WebSocketClientOptions } from "./web-socket-events.js";
import { WebSocketProperties } from "./web-socket-properties.js";

/** The sizes, which the connection keeps from the moment they are set. */
export abstract class WebSocketSizes extends WebSocketProperties {
  /** For this connection and the next ones. */
  protected limits: Partial<ProtocolLimits>;
  /** What was set while there was no connection yet that could be told. */
  protected limitsSetWhileOpening: Partial<ProtocolLimits> = {};
  #outgoingFrameSize: number | undefined;

  constructor(options: WebSocketClientOptions) {
    super();
    this.limits = limitsOf(options);
    if (options.outgoingFrameSize !== undefined) this.setOutgoingFrameSize(options.outgoingFrameSize);
  }

  /** Bytes per frame of the messages sent; `undefined`: one frame each. */
  get outgoingFrameSize(): number | undefined {
    return this.#outgoingFrameSize;
  }

  /** Largest frame payload that is accepted, in bytes; a larger one fails the connection with 1009. From the next frame on. */
  setMaxAllowedIncomingFrameSize(bytes: number): void {
    this.#setLimits({ maxFrameBytes: bytes });
  }

  /** Largest message that is accepted, in bytes; a larger one fails the connection with 1009. From the next frame on. */
  setMaxAllowedIncomingMessageSize(bytes: number): void {
    this.#setLimits({ maxMessageBytes: bytes });
  }

  /** Longer messages are sent in frames of this many payload bytes. @throws WsrigError `fragment-size-invalid` */
  setOutgoingFrameSize(bytes: number): void {
    if (!Number.isInteger(bytes) || bytes < 1) {
      throw new WsrigError(
        "fragment-size-invalid",
        `the outgoing frame size is ${bytes}; must be an integer > 0`,
      );
    }
    this.#outgoingFrameSize = bytes;
  }

  #setLimits(changed: Partial<ProtocolLimits>): void {
    this.limits = { ...this.limits, ...changed };
    this.limitsSetWhileOpening = { ...this.limitsSetWhileOpening, ...changed };
    this.connection?.setLimits(changed);
  }
}
