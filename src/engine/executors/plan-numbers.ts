// The rules for the numbers of an executor's plan.

import type { PerClientIterationsPlan, PhasePlan, SharedIterationsPlan } from "../plan/executor-plan.js";
import {
  type NumberRule,
  numberProblems,
  positiveProblems,
  wholeNumberProblems,
} from "../plan/number-problems.js";
import type { PlanProblem } from "../plan/plan-problem.js";
import { rampPhases } from "./planned-phases.js";

/** Clients of a load at most, over all workers. */
export const maxClientsOfLoad = 1_000_000;
/** Arrivals per second at most: due times are whole µs. */
export const maxRatePerSecond = 1_000_000;
// Less than the clock's µs never begins.
const minDurationMs = 0.001;
const maxDurationMs = 8_760 * 3_600_000;
// A phase without a duration is a jump.
const phaseDuration: NumberRule = {
  isRight: (ms) => ms >= 0 && ms <= maxDurationMs,
  rule: "from 0 ms to 8760 h",
};
// Figures are told apart by the names of phases, so that no phase may be called like another stretch of the run.
const reservedNames: ReadonlyMap<string, string> = new Map([
  ["warm-up", "before"],
  ["draining", "after"],
]);

/** Durations that are no jump, by their names, in ms. */
export function durationProblems(valuesMs: Readonly<Record<string, number>>): readonly PlanProblem[] {
  return numberProblems(valuesMs, {
    isRight: (ms) => ms >= minDurationMs && ms <= maxDurationMs,
    rule: "from 0.001 ms to 8760 h",
  });
}

/** What is wrong with clients that run a number of iterations. */
export function countedLoopProblems(
  plan: SharedIterationsPlan | PerClientIterationsPlan,
): readonly PlanProblem[] {
  const { clients, iterations, maxDurationMs } = plan;
  return [
    ...wholeNumberProblems({ clients }, { least: 1, most: maxClientsOfLoad }),
    ...wholeNumberProblems({ iterations }, { least: 1 }),
    ...durationProblems({ maxDurationMs }),
  ];
}

/** What is wrong with a rate that must flow. */
export function rateProblems(values: Readonly<Record<string, number>>): readonly PlanProblem[] {
  const hint = 'Use executor "constant-clients" for a fixed number of clients.';
  return positiveProblems(values, maxRatePerSecond).map((problem) => ({ ...problem, hint }));
}

/** A rate that may be 0. */
export function rampRateProblems(values: Readonly<Record<string, number>>): readonly PlanProblem[] {
  return numberProblems(values, {
    isRight: (rate) => rate >= 0 && rate <= maxRatePerSecond,
    rule: "a rate per second from 0 to 1,000,000",
  });
}

/** Options of {@link phasesProblems}. */
export interface PhasesRules {
  readonly startLevel: number;
  /** What is wrong with the level that a phase goes to. */
  readonly target: (values: { readonly target: number }) => readonly PlanProblem[];
}

/** What is wrong with the phases of a ramp, one by one and together. */
export function phasesProblems(
  phases: readonly PhasePlan[],
  { startLevel, target }: PhasesRules,
): readonly PlanProblem[] {
  if (phases.length === 0) {
    return [{ path: "phases", message: "phases is empty; must hold at least one phase" }];
  }
  const problems = phases.flatMap((phase, index) =>
    [
      ...numberProblems({ durationMs: phase.durationMs }, phaseDuration),
      ...target({ target: phase.target }),
      ...nameProblems(phase),
    ].map((problem) => ({ ...problem, path: `phases[${index}].${problem.path}` })),
  );
  return problems.length > 0 ? problems : togetherProblems(phases, startLevel);
}

function togetherProblems(phases: readonly PhasePlan[], startLevel: number): readonly PlanProblem[] {
  const problems: PlanProblem[] = [];
  const totalMs = phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  if (totalMs < minDurationMs || totalMs > maxDurationMs) {
    const message = `phases last ${totalMs} ms in all; must be from 0.001 ms to 8760 h`;
    problems.push({ path: "phases", message });
  }
  // NaN as a start is told by its own check.
  if (startLevel === 0 && phases.every(({ target }) => target === 0)) {
    problems.push({ path: "phases", message: "phases stay at 0 from start to end; one must rise above it" });
  }
  const names = rampPhases(phases, 0).map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    problems.push({ path: "phases", message: `phases are named "${twice}" twice; names must differ` });
  }
  return problems;
}

function nameProblems({ name }: PhasePlan): readonly PlanProblem[] {
  if (name === undefined) return [];
  const keptFor = reservedNames.get(name);
  if (keptFor !== undefined) {
    return [{ path: "name", message: `name is "${name}"; is kept for the time ${keptFor} the phases` }];
  }
  if (/^[\w.-]+$/.test(name)) return [];
  return [{ path: "name", message: `name is "${name}"; must be made of letters, digits, ".", "_" and "-"` }];
}
