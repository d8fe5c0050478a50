// Loads a scenario file with everything that it may say, loads and thresholds included.

import type { FileProblem } from "../../scenarios/file-problems.js";
import type { PartsCheck } from "../../scenarios/file-schema.js";
import { type LoadedScenarioFile, loadScenarioFile } from "../../scenarios/load-file.js";
import { type DeclaredExperiment, type LoadFile, loadFileShape } from "./load-file-schema.js";
import { mergedVariants } from "./merged-variants.js";

/** A scenario file, and what it says of loads. */
export interface LoadedRunFile extends Omit<LoadedScenarioFile, "parts"> {
  readonly loading: LoadFile;
}

/**
 * Loads and validates a file.
 *
 * @throws WsrigError as `loadScenarioFile` does
 */
export async function loadRunFile(
  path: string,
  options: { readonly env?: Readonly<Record<string, string | undefined>> | undefined } = {},
): Promise<LoadedRunFile> {
  const { parts, ...file } = await loadScenarioFile(path, { ...options, parts: loadFileShape, checkParts });
  // The loader has validated them by the shape that LoadFile is the output of.
  return { ...file, loading: parts as LoadFile };
}

/** Says nothing where there are no loads, and would be passed over in silence. */
const forLoads = ["workers", "pacing", "limits"];
/** Says nothing of an experiment. */
const notForExperiments = ["loads", "thresholds", "metrics"];

const checkParts: PartsCheck = ({ scenarios, parts }) => {
  // The loader has validated each of them.
  const { experiment } = parts as LoadFile;
  if (experiment !== undefined) return [...besideExperiment(parts), ...variantProblems(experiment)];
  if (Object.keys(parts.loads ?? {}).length > 0) return [];
  if (scenarios.length === 0)
    return [{ path: [], message: "the file has neither scenarios nor loads; must have one of them" }];
  return forLoads
    .filter((key) => key in parts)
    .map((key) => ({
      path: [key],
      message: `${key} is for files with loads; this one has none (add loads, or leave out ${key})`,
    }));
};

function besideExperiment(parts: Readonly<Record<string, unknown>>): FileProblem[] {
  return notForExperiments
    .filter((key) => key in parts)
    .map((key) => ({
      path: [key],
      message: `${key} is for other files; this one has an experiment, which says what it needs itself`,
    }));
}

/** What is wrong with the common load shows in every variant, and is said once. */
function variantProblems(experiment: DeclaredExperiment): FileProblem[] {
  const problems = mergedVariants(experiment).flatMap((merged) =>
    "problems" in merged ? merged.problems : [],
  );
  const messages = problems.map(({ message }) => message);
  return problems.filter(({ message }, index) => messages.indexOf(message) === index);
}
