// How long the parts of a run lasted: what rates per second are over.

import type { Tags } from "./run-report.js";

/** A part of a run: metrics whose tags contain all of `tags` were active for `ms`. */
export interface ActivePart {
  readonly tags: Tags;
  readonly ms: number;
}

/** Adds up active times per tag set, such as those of phases and of variants that take turns. */
export class ActiveTime {
  readonly #parts: { readonly tags: Tags; ms: number }[] = [];

  /** Metrics whose tags contain all of `tags` were active for `ms` more. */
  add(tags: Tags, ms: number): void {
    const known = this.#parts.find((part) => contains(part.tags, tags) && contains(tags, part.tags));
    if (known !== undefined) known.ms += ms;
    else this.#parts.push({ tags: { ...tags }, ms });
  }

  /** The most specific part (most tags, then first added) that `tags` belong to. */
  partOf(tags: Tags): ActivePart | undefined {
    let best: ActivePart | undefined;
    for (const part of this.#parts) {
      if (!contains(tags, part.tags)) continue;
      if (best === undefined || tagCount(part.tags) > tagCount(best.tags)) best = part;
    }
    return best;
  }
}

/** Whether `tags` has everything that `wanted` has. */
export function contains(tags: Tags, wanted: Tags): boolean {
  return Object.entries(wanted).every(([key, value]) => tags[key] === value);
}

function tagCount(tags: Tags): number {
  return Object.keys(tags).length;
}
