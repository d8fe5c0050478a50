// What a WebSocketClient tells and what it is made from.

import type { Clock } from "../clock.js";
import type { CloseOutcome, ReceivedFrame, ReceivedMessage } from "../connection/connection.js";
import type { HttpHeaders } from "../protocol/headers.js";
import type { CertificateProblem } from "./certificate-problem.js";
import type { DialFailure, DialOptions, DialStep, HandshakeTimings } from "./dial.js";

/** As QAbstractSocket::SocketState, as far as a WebSocket can be in it. */
export type WebSocketState = "unconnected" | "hostLookup" | "connecting" | "connected" | "closing";

/** Why `errorOccurred`: a dial that failed, a rule that the peer broke, a connection that was lost, a mistake in `open`. */
export interface WebSocketClientError {
  /** A `DialFailureCode`, a `ViolationCode` or the code of a WsrigError. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** When the opening failed. */
  readonly failure?: DialFailure | undefined;
  /** When an open connection ended. */
  readonly outcome?: CloseOutcome | undefined;
}

/** What a client knows of an opening handshake, as far as it came. */
export interface ClientHandshake {
  readonly timings: HandshakeTimings;
  readonly failedStep?: DialStep | undefined;
  /** As it was sent, secrets included; absent when it was not. */
  readonly requestHead?: string | undefined;
  /** Absent when no HTTP answer came. */
  readonly response?:
    | { readonly status: number; readonly statusText: string; readonly headers: HttpHeaders }
    | undefined;
}

/** Events of `WebSocketClient` with their arguments. Buffers belong to the listener, unless it says otherwise. */
export interface WebSocketClientEvents {
  connected: [];
  disconnected: [];
  stateChanged: [state: WebSocketState];
  /** The connection is about to close, by us or by the peer; sending is over. */
  aboutToClose: [];
  textFrameReceived: [frame: string, isLastFrame: boolean];
  binaryFrameReceived: [frame: Buffer, isLastFrame: boolean];
  textMessageReceived: [message: string];
  binaryMessageReceived: [message: Buffer];
  /** Every frame, control frames too, before the events of its text or message. The payload is valid only during the call. */
  frameReceived: [frame: ReceivedFrame, atUs: number];
  /**
   * Every frame that leaves, whoever has sent it: answers to pings and close frames too. To miss none, listen before `open`, or in the
   * server's `newConnection`. The payload is inflated, and valid only during the call.
   */
  frameSent: [frame: ReceivedFrame, atUs: number];
  /** Every message of either kind, before the event of its kind. The payload is valid only during the call. */
  messageReceived: [message: ReceivedMessage, atUs: number];
  /** `elapsedUs` is `undefined` for a pong that answers no ping of ours. */
  pong: [elapsedUs: number | undefined, payload: Buffer];
  /** Not named `error`: without a listener nothing is thrown. */
  errorOccurred: [error: WebSocketClientError];
  /** The server's certificate is not trusted. `ignoreSslErrors()` inside the listener accepts it. */
  sslErrors: [errors: readonly CertificateProblem[]];
  /** `bytes` more were handed to the operating system, frame headers included. */
  bytesWritten: [bytes: number];
}

/** Options of `new WebSocketClient()`. */
export interface WebSocketClientOptions {
  readonly origin?: string | undefined;
  /** Sec-WebSocket-Version. Default 13; another one is sent as asked and fails as the server answers. */
  readonly version?: number | undefined;
  /** See `setMaxAllowedIncomingFrameSize`. */
  readonly maxAllowedIncomingFrameSize?: number | undefined;
  readonly maxAllowedIncomingMessageSize?: number | undefined;
  readonly outgoingFrameSize?: number | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** Options of `WebSocketClient.open`: those of `dial` that are not the client's own. */
export type WebSocketOpenOptions = Omit<
  DialOptions,
  "driver" | "origin" | "version" | "clock" | "onStep" | "onRequest" | "onCertificateProblem"
>;
