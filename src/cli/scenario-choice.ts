// Built-in scenarios by name.

import { nearestWord } from "../nearest-word.js";
import { builtinScenarios } from "../scenarios/builtin-scenarios.js";
import type { Scenario } from "../scenarios/scenario.js";
import type { FlagValues } from "./flags/flag-values.js";

/** The scenarios of `names`, in that order; all when there are none. Unknown names are noted in `flags`. */
export function chooseScenarios(names: readonly string[], flags: FlagValues): readonly Scenario[] {
  const all = builtinScenarios();
  if (names.length === 0) return all;
  return [...new Set(names)].flatMap((name) => {
    const found = all.find((scenario) => scenario.name === name);
    if (found !== undefined) return [found];
    const nearest = nearestWord(
      name,
      all.map((scenario) => scenario.name),
    );
    const hint =
      nearest === undefined
        ? "See wsrig list scenarios."
        : `Did you mean ${nearest}? See wsrig list scenarios.`;
    flags.problem("scenario", `there is no scenario "${name}"`, hint);
    return [];
  });
}
