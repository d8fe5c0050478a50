// A search in one sentence.

import { formatCount } from "../../units.js";
import type { SearchResult } from "./find-highest.js";

/**
 * What a search found, and why it ended.
 *
 * @param what - What the values count, in the plural: `connections`, `messages per second`.
 */
export function describeSearch({ answer, isConfirmed, ended, probes }: SearchResult, what: string): string {
  const held =
    answer === undefined
      ? "No value held"
      : `The bound held up to ${formatCount(answer)} ${what}${isConfirmed ? "" : " (seen once, not confirmed)"}`;
  switch (ended.kind) {
    case "found":
      return `${held}, and failed at ${formatCount(ended.failing)}.`;
    case "holds-everywhere":
      return `${held}, the highest value tried; the limit lies above it.`;
    case "holds-nowhere":
      return `The bound failed at every value down to ${formatCount(Math.min(...probes.map(({ value }) => value)))} ${what}, the lowest tried.`;
    case "generator-limit":
      return `${held}; at ${formatCount(ended.value)} the generator reached its own limit, not the target's: ${ended.reason}`;
    case "probe-limit": {
      const failing = ended.failing === undefined ? "" : ` and failed at ${formatCount(ended.failing)}`;
      return `${held}${failing} when all ${probes.length} probes were used.`;
    }
    case "interrupted":
      return `${held} when the search was interrupted.`;
    default:
      return ended satisfies never;
  }
}
