// Finds the idle timeout of the whole path to a target: connections that are silent for different times, then ever closer.

import { setMaxListeners } from "node:events";
import { type Clock, sleepMs, systemClock } from "../../clock.js";
import type { Connection } from "../../connection/connection.js";
import { type DialOptions, type DialResult, dial } from "../dial.js";
import type { DialFailure } from "../dial-failure.js";
import { type BusyEnd, observeBusy } from "./observe-busy.js";
import { type IdleProbe, observeSilence } from "./observe-silence.js";
import { type IdleInterval, idleInterval, type SilenceFailure, type SilenceObservation } from "./silence.js";
import { narrowingSilences, silenceLadder } from "./silence-plan.js";

/** Options of {@link findIdleTimeout}; times in ms. */
export interface IdleOptions {
  readonly url: string;
  readonly dial: DialOptions;
  /** The shortest silence to try, > 0. */
  readonly fromMs: number;
  /** The longest one, at least `fromMs`. */
  readonly maxMs: number;
  /** One more silence to try at first. */
  readonly alsoMs?: number | undefined;
  /** How narrow the interval must become, > 0. */
  readonly precisionMs: number;
  readonly probe: IdleProbe;
  /** How long an answer to the probe may take. */
  readonly timeoutMs: number;
  readonly clock?: Clock | undefined;
  /** Ends it early, with what is known by then. */
  readonly signal?: AbortSignal | undefined;
  /** Several connections begin to be silent, for these times. */
  readonly onRound?: ((silencesMs: readonly number[], interval: IdleInterval) => void) | undefined;
  readonly onObservation?: ((observation: SilenceObservation) => void) | undefined;
  /** Opens a connection. Default: `dial` with `url` and `dial`. */
  readonly open?: ((signal: AbortSignal) => Promise<DialResult>) | undefined;
}

/** What came of it. */
export type IdleResult =
  /** Not even a connection that was just opened could be used. */
  | { readonly kind: "not-opened"; readonly failure: DialFailure }
  /** A connection that was just opened did not answer the probe, or was ended at once: silence makes no difference. */
  | { readonly kind: "no-answer"; readonly observation: SilenceFailure }
  | {
      readonly kind: "observed";
      readonly interval: IdleInterval;
      /** In the order in which they became known. */
      readonly observations: readonly SilenceObservation[];
      /** How a connection was ended that was never silent for as long as others survived: a limit on age, not on silence. */
      readonly busyEnd: BusyEnd | undefined;
      readonly isInterrupted: boolean;
    };

// Each round leaves an eighth of the interval or less; this many narrow a year down to a microsecond.
const maxRounds = 16;

/**
 * Finds between which silences the idle timeout lies. First a ladder of silences all at once, then, if one ended a
 * connection, further ones in between. What the target does is data.
 *
 * @throws WsrigError as `dial` does, for misuse only
 */
export async function findIdleTimeout(options: IdleOptions): Promise<IdleResult> {
  const search = new IdleSearch(options);
  try {
    return await search.run();
  } finally {
    await search.end();
  }
}

class IdleSearch {
  readonly #options: IdleOptions;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #observations: SilenceObservation[] = [];
  readonly #connections = new Set<Connection>();
  readonly #busyStop = new AbortController();

