// Opens the connections of a load, a bounded number of handshakes at a time.

import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import { type DialFailure, type DialOptions, dial } from "../client/dial.js";
import type { Connection } from "../connection/connection.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";
import { gotHttpAnswer, recordDial } from "../scenarios/dial-metrics.js";

/** Options of {@link openConnections}. */
export interface OpenConnectionsOptions {
  readonly url: string;
  readonly connections: number;
  /** Handshakes in progress at once. */
  readonly concurrency: number;
  readonly dial: DialOptions;
  readonly collector: MetricCollector;
  readonly tags: Tags;
  readonly signal?: AbortSignal | undefined;
  /** After each handshake, however it ended. */
  readonly onProgress?: ((opened: number, failed: number) => void) | undefined;
}

/** A connection, and when its handshake was done, in µs of the clock. */
export interface OpenedConnection {
  readonly connection: Connection;
  readonly openedAtUs: number;
}

/** What came of the handshakes. */
export interface OpenedConnections {
  readonly opened: readonly OpenedConnection[];
  readonly failures: readonly DialFailure[];
  /** Whether the target answered any of them in HTTP. */
  readonly reachedHttp: boolean;
}

/** Dials until every connection is open or has failed; an abort fails the rest with `aborted`. */
export async function openConnections(options: OpenConnectionsOptions): Promise<OpenedConnections> {
  const { url, collector, tags } = options;
  // One signal that every dial listens to: many listeners are no leak here.
  const signal = AbortSignal.any(options.signal ? [options.signal] : []);
  setMaxListeners(0, signal);
  const opened: OpenedConnection[] = [];
  const failures: DialFailure[] = [];
  let reachedHttp = false;
  const limit = pLimit(options.concurrency);
  const openOne = async (): Promise<void> => {
    if (signal.aborted) return;
    const result = await dial(url, { ...options.dial, signal });
    reachedHttp ||= gotHttpAnswer(result);
    recordDial(collector, result, tags);
    if (result.kind === "failed") failures.push(result.failure);
    else {
      const { startedAtUs, totalUs } = result.timings;
      opened.push({ connection: result.connection, openedAtUs: startedAtUs + totalUs });
    }
    options.onProgress?.(opened.length, failures.length);
  };
  await Promise.all(Array.from({ length: options.connections }, () => limit(openOne)));
  return { opened, failures, reachedHttp };
}
