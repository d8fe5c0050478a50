// What goes into an endpoint and what comes out of it.

import type { DeflateParameters } from "./deflate.js";
import type { ProtocolLimits } from "./limits.js";
import type { Role } from "./opcodes.js";
import type { CloseFrame, ReceivedFrame, ReceivedMessage } from "./received.js";
import type { Violation } from "./violation.js";

/** Options of `Endpoint`. */
export interface EndpointOptions {
  readonly role: Role;
  readonly limits?: Partial<ProtocolLimits> | undefined;
  /** What the opening handshake agreed on; `undefined`: no compression. */
  readonly deflate?: DeflateParameters | undefined;
  /** Messages shorter than this are sent uncompressed. Default 0: every message, when deflate is agreed. */
  readonly compressMinBytes?: number | undefined;
  /** A key for every frame that a client sends, or that a server is told to mask; unsigned 32 bit. */
  readonly maskKey: () => number;
  /** Whether pings are answered by themselves. Default true. */
  readonly autoPong?: boolean | undefined;
}

/**
 * Callbacks of an endpoint, each optional; looked up at every event, so that they may be set and unset. Views are valid only during the call.
 * A callback may send and close; it must not throw or call `receive`. `atUs` is what `receive` was given.
 */
export interface EndpointSink {
  /** Text is not validated: see `comparesBytes` of `ConnectionListener`. Looked at when the sink is set. Default false. */
  readonly comparesBytes?: boolean | undefined;
  /** Every frame, control frames too; comes before the frame's own event. Costs nothing when absent. */
  frameReceived?(frame: ReceivedFrame, atUs: number): void;
  messageReceived?(message: ReceivedMessage, atUs: number): void;
  /** The answer has been queued. */
  pingReceived?(payload: Uint8Array, atUs: number): void;
  pongReceived?(payload: Uint8Array, atUs: number): void;
  /** The answer, where one is due, has been queued. */
  closeReceived?(close: CloseFrame, atUs: number): void;
  /** At most once; the close frame that fails the connection, where one can be sent, has been queued. */
  violated?(violation: Violation): void;
}

/** How the connection ended, as far as the protocol can tell. */
export interface EndpointOutcome {
  /** The peer's close code; 1005 when its frame had none; 1006 when no legal close frame came (§7.1.5). */
  readonly code: number;
  readonly reason: string;
  /** Whether close frames went both ways (§7.1.4). */
  readonly wasClean: boolean;
  /** Who sent the first close frame. */
  readonly initiatedBy: "local" | "peer" | "none";
  readonly violation?: Violation | undefined;
}

/** Counts since the endpoint was made. */
export interface EndpointCounters {
  readonly framesReceived: number;
  readonly framesSent: number;
  readonly messagesReceived: number;
  readonly messagesSent: number;
}
