// The flags that say by what two sides are judged, and what of it makes the run fail.

import { defaultGates, defaultLevel, defaultNoise, findFigure } from "../../compare/compared-figure.js";
import { type ChangeVerdict, type ComparedFigure, comparedFigures } from "../../metrics/comparison-report.js";
import { nearestWord } from "../../nearest-word.js";
import type { FlagSpec, FlagTable } from "../flags/flag-spec.js";
import type { FlagValues } from "../flags/flag-values.js";

const group = "Comparison:";

const failOn: FlagSpec = {
  kind: "list",
  group,
  summary: "Verdict that makes the run fail; unclear includes worse",
  choices: ["worse", "unclear"],
};

/** How sides are judged. */
export const judgingFlags: FlagTable = {
  gate: {
    kind: "list",
    group,
    summary: `Figure that decides the verdict; repeat for more, or list them. Of ${comparedFigures.join(", ")}`,
    example: "p99",
    fallback: defaultGates.join(", "),
  },
  noise: {
    kind: "text",
    group,
    summary: "Changes within it mean nothing",
    example: "3%",
    fallback: "3%",
  },
  level: {
    kind: "text",
    group,
    summary: "Level of the rank test, over all figures that decide",
    example: "1%",
    fallback: "1%",
  },
  "fail-on": failOn,
};

/** The same for a command that fails on `verdict` unless the user says otherwise. */
export function judgingFlagsFailing(verdict: "worse" | "unclear"): FlagTable {
  return { ...judgingFlags, "fail-on": { ...failOn, fallback: verdict } };
}

/** What the user said about judging. */
export interface Judging {
  readonly gates: readonly ComparedFigure[];
  /** > 0 and < 1. */
  readonly noise: number;
  /** > 0 and < 1. */
  readonly level: number;
  readonly failOn: readonly ChangeVerdict[];
}

/**
 * Reads `judgingFlags`; problems are noted in `flags`.
 *
 * @param fallback - Verdicts that make the run fail where --fail-on is not given.
 */
export function readJudging(flags: FlagValues, fallback: readonly ChangeVerdict[]): Judging {
  const gates = flags
    .list("gate")
    .flatMap((names) => names.split(","))
    .flatMap((name) => readGate(name.trim(), flags));
  const failOn = flags.list("fail-on");
  return {
    gates: gates.length === 0 ? defaultGates : [...new Set(gates)],
    noise: readShare("noise", flags) ?? defaultNoise,
    level: readShare("level", flags) ?? defaultLevel,
    failOn: failOn.length === 0 ? fallback : failOn.includes("unclear") ? ["worse", "unclear"] : ["worse"],
  };
}

function readGate(name: string, flags: FlagValues): readonly ComparedFigure[] {
  const figure = findFigure(name);
  if (figure !== undefined) return [figure];
  const nearest = nearestWord(name, comparedFigures);
  flags.problem(
    "gate",
    `--gate is "${name}"; must be one of ${comparedFigures.join(", ")}`,
    nearest === undefined ? undefined : `Did you mean ${nearest}?`,
  );
  return [];
}

function readShare(name: string, flags: FlagValues): number | undefined {
  const share = flags.share(name);
  if (share === 1) flags.problem(name, `--${name} is 100%; must be below`);
  return share;
}
