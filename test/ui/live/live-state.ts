// A page's state as the events of a run make it, for tests: what must be the same for a tab that comes late.

import type { LiveEvent } from "../../../src/link/live-event.js";
import type { ReportBlock } from "../../../src/metrics/comparison-report.js";
import type { ReportCheck, ReportMetric, SeriesPoint } from "../../../src/metrics/run-report.js";

export interface LiveState {
  last: Partial<Record<LiveEvent["kind"], LiveEvent>>;
  /** By tags. */
  series: Record<string, SeriesPoint[]>;
  metrics: ReportMetric[];
  durationMs: number;
  checks: ReportCheck[];
  counts: { pass: number; fail: number; notApplicable: number };
  blocks: ReportBlock[];
  notes: string[];
}

/** The state after all of `events`. */
export function liveStateOf(events: readonly LiveEvent[]): LiveState {
  const state: LiveState = {
    last: {},
    series: {},
    metrics: [],
    durationMs: 0,
    checks: [],
    counts: { pass: 0, fail: 0, notApplicable: 0 },
    blocks: [],
    notes: [],
  };
  for (const event of events) addTo(state, event);
  return state;
}

function addTo(state: LiveState, event: LiveEvent): void {
  switch (event.kind) {
    case "second":
      for (const point of event.points) {
        const key = JSON.stringify(point.tags);
        state.series[key] = [...(state.series[key] ?? []), point];
      }
      state.metrics = event.metrics;
      state.durationMs = event.durationMs;
      return;
    case "check":
      state.checks.push(event.check);
      state.counts[event.check.status]++;
      return;
    case "checkCounts": {
      const { kind: _, ...counts } = event;
      state.counts = counts;
      return;
    }
    case "block":
      state.blocks.push(event.block);
      return;
    case "note":
      state.notes.push(event.text);
      return;
    default:
      state.last[event.kind] = event;
  }
}
