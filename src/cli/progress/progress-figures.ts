// The figures of the last second, for progress.

import type { MetricCollector } from "../../metrics/collector.js";
import type { SeriesPoint } from "../../metrics/run-report.js";
import type { ProgressFigures } from "./progress.js";

/**
 * Figures of one second's points, all tags together: percentiles of the tag set with most messages, as those of
 * several cannot be added; errors of the run so far.
 */
export function figuresOf(points: readonly SeriesPoint[], collector: MetricCollector): ProgressFigures {
  const spanMs = points[0]?.spanMs ?? 1_000;
  const received = points.reduce((sum, { counters }) => sum + (counters.ws_msgs_received ?? 0), 0);
  const largest = largestOf(points, "ws_msg_latency");
  const cpu = points.flatMap(({ gauges }) => gauges.generator_cpu ?? []);
  const dropped = collector.total("ws_msgs_dropped") + collector.total("dropped_iterations");
  return {
    messagesPerSecond: spanMs > 0 ? (received * 1_000) / spanMs : undefined,
    p50Us: largest?.p50,
    p99Us: largest?.p99,
    correctedP99Us: largestOf(points, "ws_msg_latency_corrected")?.p99,
    errors: collector.total("ws_errors") + collector.total("ws_msgs_lost"),
    dropped: dropped > 0 ? dropped : undefined,
    latenessP99Us: largestOf(points, "generator_lateness")?.p99,
    generatorCpu: cpu.length > 0 ? Math.max(...cpu) : undefined,
  };
}

/** Of the tag set with most samples. */
function largestOf(points: readonly SeriesPoint[], name: string): SeriesPoint["trends"][string] | undefined {
  return points.flatMap(({ trends }) => trends[name] ?? []).sort((a, b) => b.count - a.count)[0];
}
