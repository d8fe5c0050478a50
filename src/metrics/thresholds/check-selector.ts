// What may be wrong with the left side of a threshold in the run at hand.

import { nearestWord } from "../../nearest-word.js";
import { formatMs, parseDurationMs } from "../../units.js";
import { findMetric } from "../catalogue.js";
import { canSelectBy } from "../metric-tags.js";
import { inUnits } from "./bound.js";
import {
  hasItsDueTimes,
  knownMetric,
  knownTags,
  nearestMetric,
  type ThresholdContext,
} from "./known-words.js";
import type { ProblemPlace } from "./problems.js";
import type { MetricSelector } from "./selector.js";

/** The longest window: its seconds are kept apart, and their histograms added up once a second. */
const maxWindowMs = 600_000;

/** Whether all of `selector` exists in the run; otherwise `place` has every problem of it. */
export function checkSelector(
  selector: MetricSelector,
  context: ThresholdContext,
  place: ProblemPlace,
): boolean {
  const metric = checkMetric(selector.name, context, place);
  const tags = checkTags(selector, context, place);
  const window = selector.window === undefined || checkWindow(selector.window, place);
  return metric && tags && window;
}

/** Length of a window in ms, a whole number of seconds; undefined when there is none. The selector was checked. */
export function windowMsOf({ window, text }: MetricSelector): number | undefined {
  return window === undefined ? undefined : parseDurationMs(window, text);
}

function checkMetric(name: string, context: ThresholdContext, place: ProblemPlace): boolean {
  if (knownMetric(name, context) === undefined) {
    const near = nearestMetric(name, context)?.name;
    const hint =
      near === undefined ? "See the names with `wsrig list metrics`." : `Write ${near} if you mean that.`;
    place.add(`metric "${name}" is not known`, hint);
    return false;
  }
  if (hasItsDueTimes(name, context)) return true;
  place.add(
    `${name} needs messages that have a due time, and those of this run have none: each is sent when the one before it is answered`,
    "Use ws_msg_latency, or give the load a rate.",
  );
  return false;
}

function checkTags(selector: MetricSelector, context: ThresholdContext, place: ProblemPlace): boolean {
  const name = knownMetric(selector.name, context)?.name ?? nearestMetric(selector.name, context)?.name;
  const known = knownTags({ ...selector, name: name ?? selector.name }, context);
  const isOwn = name !== undefined && findMetric(name) === undefined;
  let right = true;
  for (const [key, value] of Object.entries(selector.tags)) {
    const values = Object.hasOwn(known, key) ? known[key] : undefined;
    if (values === "any" || values?.includes(value)) continue;
    if (values === undefined && isOwn) continue;
    right = false;
    if (values === undefined && name !== undefined && Object.hasOwn(context.tags, key))
      place.add(
        `${name} has no tag "${key}"${lackedIn(name, key, context)}; it has ${listOf(known)}`,
        "Leave it out.",
      );
    else if (values === undefined)
      place.add(`tag "${key}" is not known`, suggestion(key, Object.keys(known)));
    else place.add(`tag ${key} is never "${value}"`, suggestion(value, values));
  }
  return right;
}

/** Of scripts a metric may have a tag that it lacks of traffics: where there are both, that is the reason. */
function lackedIn(name: string, tag: string, { loads = [] }: ThresholdContext): string {
  const hasScript = loads.some(({ work }) => work === "script");
  return hasScript && canSelectBy(name, { tag, works: ["script"] }) ? " in loads without a script" : "";
}

function listOf(known: Readonly<Record<string, unknown>>): string {
  return Object.keys(known).join(", ") || "none";
}

function suggestion(word: string, known: readonly string[]): string {
  const near = nearestWord(word, known);
  if (near !== undefined) return `Write ${near} if you mean that.`;
  return known.length === 0 ? "Leave it out." : `Use one of: ${known.join(", ")}.`;
}

function checkWindow(window: string, place: ProblemPlace): boolean {
  const ms = inUnits(() => parseDurationMs(window, "window"));
  if (ms === undefined) {
    const hint = /^\d+$/.test(window) ? `Write @${window}s if you mean seconds.` : undefined;
    place.add(`the window is "${window}"; must be a time with its unit, such as @60s`, hint);
    return false;
  }
  if (ms >= 1_000 && ms <= maxWindowMs && ms % 1_000 === 0) return true;
  place.add(
    `the window is ${window}; must be whole seconds, from 1s to ${formatMs(maxWindowMs).replace(" 0s", "")}`,
    ms < 1_000 ? "Use @1s or more: metrics are sampled once a second." : undefined,
  );
  return false;
}
