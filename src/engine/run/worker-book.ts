// What the run knows of one worker: where it stands, what it has sent, whether that is all.

import type { MetricCollector } from "../../metrics/collector.js";
import type { MetricDelta, MetricTotals } from "../../metrics/metric-delta.js";
import { metricKey } from "../../metrics/metric-registry.js";
import type { WorkerResult, WorkerState } from "./worker-contract.js";

/** `opening` -> `prepared` -> `running` -> one of the ends. */
export type WorkerStage = "opening" | "prepared" | "running" | "done" | "failed" | "lost";

/** Of a worker that has told none yet, or is no more. */
export const noState: WorkerState = { connections: 0, clients: 0, loads: [] };

/** The book of one worker. */
export class WorkerBook {
  readonly name: string;
  stage: WorkerStage = "opening";
  opening = { opened: 0, failed: 0 };
  state: WorkerState = noState;
  /** Since its last report. */
  silentSeconds = 0;
  /** Seconds reported; the next one has this number. */
  seconds = 0;
  result: WorkerResult | undefined;
  lostBecause: string | undefined;
  /** Metrics whose deltas did not add up to its totals. */
  incomplete: readonly string[] = [];
  readonly #received = new Map<string, number>();

  constructor(name: string) {
    this.name = name;
  }

  /** Whether nothing more will come from it. */
  get isOver(): boolean {
    return this.stage === "done" || this.stage === "failed" || this.stage === "lost";
  }

  /** Adds what it measured to the run's metrics. */
  absorb(delta: MetricDelta, collector: MetricCollector): void {
    collector.absorb(delta, this.name);
    for (const { name, tags, ...change } of delta) {
      const added = addedBy(change);
      if (added === 0) continue;
      const key = metricKey(name, tags);
      this.#received.set(key, (this.#received.get(key) ?? 0) + added);
    }
  }

  /** The metrics whose deltas do not add up to the worker's own totals; empty when nothing was lost on the way. */
  missing(totals: MetricTotals): readonly string[] {
    return totals
      .filter(({ key, count }) => !isSum(this.#received.get(key) ?? 0, count))
      .map(({ key }) => key);
  }
}

/** Whole numbers add up exactly; fractions of a user's own counter only but for their rounding. */
function isSum(sum: number, count: number): boolean {
  return Math.abs(sum - count) <= 1e-12 * Math.abs(count);
}

type Change = MetricDelta[number] extends infer Entry
  ? Entry extends unknown
    ? Omit<Entry, "name" | "tags">
    : never
  : never;

function addedBy(change: Change): number {
  if (change.kind === "counter") return change.added;
  if (change.kind === "trend") return change.added.counts.reduce((sum, count) => sum + count, 0);
  return 0;
}
