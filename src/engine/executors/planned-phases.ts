// The phases of a load's time, and the words for them.

import { formatCount, formatMs } from "../../units.js";
import type { PhasePlan } from "../plan/executor-plan.js";
import type { PlannedPhase } from "./executor.js";

/** Warm-up, if there is one, and steady. */
export function steadyPhases(warmUpMs: number): readonly PlannedPhase[] {
  return inTurn([
    { name: "warm-up", durationMs: warmUpMs },
    { name: "steady", durationMs: Number.POSITIVE_INFINITY },
  ]);
}

/** Warm-up, if there is one, and the phases of a ramp by their names or numbers. */
export function rampPhases(phases: readonly PhasePlan[], warmUpMs: number): readonly PlannedPhase[] {
  return inTurn([
    { name: "warm-up", durationMs: warmUpMs },
    ...phases.map(({ name, durationMs }, index) => ({ name: name ?? `phase-${index + 1}`, durationMs })),
  ]);
}

/** Warm-up and phases, ms. */
export function rampDurationMs(phases: readonly PhasePlan[], warmUpMs: number): number {
  return phases.reduce((sum, { durationMs }) => sum + durationMs, warmUpMs);
}

/** `from 0 clients to 100 in 30 s, 100 for 1m 0s, at once to 0`. */
export function describeRamp(start: number, noun: string, phases: readonly PhasePlan[]): string {
  let level = start;
  const parts = phases.map(({ durationMs, target }, index) => {
    const isHeld = target === level && durationMs > 0;
    level = target;
    if (isHeld) {
      return `${index === 0 ? countOf(start, noun) : formatCount(target)} for ${formatMs(durationMs)}`;
    }
    const to =
      durationMs === 0
        ? `at once to ${formatCount(target)}`
        : `to ${formatCount(target)} in ${formatMs(durationMs)}`;
    return index === 0 ? `from ${countOf(start, noun)} ${to}` : to;
  });
  return parts.join(", ");
}

/** `1 client`, `1,000 clients`. */
export function countOf(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  const [first = "", ...rest] = noun.split(" ");
  return [formatCount(count), `${first}s`, ...rest].join(" ");
}

interface Stretch {
  readonly name: string;
  readonly durationMs: number;
}

function inTurn(stretches: readonly Stretch[]): readonly PlannedPhase[] {
  const lasting = stretches.filter(({ durationMs }) => durationMs > 0);
  let fromMs = 0;
  return lasting.map(({ name, durationMs }, index) => {
    const isLast = index === lasting.length - 1;
    const phase = { name, fromMs, toMs: isLast ? Number.POSITIVE_INFINITY : fromMs + durationMs };
    fromMs = phase.toMs;
    return phase;
  });
}
