// The dial of a WebSocketClient: its own options over the caller's, its states and questions from the steps.

import type { Clock } from "../clock.js";
import { isUserMistake } from "../errors.js";
import type { ProtocolLimits } from "../protocol/limits.js";
import { type CertificateProblem, type DialResult, dial } from "./dial.js";
import { planRoute } from "./target-socket.js";
import type { WebSocketClientOptions, WebSocketOpenOptions, WebSocketState } from "./web-socket-events.js";

/** What the client itself brings to a dial. */
export interface ClientDialOptions {
  /** Empty: none. */
  readonly origin: string;
  readonly version: number;
  readonly clock: Clock;
  readonly limits: Partial<ProtocolLimits>;
  /** Aborts when the client gives up. */
  readonly signal: AbortSignal;
}

/** What the client wants to hear of a dial. */
export interface ClientDialSteps {
  changeState(state: WebSocketState): void;
  /** The head of the request, as it is sent. */
  requested(head: string): void;
  /** Whether a certificate that is not trusted will do. */
  accepts(problem: CertificateProblem): boolean;
}

/** Dials with the driver `frame`. @throws WsrigError as `dial` does */
export function dialForClient(
  url: string,
  options: WebSocketOpenOptions,
  own: ClientDialOptions,
  steps: ClientDialSteps,
): Promise<DialResult> {
  const { origin, version, clock, limits, signal } = own;
  return dial(url, {
    ...options,
    driver: "frame",
    version,
    origin: origin === "" ? undefined : origin,
    clock,
    limits: { ...limits, ...options.limits },
    signal: options.signal === undefined ? signal : AbortSignal.any([signal, options.signal]),
    onStep: (step) => {
      if (signal.aborted) return;
      if (step === "dns") steps.changeState("hostLookup");
      else if (step === "tcp") steps.changeState("connecting");
    },
    onRequest: (head) => steps.requested(head),
    onCertificateProblem: (problem) => steps.accepts(problem),
  });
}

/** The state in which an attempt begins: an address needs no lookup, and options that cannot be used fail before any. */
export function firstStateOf(url: string, options: WebSocketOpenOptions): WebSocketState {
  try {
    return planRoute(url, options).knownAddresses.length > 0 ? "connecting" : "hostLookup";
  } catch (error) {
    if (isUserMistake(error)) return "connecting";
    throw error;
  }
}

/** What a client accepts at first. */
export function limitsOf(options: WebSocketClientOptions): Partial<ProtocolLimits> {
  const { maxAllowedIncomingFrameSize: maxFrameBytes, maxAllowedIncomingMessageSize: maxMessageBytes } =
    options;
  return {
    ...(maxFrameBytes === undefined ? {} : { maxFrameBytes }),
    ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }),
  };
}
