// Why a connection did not open, as data: what a target does is never thrown.

import type { HttpHeaders } from "../protocol/headers.js";
import type { DialStep } from "./dial-options.js";

/** The outcomes of a dial that did not open; stable names. */
export type DialFailureCode =
  | "dns-failed"
  | "refused"
  | "reset"
  | "unreachable"
  | "timeout"
  | "aborted"
  | "proxy-refused"
  | "proxy-failed"
  | "certificate"
  | "tls-failed"
  | "http-status"
  | "bad-accept"
  | "bad-handshake"
  | "connect-failed";

/** An HTTP answer that is no WebSocket connection, or no tunnel to one. */
export interface DialResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HttpHeaders;
  /** The first 1,024 bytes of the body as text, as far as they came within a second and the time left of the dial. */
  readonly bodyStart: string;
}

/** Why and where a dial failed. */
export interface DialFailure {
  readonly step: DialStep;
  readonly code: DialFailureCode;
  /** One sentence without a full stop. */
  readonly message: string;
  /** One imperative sentence. */
  readonly hint?: string | undefined;
  /** What the target answered. */
  readonly response?: DialResponse | undefined;
  /** What the proxy answered when it opened no tunnel. */
  readonly proxyResponse?: DialResponse | undefined;
  /** The RFC section that the answer breaks. */
  readonly section?: string | undefined;
  readonly cause?: unknown;
}
