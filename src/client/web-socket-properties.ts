// What a WebSocketClient knows from its connection: the read-only properties of QWebSocket.

import { EventEmitter } from "node:events";
import type { CloseOutcome, Connection, ConnectionCounters } from "../connection/connection.js";
import type { FrameConnection } from "../connection/frame-connection.js";
import type { ClientHandshake, WebSocketClientEvents } from "./web-socket-events.js";

/** The properties that come from the connection; `undefined` or empty while there is none. They stay after its end. */
export abstract class WebSocketProperties extends EventEmitter<WebSocketClientEvents> {
  protected connection: FrameConnection | undefined;
  protected outcome: CloseOutcome | undefined;
  protected lastError = "";
  protected lastHandshake: ClientHandshake | undefined;

  /** The agreed subprotocol; empty when none. */
  get subprotocol(): string {
    return this.connection?.subprotocol ?? "";
  }

  /** The agreed extensions as on the wire; empty when none. */
  get extensions(): string {
    return this.connection?.extensions ?? "";
  }

  /** Of the last `open`, set before `connected` and before the `errorOccurred` of a dial that failed; else `undefined`. */
  get handshake(): ClientHandshake | undefined {
    return this.lastHandshake;
  }

  /** Of this connection, or of the last one when it is over. */
  get counters(): ConnectionCounters {
    return this.connection?.counters ?? noCounters;
  }

  /**
   * The connection beneath, for what QWebSocket does not have: frames of any shape, fragments of one message. Its listener is the
   * client's own and must not be replaced. `undefined` before the first one was open.
   */
  get openConnection(): Connection | undefined {
    return this.connection;
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

  /** How the last connection ended, with all that is known of it; `undefined` until one has. */
  get closeOutcome(): CloseOutcome | undefined {
    return this.outcome;
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

const noCounters: ConnectionCounters = {
  bytesReceived: 0,
  bytesSent: 0,
  framesReceived: 0,
  framesSent: 0,
  messagesReceived: 0,
  messagesSent: 0,
};
