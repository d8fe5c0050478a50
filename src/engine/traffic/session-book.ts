// The sessions of a load: which connections are open, how long they lasted, what went over them.

import type { Clock } from "../../clock.js";
import type { CloseOutcome, Connection, ConnectionCounters } from "../../connection/connection.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { GaugeHandle, TrendHandle } from "../../metrics/metric-handles.js";
import type { Tags } from "../../metrics/run-report.js";
import { addOne, type TextCounts } from "../record/text-counts.js";
import type { OpenedConnection } from "./connection-opener.js";

type Traffic = Pick<ConnectionCounters, "bytesSent" | "bytesReceived" | "framesSent" | "framesReceived">;

const noTraffic: Traffic = { bytesSent: 0, bytesReceived: 0, framesSent: 0, framesReceived: 0 };

/**
 * The book of all connections of one load in one worker.
 *
 * Bytes and frames are read from the connections' own counters once a second instead of being counted per message.
 */
export class SessionBook {
  readonly #collector: MetricCollector;
  readonly #tags: Tags;
  readonly #clock: Clock;
  readonly #duration: TrendHandle;
  readonly #openGauge: GaugeHandle;
  readonly #open = new Map<number, OpenedConnection>();
  readonly #droppedBecause: Record<string, number> = {};
  /** Of connections that have ended. */
  #ended: Traffic = noTraffic;
  #flushed: Traffic = noTraffic;

  constructor(collector: MetricCollector, tags: Tags, clock: Clock) {
    this.#collector = collector;
    this.#tags = tags;
    this.#clock = clock;
    this.#duration = collector.trend("ws_session_duration", tags);
    this.#openGauge = collector.gauge("ws_open_connections", "1", tags);
  }

  /** Connections open now. */
  get openConnections(): number {
    return this.#open.size;
  }

  /** Why connections ended that we did not end. */
  get droppedBecause(): TextCounts {
    return this.#droppedBecause;
  }

  began(number: number, opened: OpenedConnection): void {
    this.#open.set(number, opened);
  }

  /** @param options.isExpected - Whether the end was ours, or that of a run that is over. */
  ended(number: number, outcome: CloseOutcome, options: { readonly isExpected: boolean }): void {
    const session = this.#open.get(number);
    if (session === undefined) return;
    this.#open.delete(number);
    this.#ended = addTraffic(this.#ended, session.connection);
    this.#duration.record(Math.max(0, Math.round(this.#clock.nowUs() - session.openedAtUs)));
    if (!options.isExpected) this.#noteDropped(outcome);
  }

  /** Books everything since the last call to `phase`. */
  flush(phase: string): void {
    let now = this.#ended;
    for (const { connection } of this.#open.values()) now = addTraffic(now, connection);
    const before = this.#flushed;
    this.#flushed = now;
    const tags = { ...this.#tags, phase };
    this.#collector.counter("data_sent", tags).add(now.bytesSent - before.bytesSent);
    this.#collector.counter("data_received", tags).add(now.bytesReceived - before.bytesReceived);
    this.#collector.counter("ws_frames_sent", tags).add(now.framesSent - before.framesSent);
    this.#collector.counter("ws_frames_received", tags).add(now.framesReceived - before.framesReceived);
    this.#openGauge.set(this.#open.size);
  }

  #noteDropped(outcome: CloseOutcome): void {
    const code = outcome.violation?.code ?? outcome.error?.code ?? `close-${outcome.code}`;
    this.#collector.counter("ws_errors", { ...this.#tags, step: "message", code }).add(1);
    addOne(
      this.#droppedBecause,
      outcome.violation?.message ??
        outcome.error?.message ??
        `closed by the target with ${outcome.code} "${outcome.reason}"`,
    );
  }
}

function addTraffic(sum: Traffic, { counters }: Connection): Traffic {
  return {
    bytesSent: sum.bytesSent + counters.bytesSent,
    bytesReceived: sum.bytesReceived + counters.bytesReceived,
    framesSent: sum.framesSent + counters.framesSent,
    framesReceived: sum.framesReceived + counters.framesReceived,
  };
}
