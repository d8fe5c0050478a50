// What a WebSocketClient knows from its connection: the read-only properties of QWebSocket.

import { EventEmitter } from "node:events";
import type { CloseOutcome } from "../connection/connection.js";
import type { FrameConnection } from "../connection/frame-connection.js";
import type { WebSocketClientEvents } from "./web-socket-events.js";

/** The properties that come from the connection; `undefined` or empty while there is none. They stay after its end. */
export abstract class WebSocketProperties extends EventEmitter<WebSocketClientEvents> {
  protected connection: FrameConnection | undefined;
  protected outcome: CloseOutcome | undefined;
  protected lastError = "";

  /** The agreed subprotocol; empty when none. */
  get subprotocol(): string {
    return this.connection?.subprotocol ?? "";
  }

  get localAddress(): string | undefined {
    return this.connection?.local?.address;
  }

  get localPort(): number | undefined {
    return this.connection?.local?.port;
  }

  get peerAddress(): string | undefined {
    return this.connection?.peer?.address;
  }

  get peerPort(): number | undefined {
    return this.connection?.peer?.port;
  }

  /** Bytes that wait to be handed to the operating system. */
  get bytesToWrite(): number {
    return this.connection?.bufferedBytes ?? 0;
  }

  /** The peer's close code, 1005 without one, 1006 without a close frame; `undefined` until the connection has closed. */
  get closeCode(): number | undefined {
    return this.outcome?.code;
  }

  /** Empty until the connection has closed. */
  get closeReason(): string {
    return this.outcome?.reason ?? "";
  }

  /** The message of the last error; empty when none. */
  get errorString(): string {
    return this.lastError;
  }
}
