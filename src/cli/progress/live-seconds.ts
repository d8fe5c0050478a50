// The seconds of a run for who watches it: points on one axis of time, and the metrics so far.

import type { Clock } from "../../clock.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { RunReport, SeriesPoint } from "../../metrics/run-report.js";
import type { LiveSink } from "../../ui/live/live-sink.js";

/** Tells the seconds of one run to `sink`. */
export class LiveSeconds {
  readonly #sink: LiveSink;
  readonly #clock: Clock;
  readonly #startedAtUs: number;

  /** The run begins now. */
  constructor(sink: LiveSink, clock: Clock) {
    this.#sink = sink;
    this.#clock = clock;
    this.#startedAtUs = clock.nowUs();
  }

  /** Milliseconds of the run so far. */
  get elapsedMs(): number {
    return (this.#clock.nowUs() - this.#startedAtUs) / 1_000;
  }

  /** A second of a run that has one collector, with its thresholds as they stand. What costs is told only while somebody looks. */
  second(
    points: readonly SeriesPoint[],
    collector: MetricCollector,
    standing: () => RunReport["thresholds"] = () => [],
  ): void {
    const { elapsedMs } = this;
    const isWatched = this.#sink.isWatched;
    this.#sink.tell({
      kind: "second",
      points: [...points],
      metrics: isWatched ? collector.metrics(elapsedMs, { withHistograms: false }) : [],
      durationMs: elapsedMs,
    });
    const thresholds = isWatched ? standing() : [];
    if (thresholds.length > 0) this.#sink.tell({ kind: "thresholds", thresholds });
  }

  /** The same of a part of it that has a collector of its own, whose series begins `offsetMs` after the start of this run. */
  secondOfPart(points: readonly SeriesPoint[], collector: MetricCollector, offsetMs: number): void {
    this.second(
      points.map((point) => ({ ...point, atMs: point.atMs + offsetMs })),
      collector,
    );
  }
}
