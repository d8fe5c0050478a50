// What is known of one connection that stayed silent, as data.

import type { DialFailure } from "../dial-failure.js";

/** What ended a silent connection. */
export type SilenceEnd =
  | { readonly kind: "close-frame"; readonly code: number; readonly reason: string }
  /** No close frame came; the message says what came instead, such as a reset. */
  | { readonly kind: "tcp"; readonly message: string }
  /** The peer broke a rule of the protocol, and we failed the connection. */
  | { readonly kind: "violation"; readonly message: string };

/** How a connection fared that stayed silent for a while and was then spoken to. Times are since the last byte of ours. */
export type SilenceObservation =
  /** It answered: what lies between lets a connection live that is silent for `silentMs`. */
  | { readonly kind: "alive"; readonly silentMs: number; readonly answerUs: number; readonly heard: Heard }
  /** It was ended after `silentMs`, in the midst of the silence or, `whenSpokenTo`, only at our words. */
  | {
      readonly kind: "ended";
      readonly silentMs: number;
      readonly end: SilenceEnd;
      readonly whenSpokenTo: boolean;
      readonly heard: Heard;
    }
  /** Nobody has ended it, and nobody answered within `timeoutMs`. */
  | {
      readonly kind: "dead";
      readonly silentMs: number;
      readonly timeoutMs: number;
      readonly heard: Heard;
    }
  | { readonly kind: "not-opened"; readonly plannedMs: number; readonly failure: DialFailure };

/** The observations of connections that did not live on. */
export type SilenceFailure = Extract<SilenceObservation, { kind: "ended" | "dead" }>;

/** What the peer said while we were silent: it may well keep a path open. */
export interface Heard {
  readonly pings: number;
  readonly messages: number;
  /** The longest time in which neither side said anything, in ms. */
  readonly quietMs: number;
}

/** Between which silences the idle timeout lies. */
export interface IdleInterval {
  /** The longest silence that a connection survived, in ms. */
  readonly aliveMs: number;
  /** The shortest silence that ended one, in ms; `undefined` when none did. */
  readonly endedMs: number | undefined;
}

/** The interval that follows from `observations`. Not in order when connections fare differently: `aliveMs` above `endedMs`. */
export function idleInterval(observations: readonly SilenceObservation[]): IdleInterval {
  let aliveMs = 0;
  for (const observation of observations) {
    if (observation.kind === "alive") aliveMs = Math.max(aliveMs, observation.silentMs);
  }
  return { aliveMs, endedMs: shortestEnd(observations)?.silentMs };
}

/** The observation that says how short a silence can end a connection, and how. */
export function shortestEnd(observations: readonly SilenceObservation[]): SilenceFailure | undefined {
  let shortest: SilenceFailure | undefined;
  for (const one of observations) {
    if (one.kind !== "ended" && one.kind !== "dead") continue;
    if (shortest === undefined || one.silentMs < shortest.silentMs) shortest = one;
  }
  return shortest;
}
