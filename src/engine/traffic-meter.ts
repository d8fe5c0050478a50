// Bytes and frames of a load's connections, read from their counters once a second instead of per message.

import type { Connection } from "../connection/connection.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";
import type { LoadPhase } from "./load-tally.js";

interface Totals {
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly framesSent: number;
  readonly framesReceived: number;
}

/** Adds what the connections did since the last {@link TrafficMeter.read} to the counters of the current phase. */
export class TrafficMeter {
  readonly #connections: readonly Connection[];
  readonly #collector: MetricCollector;
  readonly #tags: Tags;
  #last: Totals;

  constructor(connections: readonly Connection[], collector: MetricCollector, tags: Tags) {
    this.#connections = connections;
    this.#collector = collector;
    this.#tags = tags;
    this.#last = this.#totals();
  }

  /** Books everything since the last call to `phase`. */
  read(phase: LoadPhase): void {
    const now = this.#totals();
    const tags = { ...this.#tags, phase };
    this.#collector.counter("data_sent", tags).add(now.bytesSent - this.#last.bytesSent);
    this.#collector.counter("data_received", tags).add(now.bytesReceived - this.#last.bytesReceived);
    this.#collector.counter("ws_frames_sent", tags).add(now.framesSent - this.#last.framesSent);
    this.#collector.counter("ws_frames_received", tags).add(now.framesReceived - this.#last.framesReceived);
    this.#last = now;
  }

  #totals(): Totals {
    let bytesSent = 0;
    let bytesReceived = 0;
    let framesSent = 0;
    let framesReceived = 0;
    for (const { counters } of this.#connections) {
      bytesSent += counters.bytesSent;
      bytesReceived += counters.bytesReceived;
      framesSent += counters.framesSent;
      framesReceived += counters.framesReceived;
    }
    return { bytesSent, bytesReceived, framesSent, framesReceived };
  }
}
