// The connection beside the silent ones that is never silent for long: what ends it too is no idle timeout.

import { type Clock, sleepMs } from "../../clock.js";
import type { Connection } from "../../connection/connection.js";
import { endOfOutcome, type IdleProbe, sayProbe } from "./observe-silence.js";
import type { SilenceEnd } from "./silence.js";

/** What {@link observeBusy} needs. */
export interface ObserveBusyOptions {
  /** Open, without a listener; to be closed by the caller. */
  readonly connection: Connection;
  /** How often it speaks. */
  readonly intervalMs: number;
  readonly probe: IdleProbe;
  readonly clock: Clock;
  /** Ends the observation. */
  readonly signal: AbortSignal;
}

/** How a busy connection was ended. */
export interface BusyEnd {
  /** How long it was open, in ms. */
  readonly ageMs: number;
  /** How long it had said nothing by then. */
  readonly silentMs: number;
  readonly end: SilenceEnd;
}

/** Speaks again and again until the connection is ended; `undefined` when it still lives at the end of the observation. */
export async function observeBusy(options: ObserveBusyOptions): Promise<BusyEnd | undefined> {
  const { connection, intervalMs, probe, clock, signal } = options;
  const startedAtUs = clock.nowUs();
  let spokeAtUs = startedAtUs;
  let found: BusyEnd | undefined;
  const over = new AbortController();
  const take = (end: SilenceEnd): void => {
    const atUs = clock.nowUs();
    found ??= { ageMs: (atUs - startedAtUs) / 1_000, silentMs: (atUs - spokeAtUs) / 1_000, end };
    over.abort();
  };
  connection.setListener({
    closeReceived: ({ code, reason }) => take({ kind: "close-frame", code, reason }),
    closed: (outcome) => take(endOfOutcome(outcome)),
  });
  const either = AbortSignal.any([signal, over.signal]);
  while (!either.aborted && connection.state === "open") {
    try {
      await sleepMs(clock, intervalMs, either);
    } catch {
      break; // One of the two signals; nothing else can end the sleep.
    }
    if (connection.state !== "open") break;
    spokeAtUs = clock.nowUs();
    sayProbe(connection, probe);
  }
  return found;
}
