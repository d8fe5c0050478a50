// All connections of a closed loop together: started, stopped, drained and closed as one.

import { type Clock, sleepMs } from "../clock.js";
import type { CloseOutcome } from "../connection/connection.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";
import type { MessageKind } from "../protocol/opcodes.js";
import { EchoLoop } from "./echo-loop.js";
import type { LoadTally } from "./load-tally.js";
import type { OpenedConnection } from "./open-connections.js";

/** Options of {@link EchoFleet}. */
export interface EchoFleetOptions {
  readonly opened: readonly OpenedConnection[];
  readonly kind: MessageKind;
  readonly payload: Uint8Array;
  readonly fragmentBytes?: number | undefined;
  /** Messages under way on each connection. */
  readonly inFlight: number;
  readonly tally: LoadTally;
  readonly collector: MetricCollector;
  readonly tags: Tags;
  readonly clock: Clock;
}

/** How often a drain looks whether all answers are in. */
const drainPollMs = 5;

/** One {@link EchoLoop} for each connection, and what became of the connections. */
export class EchoFleet {
  readonly #loops: readonly EchoLoop[];
  readonly #opened: readonly OpenedConnection[];
  readonly #clock: Clock;
  readonly #droppedBecause: string[] = [];
  readonly #allEnded = new AbortController();
  #open: number;
  #hasStarted = false;

  constructor(options: EchoFleetOptions) {
    const { opened, kind, payload, fragmentBytes, collector, tags, clock } = options;
    this.#opened = opened;
    this.#clock = clock;
    this.#open = opened.length;
    const duration = collector.trend("ws_session_duration", tags);
    this.#loops = opened.map(
      ({ connection, openedAtUs }) =>
        new EchoLoop({
          connection,
          payload,
          message: connection.prepare(kind, payload, { fragmentBytes }),
          inFlight: options.inFlight,
          tally: options.tally,
          nowUs: clock.nowUs,
          onClosed: (outcome, expected) => {
            duration.record(Math.max(0, Math.round(clock.nowUs() - openedAtUs)));
            if (!expected) this.#noteDropped(outcome, collector, tags);
            if (--this.#open === 0) this.#allEnded.abort();
          },
        }),
    );
  }

  /** Why connections ended that were not closed by {@link EchoFleet.close}, one text each. */
  get droppedBecause(): readonly string[] {
    return this.#droppedBecause;
  }

  /** Aborts when no connection is left. */
  get allEnded(): AbortSignal {
    return this.#allEnded.signal;
  }

  /** Fills every connection with its messages; once, further calls do nothing. */
  start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    for (const loop of this.#loops) loop.start();
  }

  /** Sends no more, and waits until every message under way is answered, or `timeoutMs` have passed. */
  async drain(timeoutMs: number): Promise<void> {
    for (const loop of this.#loops) loop.stopSending();
    const deadlineUs = this.#clock.nowUs() + timeoutMs * 1_000;
    while (this.#loops.some((loop) => loop.underWay > 0) && this.#clock.nowUs() < deadlineUs) {
      await sleepMs(this.#clock, drainPollMs);
    }
  }

  /** Closes every connection with 1000; those whose peer does not answer are dropped after their close timeout. */
  async close(): Promise<void> {
    for (const loop of this.#loops) loop.end();
    await Promise.all(this.#opened.map(({ connection }) => connection.waitForClose()));
  }

  #noteDropped(outcome: CloseOutcome, collector: MetricCollector, tags: Tags): void {
    const code = outcome.violation?.code ?? outcome.error?.code ?? `close-${outcome.code}`;
    collector.counter("ws_errors", { ...tags, step: "message", code }).add(1);
    this.#droppedBecause.push(
      outcome.violation?.message ??
        outcome.error?.message ??
        `closed by the target with ${outcome.code} "${outcome.reason}"`,
    );
  }
}
