// Of all metrics those that a reader acts on first; the report files have them all.

import { isMeasured, tagsKey } from "../figures/tags.js";
import { findMetric } from "../metrics/catalogue.js";
import { trendMetric } from "../metrics/metric-cells.js";
import type { CounterMetric, ReportMetric, TrendMetric } from "../metrics/run-report.js";
import { mergedHistogram } from "./merged-histogram.js";

/** Tag value of figures merged over all scenarios. */
export const allScenarios = "*";

// In the order in which they are shown; own metrics of scenarios come last.
const keyNames = [
  "ws_msg_latency",
  "ws_msg_latency_corrected",
  "ws_fanout_first",
  "ws_fanout_last",
  "ws_stream_gap",
  "ws_send_blocked",
  "ws_reconnect",
  "ws_ping",
  "ws_connecting",
  "ws_msgs_sent",
  "ws_msgs_received",
  "data_sent",
  "data_received",
];

/** Trends worth a row: the key ones and a scenario's own, without warm-up, merged over scenarios when more than `maxRows`. */
export function keyTrends(metrics: readonly ReportMetric[], maxRows: number): TrendMetric[] {
  const trends = metrics.filter((metric) => metric.kind === "trend").filter((trend) => trend.count > 0);
  return fewRows(keyed(trends), maxRows, mergeTrends);
}

/** Counters worth a row, chosen in the same way; none at 0 and none of `except`. */
export function keyCounters(
  metrics: readonly ReportMetric[],
  maxRows: number,
  except: ReadonlySet<string>,
): CounterMetric[] {
  const counters = metrics.filter((metric) => metric.kind === "counter");
  return fewRows(
    keyed(counters.filter(({ name, count }) => count > 0 && !except.has(name))),
    maxRows,
    mergeCounters,
  );
}

/** The counters of `names` that are not at 0, merged over scenarios when more than `maxRows`. */
export function namedCounters(
  metrics: readonly ReportMetric[],
  maxRows: number,
  names: ReadonlySet<string>,
): CounterMetric[] {
  const counters = metrics.filter((metric) => metric.kind === "counter");
  return fewRows(
    counters.filter(({ name, count }) => count > 0 && names.has(name)),
    maxRows,
    mergeCounters,
  );
}

function keyed<M extends ReportMetric>(metrics: readonly M[]): M[] {
  const isKey = ({ name }: M): boolean => keyNames.includes(name) || findMetric(name) === undefined;
  const place = ({ name }: M): number => (keyNames.includes(name) ? keyNames.indexOf(name) : keyNames.length);
  const key = metrics.filter((metric) => isKey(metric) && isMeasured(metric.tags));
  // The two latencies of one load stand together: one says what the other leaves out.
  const tagSets = key.filter(isMessageLatency).map(({ tags }) => tagsKey(tags));
  const loadOf = (metric: M): number => tagSets.indexOf(tagsKey(metric.tags));
  return key.sort((a, b) => {
    if (isMessageLatency(a) && isMessageLatency(b)) return loadOf(a) - loadOf(b) || place(a) - place(b);
    return place(a) - place(b);
  });
}

function isMessageLatency({ name }: ReportMetric): boolean {
  return name === "ws_msg_latency" || name === "ws_msg_latency_corrected";
}

/** Merges what differs only in its scenario, where the rows would be too many. */
function fewRows<M extends ReportMetric>(
  metrics: readonly M[],
  maxRows: number,
  merge: (same: readonly [M, ...M[]]) => M,
): M[] {
  if (metrics.length <= maxRows) return [...metrics];
  const groups = new Map<string, [M, ...M[]]>();
  for (const metric of metrics) {
    const tags =
      metric.tags.scenario === undefined ? metric.tags : { ...metric.tags, scenario: allScenarios };
    const key = `${metric.name} ${tagsKey(tags)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [metric]);
    else group.push(metric);
  }
  return [...groups.values()].map((group) => (group.length === 1 ? group[0] : merge(group)));
}

function mergeTrends(same: readonly [TrendMetric, ...TrendMetric[]]): TrendMetric {
  return trendMetric(same[0].name, { ...same[0].tags, scenario: allScenarios }, mergedHistogram(same));
}

/** Scenarios run one after the other, so there is no common time that a rate could be over: it is 0. */
function mergeCounters(same: readonly [CounterMetric, ...CounterMetric[]]): CounterMetric {
  const count = same.reduce((sum, counter) => sum + counter.count, 0);
  return { ...same[0], tags: { ...same[0].tags, scenario: allScenarios }, count, ratePerSecond: 0 };
}
