// Whether runs may be held against each other at all: the same machine, the same Node.js, the same plan.

import { environmentDifferences } from "../metrics/environment-differences.js";
import type { InputSide, SideMember } from "./compared-input.js";
import { isNamed, planDifferences } from "./plan-fields.js";

/** Something that is not alike. */
export interface Unlikeness {
  /** `cpu`, or a field of the plan. */
  readonly field: string;
  /** `cpu is "A" in old and "B" in new` */
  readonly sentence: string;
  /** What to do about it, as one imperative sentence. */
  readonly fix: string;
}

/**
 * All that differs between two sides, or between reports of one side, and is not named by `varied`; each thing once.
 *
 * @param varied - Fields of the plan that are meant to differ between the sides.
 */
export function unlikenesses(
  baseline: InputSide,
  candidate: InputSide,
  varied: readonly string[],
): readonly Unlikeness[] {
  const [first, other] = [baseline.members[0], candidate.members[0]];
  const between =
    first === undefined || other === undefined
      ? []
      : differencesOf([first, baseline.name], [other, candidate.name], { varied });
  const within = [baseline, candidate].flatMap(({ members: [head, ...rest] }) =>
    rest.flatMap((member) =>
      head === undefined ? [] : differencesOf([head, head.source], [member, member.source], {}),
    ),
  );
  return [...new Map([...between, ...within].map((one) => [one.sentence, one])).values()];
}

/** The fields in which the plans differ as they are meant to. */
export function variedBetween(baseline: InputSide, candidate: InputSide): readonly string[] {
  const [first, other] = [baseline.members[0], candidate.members[0]];
  if (first === undefined || other === undefined) return [];
  return planDifferences(first.fields, other.fields).map(({ field }) => field);
}

type Named = readonly [member: SideMember, name: string];

/** @param options - `varied` is absent within a side, where nothing may differ. */
function differencesOf(
  [a, nameOfA]: Named,
  [b, nameOfB]: Named,
  { varied }: { readonly varied?: readonly string[] },
): readonly Unlikeness[] {
  const told = (field: string, values: readonly [string, string], fix: string): Unlikeness => ({
    field,
    sentence: `${field} is ${values[0]} in ${nameOfA} and ${values[1]} in ${nameOfB}`,
    fix,
  });
  const environment = environmentDifferences(a.report.environment, b.report.environment).map(
    ({ field, values }) =>
      told(
        field,
        values,
        field === "node" ? "Run both on one version of Node.js." : "Run both on one machine.",
      ),
  );
  const plan = planDifferences(a.fields, b.fields)
    .filter(({ field }) => varied === undefined || !isNamed(field, varied))
    .map(({ field, baseline, candidate }) => {
      const fix =
        varied === undefined
          ? "Give runs of one plan."
          : `Run both with one value, or say that it is meant: --variant ${field}.`;
      return told(field, [valueText(baseline, field), valueText(candidate, field)], fix);
    });
  return [...environment, ...plan];
}

const longestValue = 80;

function valueText(value: unknown, field: string): string {
  if (value === undefined) return "not given";
  const text = JSON.stringify(value);
  const unit =
    typeof value !== "number" ? "" : /Ms$/.test(field) ? " ms" : /[bB]ytes$/.test(field) ? " bytes" : "";
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : `${text}${unit}`;
}
