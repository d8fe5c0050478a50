// The sessions of a load: which connections are open, how long they lasted, what went over them.

import type { Clock } from "../../clock.js";
import type { CloseOutcome } from "../../connection/connection.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { GaugeHandle, TrendHandle } from "../../metrics/metric-handles.js";
import type { Tags } from "../../metrics/run-report.js";
import { addOne, type TextCounts } from "../record/text-counts.js";
import type { OpenedConnection } from "./connection-opener.js";

/** Sends on a connection. */
export interface FrameSender {
  /** Frames that the connection's counters do not have, since they went past its framing. */
  readonly uncountedFrames?: number | undefined;
}

interface Session extends OpenedConnection {
  readonly sender: FrameSender | undefined;
}

type Counted = "bytesSent" | "bytesReceived" | "framesSent" | "framesReceived";
type Traffic = Record<Counted, number>;

const noTraffic: Readonly<Traffic> = { bytesSent: 0, bytesReceived: 0, framesSent: 0, framesReceived: 0 };

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
  readonly #open = new Map<number, Session>();
  readonly #droppedBecause: Record<string, number> = {};
  /** Of connections that have ended. */
  readonly #ended: Traffic = { ...noTraffic };
  #flushed: Readonly<Traffic> = noTraffic;

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

  /** @param sender - What sends on it, where frames may go past the connection's own count. */
  began(number: number, opened: OpenedConnection, sender?: FrameSender): void {
    this.#open.set(number, { ...opened, sender });
  }

  /** @param options.isExpected - Whether the end was ours, or that of a run that is over. */
  ended(number: number, outcome: CloseOutcome, options: { readonly isExpected: boolean }): void {
    const session = this.#open.get(number);
    if (session === undefined) return;
    this.#open.delete(number);
    addTraffic(this.#ended, session);
    this.#duration.record(Math.max(0, Math.round(this.#clock.nowUs() - session.openedAtUs)));
    if (!options.isExpected) this.#noteDropped(outcome);
  }

  /** Books everything since the last call to `phase`. */
  flush(phase: string): void {
    const now = { ...this.#ended };
    for (const session of this.#open.values()) addTraffic(now, session);
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

/** In place: there may be 50,000 of them, once a second. */
function addTraffic(sum: Traffic, { connection, sender }: Session): void {
  const { counters } = connection;
  sum.bytesSent += counters.bytesSent;
  sum.bytesReceived += counters.bytesReceived;
  sum.framesSent += counters.framesSent + (sender?.uncountedFrames ?? 0);
  sum.framesReceived += counters.framesReceived;
}
