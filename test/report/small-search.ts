// A small search with something of everything: confirmed values, one that lost messages, one that is not valid.

import type { ReportSearch } from "../../src/metrics/run-report.js";

/** A search by rate; its answer is 400. */
export function smallSearch(changes: Partial<ReportSearch> = {}): ReportSearch {
  return {
    vary: "rate",
    until: "ws_msg_latency_corrected: p(99) < 50ms",
    unit: "us",
    bound: 50_000,
    answer: 400,
    isConfirmed: true,
    ended: "found",
    shown: 400,
    sentence: "The bound held up to 400 messages per second, and failed at 600.",
    probes: [
      { value: 100, purpose: "climb", holds: true, observed: 2_000 },
      { value: 200, purpose: "climb", holds: true, observed: 2_500 },
      { value: 400, purpose: "climb", holds: true, observed: 12_000 },
      {
        value: 800,
        purpose: "climb",
        holds: false,
        observed: 700_000,
        failures: ["every message is answered in time: failed (90 answered, 0 late, 10 lost)"],
      },
      { value: 600, purpose: "narrow", holds: false, observed: 120_000 },
      { value: 400, purpose: "confirm", holds: true, observed: 14_000 },
      { value: 600, purpose: "confirm", holds: false, observed: 90_000 },
    ],
    ...changes,
  };
}
