// One WebSocket connection, either role, whichever code frames it: what behaviours, scenarios and loads are written against.

import type { WsrigError } from "../errors.js";
import type { MessageKind, Role } from "../protocol/opcodes.js";
import type { RawFrame } from "../protocol/raw-frame.js";
import type { CloseFrame, ReceivedFrame, ReceivedMessage } from "../protocol/received.js";
import type { Violation } from "../protocol/violation.js";

/** Which code does the framing: our own over net/tls, or the `ws` package. */
export type Driver = "frame" | "ws";

export type { CloseFrame, ReceivedFrame, ReceivedMessage } from "../protocol/received.js";

/** How a connection ended. */
export interface CloseOutcome {
  /** The peer's close code; 1005 when its frame had none; 1006 when no close frame came (RFC 6455 §7.1.5). */
  readonly code: number;
  readonly reason: string;
  /** Whether close frames went both ways before TCP ended (§7.1.4). */
  readonly wasClean: boolean;
  /** Who sent the first close frame; `none` when TCP ended without one. */
  readonly initiatedBy: "local" | "peer" | "none";
  /** The rule for which we failed the connection. */
  readonly violation?: Violation | undefined;
  /** What the socket reported, such as a reset (`connection-reset`). */
  readonly error?: WsrigError | undefined;
}

/** Callbacks of a connection. All times are µs of the connection's clock, taken once per socket read. */
export interface ConnectionListener {
  /**
   * Whether the listener compares every payload with bytes that it knows, which says more than a look at their encoding:
   * text then comes as it is, and one that is not valid UTF-8 does not fail the connection (RFC 6455 §8.1). Looked at when
   * the listener is set, and only by our own framing. Default false.
   */
  readonly comparesBytes?: boolean | undefined;
  /** Only from a driver with `capabilities.frames`; comes before `messageReceived` of its message. Control frames too. */
  frameReceived?(frame: ReceivedFrame, receivedAtUs: number): void;
  messageReceived?(message: ReceivedMessage, receivedAtUs: number): void;
  /** A ping, already answered. The payload is valid only during the callback. */
  pingReceived?(payload: Uint8Array, receivedAtUs: number): void;
  pongReceived?(payload: Uint8Array, receivedAtUs: number): void;
  /** The peer's close frame; an answer, where one is due, has been queued. */
  closeReceived?(close: CloseFrame, receivedAtUs: number): void;
  /** `bufferedBytes` fell below the high-water mark again. */
  drained?(): void;
  /** `bytes` more were handed to the operating system. */
  bytesWritten?(bytes: number): void;
  /** Exactly once, after everything else. */
  closed?(outcome: CloseOutcome): void;
}

/** A message encoded once, to be sent many times. Belongs to the connection (or the driver and options) that prepared it. */
export interface PreparedMessage {
  readonly kind: MessageKind;
  readonly payloadBytes: number;
  readonly frames: number;
  /** Bytes it takes on the wire; 0 with a driver that does not tell beforehand. */
  readonly wireBytes: number;
}

/** Options of {@link Connection.prepare}. */
export interface PrepareOptions {
  /** Cut into frames of this many payload bytes. Default: one frame. */
  readonly fragmentBytes?: number | undefined;
}

/** Options of {@link Connection.terminate}. */
export interface TerminateOptions {
  readonly reset?: boolean | undefined;
}

/** Counts since the connection opened; the opening handshake is not in them. */
export interface ConnectionCounters {
  readonly bytesReceived: number;
  readonly bytesSent: number;
  /** 0 with a driver that does not tell. */
  readonly framesReceived: number;
  readonly framesSent: number;
  readonly messagesReceived: number;
  readonly messagesSent: number;
}

/** An address of a TCP connection's end. */
export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

/**
 * An open WebSocket connection.
 *
 * Nothing is read from the peer until a listener is set. Pings are answered and close frames are answered by the
 * connection itself. Sending on a connection that is not open throws `connection-not-open`; what the peer does is
 * never thrown, it arrives at the listener.
 */
export interface Connection {
  readonly role: Role;
  readonly driver: Driver;
  /** What the driver can tell and do: frame events, frames of any shape. */
  readonly capabilities: { readonly frames: boolean; readonly rawFrames: boolean };
  /** The full URL for a client, the request target (`/echo?x=1`) for a server. */
  readonly url: string;
  /** The agreed subprotocol; empty when none. */
  readonly subprotocol: string;
  /** The agreed extensions as on the wire; empty when none. */
  readonly extensions: string;
  readonly local: SocketAddress | undefined;
  readonly peer: SocketAddress | undefined;
  readonly state: "open" | "closing" | "closed";
  /** Bytes accepted from the caller and not yet taken by the operating system. */
  readonly bufferedBytes: number;
  readonly counters: ConnectionCounters;

  /** Replaces the listener. The first call starts reading. */
  setListener(listener: ConnectionListener): void;

  /** Sends one text message in one frame; gives the payload's bytes. */
  sendText(text: string): number;
  /** Sends one binary message in one frame; gives the payload's bytes. The bytes may be reused after the call. */
  sendBinary(payload: Uint8Array): number;
  /** Sends one message in frames of `fragmentBytes` (> 0) payload bytes, the last one shorter; gives the payload's bytes. */
  sendFragments(kind: MessageKind, payload: Uint8Array, fragmentBytes: number): number;
  /** Sends one frame of any shape; gives its wire bytes. @throws WsrigError `driver-unsupported` without `capabilities.rawFrames`. */
  sendFrame(frame: RawFrame): number;
  /** Sends bytes as they are, past all framing, in TCP writes of `chopBytes` (default: one write); later sends queue behind. @throws WsrigError `driver-unsupported` */
  sendBytes(bytes: Uint8Array, chopBytes?: number): number;
  /** Encodes a message for {@link Connection.sendPrepared}. */
  prepare(kind: MessageKind, payload: Uint8Array, options?: PrepareOptions): PreparedMessage;
  /** Sends a prepared message; gives the payload's bytes. */
  sendPrepared(message: PreparedMessage): number;

  /** @param payload - At most 125 bytes. */
  ping(payload?: Uint8Array): void;
  /** An unsolicited pong (§5.5.3). */
  pong(payload?: Uint8Array): void;
  /**
   * Starts the closing handshake; TCP is dropped when the peer does not answer within the close timeout. Without a code the
   * frame is empty. Reading goes on if it was paused, since the answer has to be read: what the peer sent before it is told.
   */
  close(code?: number, reason?: string): void;
  /**
   * Drops TCP at once. No message, ping or pong is told after it, even of the same read.
   *
   * @param options.reset - With a RST (RFC 9293 §3.10.5) instead of a FIN, so that the peer sees a reset. Without effect over
   * TLS, whose socket has no way to it. Default false.
   */
  terminate(options?: TerminateOptions): void;

  /** Stops reading from the socket, so that TCP holds the peer back. Data already read may still arrive. Without effect once closing. */
  pauseReading(): void;
  resumeReading(): void;

  /** Resolves when `bufferedBytes` is below the high-water mark, or the connection has closed. */
  waitForDrain(signal?: AbortSignal): Promise<void>;
  /** Resolves with the outcome, at once when already closed. */
  waitForClose(signal?: AbortSignal): Promise<CloseOutcome>;
}
