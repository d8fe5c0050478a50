// How many bytes a generated payload has: a distribution, drawn for each message from its numbers.

import type { PlanProblem } from "../../plan/plan-problem.js";
import type { SizePlan } from "../../plan/traffic-plan.js";
import { drawUnit } from "./message-hash.js";

/** The payload bytes of message `seq` of a connection. */
export type SizeSource = (connection: number, seq: number) => number;

/** One frame of a message may hold more, but nobody's memory of a load generator should. */
export const maxPayloadBytes = 256 * 1_024 * 1_024;

const sizeDraw = 0;
const angleDraw = 1;

/** Sizes by `plan`, which has no problems, fixed by `seed` and the numbers of the message. */
export function makeSizeSource(plan: SizePlan, seed: number): SizeSource {
  switch (plan.kind) {
    case "fixed":
      return () => plan.bytes;
    case "uniform": {
      const { minBytes } = plan;
      const sizes = plan.maxBytes - minBytes + 1;
      return (connection, seq) => minBytes + Math.floor(sizes * drawUnit(seed, connection, seq, sizeDraw));
    }
    case "normal":
      return normalSizes(plan, seed);
    case "weighted":
      return weightedSizes(plan.choices, seed);
    default:
      return plan satisfies never;
  }
}

/** The fewest and the most bytes that `plan` can give. */
export function sizeRange(plan: SizePlan): { readonly minBytes: number; readonly maxBytes: number } {
  switch (plan.kind) {
    case "fixed":
      return { minBytes: plan.bytes, maxBytes: plan.bytes };
    case "uniform":
    case "normal":
      return { minBytes: plan.minBytes, maxBytes: plan.maxBytes };
    case "weighted": {
      const sizes = plan.choices.filter(({ weight }) => weight > 0).map(({ bytes }) => bytes);
      return { minBytes: Math.min(...sizes), maxBytes: Math.max(...sizes) };
    }
    default:
      return plan satisfies never;
  }
}

/** All mistakes of `plan`; paths begin with `path`. */
export function sizeProblems(plan: SizePlan, path: string): readonly PlanProblem[] {
  switch (plan.kind) {
    case "fixed":
      return bytesProblems(plan, path, "bytes");
    case "uniform":
      return rangeProblems(plan, path);
    case "normal":
      return [...rangeProblems(plan, path), ...spreadProblems(plan, path)];
    case "weighted":
      return choicesProblems(plan.choices, `${path}.choices`);
    default:
      return plan satisfies never;
  }
}

/** Box-Muller: two uniform draws make a normal one. Rounded, then clipped, so the ends collect what lies beyond them. */
function normalSizes(plan: SizePlan & { kind: "normal" }, seed: number): SizeSource {
  const { meanBytes, stdevBytes, minBytes, maxBytes } = plan;
  return (connection, seq) => {
    // 1 - u is in (0, 1], where the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - drawUnit(seed, connection, seq, sizeDraw)));
    const angle = 2 * Math.PI * drawUnit(seed, connection, seq, angleDraw);
    const bytes = Math.round(meanBytes + stdevBytes * radius * Math.cos(angle));
    return Math.min(maxBytes, Math.max(minBytes, bytes));
  };
}

function weightedSizes(choices: (SizePlan & { kind: "weighted" })["choices"], seed: number): SizeSource {
  const possible = choices.filter(({ weight }) => weight > 0);
  const sizes = possible.map(({ bytes }) => bytes);
  let total = 0;
  const ends = possible.map(({ weight }) => {
    total += weight;
    return total;
  });
  return (connection, seq) => {
    const at = total * drawUnit(seed, connection, seq, sizeDraw);
    let index = 0;
    while (index < ends.length - 1 && at >= (ends[index] as number)) index++;
    return sizes[index] as number;
  };
}

function bytesProblems<K extends string>(
  values: { readonly [key in K]: number },
  path: string,
  key: K,
): readonly PlanProblem[] {
  const bytes = values[key];
  if (Number.isInteger(bytes) && bytes >= 0 && bytes <= maxPayloadBytes) return [];
  const message = `${key} is ${bytes}; must be a whole number from 0 to ${maxPayloadBytes}`;
  return [{ path: `${path}.${key}`, message }];
}

function rangeProblems(
  plan: { readonly minBytes: number; readonly maxBytes: number },
  path: string,
): readonly PlanProblem[] {
  const problems = [...bytesProblems(plan, path, "minBytes"), ...bytesProblems(plan, path, "maxBytes")];
  if (problems.length > 0 || plan.minBytes <= plan.maxBytes) return problems;
  const message = `minBytes is ${plan.minBytes}; must be at most maxBytes, ${plan.maxBytes}`;
  return [{ path: `${path}.minBytes`, message }];
}

function spreadProblems(plan: SizePlan & { kind: "normal" }, path: string): readonly PlanProblem[] {
  return (["meanBytes", "stdevBytes"] as const)
    .filter((key) => !Number.isFinite(plan[key]) || plan[key] < 0)
    .map((key) => ({ path: `${path}.${key}`, message: `${key} is ${plan[key]}; must be 0 or more` }));
}

function choicesProblems(
  choices: (SizePlan & { kind: "weighted" })["choices"],
  path: string,
): readonly PlanProblem[] {
  const problems = choices.flatMap((choice, index) => {
    const at = `${path}[${index}]`;
    const isWeight = Number.isFinite(choice.weight) && choice.weight >= 0;
    const message = `weight is ${choice.weight}; must be 0 or more`;
    return [...bytesProblems(choice, at, "bytes"), ...(isWeight ? [] : [{ path: `${at}.weight`, message }])];
  });
  if (problems.length > 0 || choices.some(({ weight }) => weight > 0)) return problems;
  const hint = "Give at least one size a weight greater than 0.";
  return [{ path, message: "choices has no size that can be drawn; must have at least one", hint }];
}
