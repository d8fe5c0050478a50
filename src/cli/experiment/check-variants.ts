// Checks an experiment whose variants were read from flags: mistakes of the engine in the words of the flags.

import { type CheckedExperiment, checkExperiment } from "../../experiment/check-experiment.js";
import type { Experiment } from "../../experiment/experiment-options.js";
import { VariantError } from "../../experiment/variant-error.js";
import { planByFlags } from "../load/plan-flags.js";
import { inVariant, type VariantChoice } from "./read-variants.js";

/**
 * The experiment, checked.
 *
 * @throws what `checkExperiment` throws; what is wrong with the load of a variant in the words of its flags
 */
export function checkByFlags(experiment: Experiment, choices: readonly VariantChoice[]): CheckedExperiment {
  try {
    return checkExperiment(experiment);
  } catch (error) {
    const choice =
      error instanceof VariantError
        ? choices.find(({ variant }) => variant.name === error.variant)
        : undefined;
    if (!(error instanceof VariantError) || choice === undefined) throw error;
    const { flags, own, variant } = choice;
    return inVariant({ name: variant.name, own }, () =>
      planByFlags(flags, () => {
        throw error.cause;
      }),
    );
  }
}
