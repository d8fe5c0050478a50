// `experiment({ ... })`: an experiment written in a TypeScript file, as `wsrig experiment FILE` runs it.

import type { DeclaredLoad } from "../../engine/file/declared-load-schema.js";
import type { DeclaredExperiment, DeclaredVariant, LoadFile } from "../../engine/file/load-file-schema.js";
import type { RunFile } from "../../engine/file/run-file.js";

/** What a variant changes: any part of the load, however deep. */
export interface VariantDefinition extends Pick<DeclaredVariant, "name" | "command"> {
  readonly url?: string | undefined;
  readonly path?: string | undefined;
  readonly warmUp?: string | undefined;
  readonly gracefulStop?: string | undefined;
  readonly scenario?: string | undefined;
  readonly executor?: Changes<DeclaredLoad["executor"]> | undefined;
  readonly traffic?: Changes<NonNullable<DeclaredLoad["traffic"]>> | undefined;
  readonly connect?: Changes<NonNullable<DeclaredLoad["connect"]>> | undefined;
}

/** An experiment: what all variants have in common, and what each changes of it, the baseline first. */
export interface ExperimentDefinition
  extends Omit<DeclaredExperiment, "variants">,
    Pick<RunFile, "url" | "scenarios">,
    Pick<LoadFile, "workers" | "pacing" | "limits"> {
  readonly variants: readonly VariantDefinition[];
}

type Changes<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: Changes<T[Key]> }
    : T;

/**
 * The default export of a file for `wsrig experiment FILE`. Times and sizes carry their units, as in YAML.
 *
 * Nothing is checked here: the command checks the file, and tells every mistake with its place.
 */
export function experiment(definition: ExperimentDefinition): RunFile {
  const { url, scenarios, workers, pacing, limits, variants, ...rest } = definition;
  return {
    ...(url !== undefined && { url }),
    ...(scenarios !== undefined && { scenarios }),
    ...(workers !== undefined && { workers }),
    ...(pacing !== undefined && { pacing }),
    ...(limits !== undefined && { limits }),
    experiment: { ...rest, variants: variants.map((variant): DeclaredVariant => ({ ...variant })) },
  };
}
