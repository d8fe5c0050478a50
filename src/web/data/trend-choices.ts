// Which distributions the reader can choose to see drawn, and the lanes of each.

import { isLoad, isMeasured, tagsKey } from "../../figures/tags.js";
import type { Tags } from "../../metrics/run-report.js";
import { says } from "../words/report-words.js";
import { inLoadOrder, type Lane, laneKey, lanesOf, paletteSize, phaseLanesOf } from "./lanes.js";
import { isTrend, type MeasuredTrend, measuredTrends } from "./measured-trends.js";
import { metricTitle } from "./metric-words.js";
import type { ReportSource } from "./report-source.js";
import { latencyNames } from "./run-facts.js";

/** One distribution with the words and the looks of its curve. */
export interface DrawnTrend extends MeasuredTrend {
  readonly lane: Lane;
  /** Of the lane; where both message latencies are drawn, which one it is too. */
  readonly label: string;
  readonly dash?: readonly number[];
}

/** The one metric of a lane that is drawn where there is room for one only. */
export interface LaneTrend {
  readonly lane: Lane;
  readonly name: string;
  /** Of the lane; says which metric it is where that is not the one of the other lanes. */
  readonly label: string;
}

/** What to draw in one plot: one metric, or the two message latencies side by side. */
export interface TrendChoice {
  /** Unique among the choices. */
  readonly key: string;
  readonly title: string;
  /** Of the metrics, best first. */
  readonly names: readonly string[];
  /** Lane by lane, of each the best first. */
  readonly trends: readonly DrawnTrend[];
  /** At most as many as the palette has colours: those with the most samples. */
  readonly lanes: readonly Lane[];
  /** Lanes left out for want of colours; the table of all metrics has them. */
  readonly lanesLeftOut: number;
}

/** Message latency first, then what runs without it are about, then the rest as in the report; of each, the load apart from what checks measured. */
export function trendChoices(source: ReportSource): readonly TrendChoice[] {
  const measured = source.report.metrics
    .filter(isTrend)
    .filter(({ count, tags, name }) => count > 0 && isMeasured(tags) && !hasOwnSection(name));
  const others = [
    ...new Set(["ws_reconnect", "ws_ping", "ws_connecting", ...measured.map(({ name }) => name)]),
  ].filter((name) => !latencyNames.some((latency) => latency === name));
  const candidates: readonly (readonly string[])[] = [latencyNames, ...others.map((name) => [name])];
  return candidates.flatMap((names) => {
    const has = (include: (tags: Tags) => boolean): boolean =>
      measured.some(({ name, tags }) => names.includes(name) && include(tags));
    const isOther = (tags: Tags): boolean => !isLoad(tags);
    return [
      has(isLoad) ? choice(source, names, isLoad) : undefined,
      has(isOther) ? choice(source, names, isOther, has(isLoad)) : undefined,
    ].filter((one) => one !== undefined);
  });
}

/** The best metric of each lane: a load without due times has no corrected latency, and is shown by its service latency. */
export function bestOfLanes({ names, lanes, trends }: TrendChoice): readonly LaneTrend[] {
  return lanes.flatMap((lane) => {
    const best = trends.find((one) => one.lane.key === lane.key);
    if (best === undefined) return [];
    const { name } = best.trend;
    return [{ lane, name, label: name === names[0] ? lane.label : best.label }];
  });
}

/** What the generator measured of itself is not drawn among the times of the target. */
function hasOwnSection(name: string): boolean {
  return name.startsWith("generator_");
}

function choice(
  source: ReportSource,
  candidates: readonly string[],
  include: (tags: Tags) => boolean,
  isInChecks = false,
): TrendChoice {
  const byName = candidates.map((name) => measuredTrends(source, name, include));
  const names = candidates.filter((_, index) => byName[index]?.length !== 0);
  const all = byName.flat();
  // Phases that could not be merged must be told apart.
  const apart = byName.some((own) => new Set(own.map(({ trend }) => laneKey(trend.tags))).size < own.length);
  const keyOf = apart ? tagsKey : laneKey;
  const kept = keysWithMostSamples(all, keyOf);
  const drawn = all.filter(({ trend }) => kept.has(keyOf(trend.tags)));
  const lanes = inLoadOrder(
    (apart ? phaseLanesOf : lanesOf)(drawn.map(({ trend }) => trend.tags)),
    source.report,
  );
  const trends = lanes.flatMap((lane) =>
    drawn
      .filter(({ trend }) => keyOf(trend.tags) === lane.key)
      .map((one) => ({ ...one, lane, ...looks(one.trend.name, lane, { names, lanes }) })),
  );
  const title = names.length > 1 ? says.latency.bothTitle : metricTitle(names[0] ?? "");
  return {
    key: `${names[0]} ${isInChecks}`,
    title: isInChecks ? says.latency.inChecks(title) : title,
    names,
    trends,
    lanes,
    lanesLeftOut: new Set(all.map(({ trend }) => keyOf(trend.tags))).size - lanes.length,
  };
}

function keysWithMostSamples(
  trends: readonly MeasuredTrend[],
  keyOf: (tags: Tags) => string,
): ReadonlySet<string> {
  const bySamples = [...trends].sort((a, b) => b.trend.count - a.trend.count);
  return new Set([...new Set(bySamples.map(({ trend }) => keyOf(trend.tags)))].slice(0, paletteSize));
}

function looks(
  name: string,
  lane: Lane,
  { names, lanes }: Pick<TrendChoice, "names" | "lanes">,
): Pick<DrawnTrend, "label" | "dash"> {
  if (names.length === 1) return { label: lane.label };
  const kind = name === "ws_msg_latency_corrected" ? "corrected" : "service";
  const word = says.latency.kinds[kind];
  const label = lanes.length > 1 ? `${lane.label}, ${word}` : word;
  return kind === "service" ? { label, dash: [6, 4] } : { label };
}