  constructor(options: IdleOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#signal = options.signal ?? new AbortController().signal;
    // Every connection of a round listens to it.
    setMaxListeners(0, this.#signal);
  }

  async run(): Promise<IdleResult> {
    const first = await this.#observe(0, this.#signal);
    if (first?.kind === "not-opened") return { kind: "not-opened", failure: first.failure };
    if (first?.kind === "dead" || first?.kind === "ended") return { kind: "no-answer", observation: first };
    let busyEnd: BusyEnd | undefined;
    if (first !== undefined) {
      const busy = this.#observeBusy();
      await this.#round(silenceLadder(this.#options));
      busyEnd = await this.#judgeBusy(busy);
      if (busyEnd === undefined) await this.#narrow();
    }
    return {
      kind: "observed",
      interval: idleInterval(this.#observations),
      observations: this.#observations,
      busyEnd,
      isInterrupted: this.#signal.aborted,
    };
  }

  /** Closes what is open. Waits no longer than the connections' own close timeout. */
  async end(): Promise<void> {
    this.#busyStop.abort();
    for (const connection of this.#connections) {
      if (connection.state === "open") connection.close(1000);
    }
    await Promise.all([...this.#connections].map((connection) => connection.waitForClose()));
  }

  /** Speaks as often as the shortest silence is long. */
  async #observeBusy(): Promise<BusyEnd | undefined> {
    const signal = AbortSignal.any([this.#signal, this.#busyStop.signal]);
    const opened = await this.#open(signal);
    if (opened.kind === "failed") return undefined;
    const { connection } = opened;
    const { fromMs: intervalMs, probe } = this.#options;
    this.#connections.add(connection);
    return observeBusy({ connection, intervalMs, probe, clock: this.#clock, signal });
  }

  /** Lets the busy connection grow a little older than a silent one that was lost; its end, if silence does not explain it. */
  async #judgeBusy(busy: Promise<BusyEnd | undefined>): Promise<BusyEnd | undefined> {
    const { aliveMs, endedMs } = idleInterval(this.#observations);
    // One that is silently dead has kept us waiting long enough.
    if (this.#observations.some(({ kind }) => kind === "ended")) {
      const aWhile = sleepMs(this.#clock, this.#options.precisionMs, this.#signal).catch(() => {
        // Interrupted: what is known is told.
      });
      await Promise.race([busy, aWhile]);
    }
    this.#busyStop.abort();
    const end = await busy;
    return end !== undefined && endedMs !== undefined && end.silentMs <= aliveMs ? end : undefined;
  }

  async #narrow(): Promise<void> {
    for (let round = 0; round < maxRounds && !this.#signal.aborted; round++) {
      const { aliveMs, endedMs } = idleInterval(this.#observations);
      if (endedMs === undefined) return;
      const silencesMs = narrowingSilences({ aliveMs, endedMs }, this.#options.precisionMs);
      if (silencesMs.length === 0) return;
      await this.#round(silencesMs);
      const after = idleInterval(this.#observations);
      // Nothing was learnt, as from connections that did not open: it would go on for ever.
      if (after.aliveMs === aliveMs && after.endedMs === endedMs) return;
    }
  }

  /** Connections that are silent side by side. Once one has ended, those that should be silent for longer are given up. */
  async #round(silencesMs: readonly number[]): Promise<void> {
    this.#options.onRound?.(silencesMs, idleInterval(this.#observations));
    const silences = silencesMs.map((silenceMs) => ({ silenceMs, stop: new AbortController() }));
    await Promise.all(
      silences.map(async ({ silenceMs, stop }) => {
        const observation = await this.#observe(silenceMs, AbortSignal.any([this.#signal, stop.signal]));
        if (observation === undefined) return;
        this.#observations.push(observation);
        this.#options.onObservation?.(observation);
        if (observation.kind !== "ended" && observation.kind !== "dead") return;
        for (const other of silences) if (other.silenceMs > observation.silentMs) other.stop.abort();
      }),
    );
  }

  async #observe(silenceMs: number, signal: AbortSignal): Promise<SilenceObservation | undefined> {
    const opened = await this.#open(signal);
    if (opened.kind === "failed") {
      if (signal.aborted) return undefined;
      return { kind: "not-opened", plannedMs: silenceMs, failure: opened.failure };
    }
    const { connection } = opened;
    const { probe, timeoutMs } = this.#options;
    const clock = this.#clock;
    this.#connections.add(connection);
    const observation = await observeSilence({ connection, silenceMs, probe, timeoutMs, clock, signal });
    // A dead one would not answer a close frame either.
    if (observation?.kind === "alive") connection.close(1000);
    else connection.terminate();
    return observation;
  }

  #open(signal: AbortSignal): Promise<DialResult> {
    const { url, dial: dialOptions, open } = this.#options;
    return open?.(signal) ?? dial(url, { ...dialOptions, clock: this.#clock, signal });
  }
}
