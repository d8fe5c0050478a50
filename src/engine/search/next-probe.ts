// Decides what a search tries next, from what it knows: climb, descend, narrow, confirm, or end.

import type { NextProbe } from "./probe.js";
import type { ProbedValue, ProbeLedger } from "./probe-ledger.js";
import type { SearchPlan } from "./search-options.js";

/** Why a search has nothing left to try. */
export type SearchConclusion =
  /** The answer holds, twice in a row, and `failing`, close above it, fails twice in a row. */
  | { readonly kind: "found"; readonly failing: number }
  /** The highest value holds. */
  | { readonly kind: "holds-everywhere" }
  /** The lowest value fails. */
  | { readonly kind: "holds-nowhere" }
  /** At `value` the generator could not keep up: the target may hold more than the answer. */
  | { readonly kind: "generator-limit"; readonly value: number };

/**
 * The next step.
 *
 * ```
 *   climb:    start -> x growth -> x growth ...      until one does not hold (descend: the other way)
 *   narrow:   floor |-----------x-----------| ceiling   halves, until they are within the precision
 *   confirm:  the floor, then the ceiling; whoever says something else this time moves the bracket, and on it goes
 * ```
 */
export function nextProbe(plan: SearchPlan, ledger: ProbeLedger): NextProbe | SearchConclusion {
  const { floor, ceiling } = ledger;
  if (floor !== undefined && ceiling !== undefined) return between(plan, floor, ceiling);
  if (floor !== undefined) return climb(plan, floor);
  if (ceiling !== undefined) return descend(plan, ceiling);
  return { value: plan.start, purpose: "climb" };
}

function climb({ high, growth }: SearchPlan, floor: ProbedValue): NextProbe | SearchConclusion {
  if (floor.value < high) return { value: Math.min(high, Math.ceil(floor.value * growth)), purpose: "climb" };
  return floor.isSettled ? { kind: "holds-everywhere" } : { value: high, purpose: "confirm" };
}

function descend({ low, growth }: SearchPlan, ceiling: ProbedValue): NextProbe | SearchConclusion {
  if (ceiling.value > low)
    return { value: Math.max(low, Math.floor(ceiling.value / growth)), purpose: "descend" };
  if (!ceiling.isSettled) return { value: low, purpose: "confirm" };
  return ceiling.verdict === "invalid" ? { kind: "generator-limit", value: low } : { kind: "holds-nowhere" };
}

function between(plan: SearchPlan, floor: ProbedValue, ceiling: ProbedValue): NextProbe | SearchConclusion {
  const gap = ceiling.value - floor.value;
  if (gap > Math.max(1, plan.precision * floor.value))
    return { value: floor.value + Math.floor(gap / 2), purpose: "narrow" };
  // The floor first: when it does not hold again, the ceiling is no neighbour of the answer any more.
  if (!floor.isSettled) return { value: floor.value, purpose: "confirm" };
  if (!ceiling.isSettled) return { value: ceiling.value, purpose: "confirm" };
  return ceiling.verdict === "invalid"
    ? { kind: "generator-limit", value: ceiling.value }
    : { kind: "found", failing: ceiling.value };
}
