// The metrics of opening handshakes, for scenarios and loads alike.

import type { DialResult, HandshakeTimings } from "../client/dial.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";

/**
 * Records one dial: `ws_connecting`, `ws_handshake_*` and `ws_sessions` when it opened a connection,
 * `ws_errors` with tags `step` and `code` when it did not.
 */
export function recordDial(collector: MetricCollector, result: DialResult, tags: Tags = {}): void {
  if (result.kind === "failed") {
    const { step, code } = result.failure;
    collector.counter("ws_errors", { ...tags, step, code }).add(1);
    return;
  }
  collector.trend("ws_connecting", tags).record(result.timings.totalUs);
  collector.counter("ws_sessions", tags).add(1);
  recordPhases(collector, result.timings, tags);
}

/** Whether the target answered in HTTP at all (what a proxy said is no answer of the target); exit code 3 is for commands in which it never did. */
export function gotHttpAnswer(result: DialResult): boolean {
  return result.kind === "open" || result.failure.response !== undefined;
}

function recordPhases(collector: MetricCollector, timings: HandshakeTimings, tags: Tags): void {
  const phases = {
    ws_handshake_dns: timings.dnsUs,
    ws_handshake_tcp: timings.tcpUs,
    ws_handshake_proxy: timings.proxyUs,
    ws_handshake_tls: timings.tlsUs,
    ws_handshake_upgrade: timings.upgradeUs,
  };
  for (const [name, us] of Object.entries(phases))
    if (us !== undefined) collector.trend(name, tags).record(us);
}
