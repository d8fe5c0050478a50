// Connections that are held open and pinged, as `wsrig load --traffic idle` does it: the one file of the scale benchmark that
// calls the library.

import { MetricCollector, runLoads, systemClock } from "wsrig";

// So that the last slot of the last interval is not cut off by a timer that is late.
const extraMs = 300;

/** The idle load of one worker. */
export class IdleConnections {
  #collector = new MetricCollector({ clock: systemClock });
  #run;
  #rssBytes = 0;
  #heldUpMaxMs = 0;

  /**
   * Begins the load: opens all connections, so many handshakes at once.
   *
   * @param {import("./idle-protocol.js").IdleOrder} order
   * @returns what is open after the first second of the load
   */
  open(order) {
    const { url, connections, localAddresses, handshakesAtOnce, intervalMs, intervals } = order;
    return new Promise((resolve, reject) => {
      const startedMs = performance.now();
      let openMs = 0;
      this.#run = runLoads({
        collector: this.#collector,
        loads: [
          {
            url,
            warmUpMs: 0,
            executor: {
              kind: "constant-clients",
              clients: connections,
              durationMs: intervalMs * intervals + extraMs,
            },
            traffic: { kind: "idle", pingIntervalMs: intervalMs },
            dial: { timeoutMs: 30_000 },
            connectConcurrency: handshakesAtOnce,
            localAddresses,
          },
        ],
        // Until the last whole second: at the end all connections close at once, which is no state to be measured.
        onSecond: (points, second) => {
          if (second >= (intervalMs * intervals) / 1_000) return;
          this.#rssBytes = process.memoryUsage.rss();
          const delays = points.flatMap(({ gauges }) => gauges.generator_event_loop_delay ?? []);
          this.#heldUpMaxMs = Math.max(this.#heldUpMaxMs, ...delays.map((us) => us / 1_000));
          if (second > 0) return;
          const opened = this.#collector.total("ws_sessions");
          resolve({ opened, openMs, rssBytes: this.#rssBytes, failures: this.#failures() });
        },
        onProgress: ({ stage }) => {
          // The load begins when the last handshake is over.
          if (stage === "opening") openMs = performance.now() - startedMs;
        },
      });
      this.#run.catch(reject);
    });
  }

  /** The end of the load: every ping that was sent, and what came of it. */
  async pinged() {
    await this.#run;
    const collector = this.#collector;
    const dropped = collector.total("ws_errors", { step: "message" });
    const unanswered = collector.total("ws_errors", { code: "ping-unanswered" });
    return {
      pings: collector.total("ws_pings_sent"),
      pongs: collector.histogram("ws_ping").count,
      unanswered,
      ended: dropped - unanswered,
      rssBytes: this.#rssBytes,
      heldUpMaxMs: this.#heldUpMaxMs,
    };
  }

  #failures() {
    const failed = this.#collector.total("ws_errors");
    return failed === 0 ? [] : [`${failed} handshakes failed`];
  }
}
