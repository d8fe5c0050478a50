// What a threshold may name in the run at hand, and what a misspelt name may have meant.

import { nearestWord } from "../../nearest-word.js";
import { findMetric, type MetricKind, metricCatalogue } from "../catalogue.js";
import { canSelectBy, type LoadWork } from "../metric-tags.js";
import type { MetricFacts } from "./parse-condition.js";
import type { MetricSelector } from "./selector.js";

/** What there is to be named, told by whoever knows the plan of the run. */
export interface ThresholdContext {
  /** The tags that samples of the run have, each with all its values, or `any` where these are not known before. */
  readonly tags: Readonly<Record<string, readonly string[] | "any">>;
  /** The loads of the run: what does the work of each decides which tags its samples have. Default: none. */
  readonly loads?: readonly { readonly name: string; readonly work: LoadWork }[] | undefined;
  /** The user's own metrics by name. Their tags are their own too: every key is taken. */
  readonly ownMetrics?: Readonly<Record<string, MetricKind>> | undefined;
  /** Whether messages have a due time: otherwise there is no corrected latency. */
  readonly hasDueTimes: boolean;
  /** Whether sessions have a due time, as under an arrival rate: then the generator can be late even if messages have none. */
  readonly hasDueArrivals?: boolean | undefined;
}

// CONTRACTS: ws_errors has these beside the tags of the run.
const errorTags: ThresholdContext["tags"] = {
  step: ["dns", "tcp", "proxy", "tls", "upgrade", "message", "close"],
  code: "any",
};
const unitOfKind: Readonly<Record<MetricKind, string>> = {
  trend: "us",
  counter: "1",
  rate: "ratio",
  gauge: "1",
};

/** The metric of that name in this run; undefined when there is none. */
export function knownMetric(name: string, { ownMetrics = {} }: ThresholdContext): MetricFacts | undefined {
  const catalogued = findMetric(name);
  if (catalogued !== undefined) return catalogued;
  const kind = Object.hasOwn(ownMetrics, name) ? ownMetrics[name] : undefined;
  return kind === undefined ? undefined : { name, kind, unit: unitOfKind[kind] };
}

/** The metric that a misspelt name is nearest to; undefined when none is near. */
export function nearestMetric(name: string, context: ThresholdContext): MetricFacts | undefined {
  const names = [...metricCatalogue.map((entry) => entry.name), ...Object.keys(context.ownMetrics ?? {})];
  const near = nearestWord(name, names);
  return near === undefined ? undefined : knownMetric(near, context);
}

/** Whether a metric can have samples in this run, as far as it depends on due times. */
export function hasItsDueTimes(name: string, { hasDueTimes, hasDueArrivals }: ThresholdContext): boolean {
  if (name === "ws_msg_latency_corrected") return hasDueTimes;
  return name !== "generator_lateness" || hasDueTimes || hasDueArrivals === true;
}

/** The tags by which samples may be selected: those of the metric, in the loads that `tags` leaves. */
export function knownTags(
  { name, tags }: Pick<MetricSelector, "name" | "tags">,
  context: ThresholdContext,
): ThresholdContext["tags"] {
  const meant = (context.loads ?? []).filter((load) => [undefined, load.name].includes(tags.load));
  const works = meant.map(({ work }) => work);
  const all = name === "ws_errors" ? { ...errorTags, ...context.tags } : context.tags;
  return Object.fromEntries(Object.entries(all).filter(([tag]) => canSelectBy(name, { tag, works })));
}
