// What the tags of a metric or point say: whether it was measured in a load, and with which others it belongs together.

import type { Tags } from "../metrics/run-report.js";

/** Whether it was taken in the measured part: warm-up is shown, but never summed or judged. */
export function isMeasured(tags: Tags): boolean {
  return tags.phase !== "warm-up" && tags.phase !== "warmup";
}

/** Whether it belongs to a load, which has phases; what scenarios record has none. */
export function isLoad(tags: Tags): boolean {
  return tags.phase !== undefined;
}

/** The tags without the load phase. */
export function withoutPhase(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => name !== "phase"));
}

/** The same for equal tags in any order. */
export function tagsKey(tags: Tags): string {
  return JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
}
