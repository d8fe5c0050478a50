// Which distributions the reader can choose to see drawn, and the lanes of each.

import type { RunReport, TrendMetric } from "../../metrics/run-report.js";
import { isLoad, isMeasured, type Lane, lanesOf, paletteSize } from "./lanes.js";
import { metricTitle } from "./metric-words.js";
import { isTrend, latencyNames } from "./run-facts.js";

/** One distribution to draw. */
export interface TrendChoice {
  /** Unique among the choices. */
  readonly key: string;
  readonly title: string;
  /** Of the metric. */
  readonly name: string;
  /** At most as many as the palette has colours: those with the most samples. */
  readonly lanes: readonly Lane[];
  /** Lanes left out for want of colours; the table of all metrics has them. */
  readonly lanesLeftOut: number;
}

/** Message latency first, then the rest as in the report; of each, the load apart from what checks measured. */
export function trendChoices({ metrics }: RunReport): readonly TrendChoice[] {
  const trends = metrics.filter(isTrend).filter((trend) => trend.count > 0 && isMeasured(trend.tags));
  const names = [
    ...new Set([...latencyNames, "ws_ping", "ws_connecting", ...trends.map((trend) => trend.name)]),
  ];
  return names.flatMap((name) => {
    const own = trends.filter((trend) => trend.name === name);
    const loads = own.filter((trend) => isLoad(trend.tags));
    const others = own.filter((trend) => !isLoad(trend.tags));
    const title = metricTitle(name);
    const ofChecks = loads.length > 0 ? `${title}, in checks` : title;
    return [choice(`${name} load`, title, loads), choice(`${name} checks`, ofChecks, others)].flat();
  });
}

function choice(key: string, title: string, trends: readonly TrendMetric[]): readonly TrendChoice[] {
  const name = trends[0]?.name;
  if (name === undefined) return [];
  const kept = new Set([...trends].sort((a, b) => b.count - a.count).slice(0, paletteSize));
  const lanes = lanesOf(trends.filter((trend) => kept.has(trend)).map((trend) => trend.tags));
  return [{ key, title, name, lanes, lanesLeftOut: trends.length - kept.size }];
}
