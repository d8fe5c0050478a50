// What `GET /stats` tells.

import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import type { Clock } from "../clock.js";
import type { Connection } from "../connection/connection.js";

/** Counts of a server since its start, and its state now. Handshake bytes are not counted. */
export interface ServerStats {
  /** Open now. */
  readonly connections: number;
  readonly totalConnections: number;
  /** Upgrades that were refused. */
  readonly rejected: number;
  readonly messagesReceived: number;
  readonly messagesSent: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  /** Bytes that wait for all peers now, and for the fullest one. */
  readonly bufferedBytes: number;
  readonly maxBufferedBytes: number;
  /** Peers terminated because they did not take what others sent to them. */
  readonly slowPeersDropped: number;
  /** Peers terminated because they did not answer the idle ping. */
  readonly idlePeersDropped: number;
  readonly uptimeMs: number;
  readonly memory: {
    readonly rssBytes: number;
    readonly heapUsedBytes: number;
    readonly externalBytes: number;
    readonly arrayBuffersBytes: number;
  };
  /** How late the event loop was since the start, above the 10 ms at which it is sampled. */
  readonly eventLoopDelay: {
    readonly meanUs: number;
    readonly p50Us: number;
    readonly p99Us: number;
    readonly maxUs: number;
  };
}

const resolutionMs = 10;

/** Counts as things happen; open connections are asked when stats are read, so that a message costs nothing here. */
export class StatsRecorder {
  readonly #clock: Clock;
  readonly #startedAtUs: number;
  readonly #open = new Set<Connection>();
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs });
  readonly #ended = { messagesReceived: 0, messagesSent: 0, bytesReceived: 0, bytesSent: 0 };
  #totalConnections = 0;
  #rejected = 0;
  #slowPeersDropped = 0;
  #idlePeersDropped = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAtUs = clock.nowUs();
    this.#delay.enable();
  }

  opened(connection: Connection): void {
    this.#open.add(connection);
    this.#totalConnections += 1;
  }

  closed(connection: Connection): void {
    if (this.#open.delete(connection)) addCounters(this.#ended, connection);
  }

  rejected(): void {
    this.#rejected += 1;
  }

  slowPeerDropped(): void {
    this.#slowPeersDropped += 1;
  }

  idlePeerDropped(): void {
    this.#idlePeersDropped += 1;
  }

  read(): ServerStats {
    const sums = { ...this.#ended };
    let bufferedBytes = 0;
    let maxBufferedBytes = 0;
    for (const connection of this.#open) {
      addCounters(sums, connection);
      bufferedBytes += connection.bufferedBytes;
      maxBufferedBytes = Math.max(maxBufferedBytes, connection.bufferedBytes);
    }
    return {
      connections: this.#open.size,
      totalConnections: this.#totalConnections,
      rejected: this.#rejected,
      ...sums,
      bufferedBytes,
      maxBufferedBytes,
      slowPeersDropped: this.#slowPeersDropped,
      idlePeersDropped: this.#idlePeersDropped,
      uptimeMs: Math.round((this.#clock.nowUs() - this.#startedAtUs) / 1_000),
      memory: readMemory(),
      eventLoopDelay: this.#readDelay(),
    };
  }

  /** Stops the event-loop monitor, which is a timer. */
  stop(): void {
    this.#delay.disable();
  }

  #readDelay(): ServerStats["eventLoopDelay"] {
    // The monitor gives the whole interval in ns, and NaN before its first sample.
    const lateUs = (ns: number): number =>
      this.#delay.count === 0 ? 0 : Math.max(0, Math.round(ns / 1_000) - resolutionMs * 1_000);
    return {
      meanUs: lateUs(this.#delay.mean),
      p50Us: lateUs(this.#delay.percentile(50)),
      p99Us: lateUs(this.#delay.percentile(99)),
      maxUs: lateUs(this.#delay.max),
    };
  }
}

function addCounters(
  sums: { messagesReceived: number; messagesSent: number; bytesReceived: number; bytesSent: number },
  { counters }: Connection,
): void {
  sums.messagesReceived += counters.messagesReceived;
  sums.messagesSent += counters.messagesSent;
  sums.bytesReceived += counters.bytesReceived;
  sums.bytesSent += counters.bytesSent;
}

function readMemory(): ServerStats["memory"] {
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return {
    rssBytes: rss,
    heapUsedBytes: heapUsed,
    externalBytes: external,
    arrayBuffersBytes: arrayBuffers,
  };
}
