// Checks an experiment of a file: mistakes of the engine by the keys of the file.

import { planByFile } from "../../engine/file/file-places.js";
import type { DeclaredExperiment } from "../../engine/file/load-file-schema.js";
import { mergedVariants, placeInExperiment } from "../../engine/file/merged-variants.js";
import { InvalidLoadError } from "../../engine/plan/invalid-load-error.js";
import { showPath } from "../../scenarios/file-problems.js";
import { type CheckedExperiment, checkExperiment } from "../check-experiment.js";
import type { Experiment } from "../experiment-options.js";
import { VariantError } from "../variant-error.js";

/**
 * The experiment, checked.
 *
 * @param declared - What the file says of it.
 * @throws what `checkExperiment` throws, with the places of the file where they are known
 */
export function checkDeclared(experiment: Experiment, declared: DeclaredExperiment): CheckedExperiment {
  try {
    return checkExperiment(experiment);
  } catch (error) {
    if (error instanceof VariantError && error.cause instanceof InvalidLoadError)
      throw byFile(error.variant, error.cause, declared);
    throw error;
  }
}

function byFile(name: string, cause: InvalidLoadError, declared: DeclaredExperiment): unknown {
  const index = declared.variants.findIndex((variant) => variant.name === name);
  const merged = mergedVariants(declared)[index];
  if (merged === undefined || "problems" in merged) return cause;
  try {
    return planByFile({ loads: { load: merged.load } }, [], () => {
      throw cause;
    });
  } catch (error) {
    if (!(error instanceof InvalidLoadError)) return error;
    const problems = error.problems.map((problem) => ({
      ...problem,
      message: problem.message.replace(/^loads\.load\.([\w.]+)/, (_, key: string) =>
        showPath(placeInExperiment(key.split("."), declared, index)),
      ),
    }));
    return new InvalidLoadError(problems);
  }
}
