// From what a file says of an experiment to options of the library.

import type { DialOptions } from "../../client/dial.js";
import type { DeclaredLoad } from "../../engine/file/declared-load-schema.js";
import { declaredLoads } from "../../engine/file/declared-loads.js";
import type { DeclaredExperiment, DeclaredVariant, LoadFile } from "../../engine/file/load-file-schema.js";
import { mergedVariants } from "../../engine/file/merged-variants.js";
import type { LoadOptions } from "../../engine/plan/load-options.js";
import { parseDurationMs } from "../../units.js";
import { readCommandWords } from "../command-words.js";
import type { Experiment } from "../experiment-options.js";
import { hasPortPlace, portPlace, withPort } from "../port-place.js";
import type { Variant } from "../variant.js";

/** What a file's experiment is resolved against. */
export interface ExperimentSetting {
  /** Absolute path of the file. */
  readonly file: string;
  /** Of variants that name none. */
  readonly url: string;
  /** Under each variant's own `connect`. */
  readonly dial: DialOptions;
  /** For `$NAME` in a command that is one text. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The experiment of a file.
 *
 * @param file - As `loadRunFile` gives it: validated.
 * @throws WsrigError `usage-invalid-flag` for a command that is no list of words
 */
export function declaredExperiment(
  file: LoadFile & { readonly experiment: DeclaredExperiment },
  setting: ExperimentSetting,
): Omit<Experiment, "seed"> {
  const { experiment } = file;
  const { loads: _, ...run } = declaredLoads({ ...file, loads: {} }, setting);
  const merged = mergedVariants(experiment);
  return {
    ...run,
    variants: experiment.variants.map((variant, index) => {
      const found = merged[index];
      if (found === undefined || "problems" in found) throw new TypeError("the file was not validated");
      return declaredVariant(variant, {
        load: found.load,
        place: `experiment.variants[${index}].command`,
        setting,
      });
    }),
    blocks: experiment.blocks,
    gates: experiment.metrics,
    noise: experiment.noise,
    level: experiment.level,
    pauseMs: optionalMs(experiment.pause),
    startTimeoutMs: optionalMs(experiment.startTimeout),
  };
}

interface VariantParts {
  readonly load: DeclaredLoad;
  readonly place: string;
  readonly setting: ExperimentSetting;
}

function declaredVariant(
  { name, command }: DeclaredVariant,
  { load, place, setting }: VariantParts,
): Variant {
  const words = typeof command === "string" ? readCommandWords(command, place, setting.env) : command;
  return { name, load: loadOf(load, setting), ...(words !== undefined && { command: { words } }) };
}

// A URL is made with a path only where its port is a number.
const anyPort = 65_535;

function loadOf(load: DeclaredLoad, setting: ExperimentSetting): LoadOptions {
  const given = load.url ?? setting.url;
  const url = withPort(given, anyPort);
  const [declared] = declaredLoads({ loads: { load: { ...load, url } } }, setting).loads;
  if (declared === undefined) throw new TypeError("one load was declared");
  return hasPortPlace(given)
    ? { ...declared, url: declared.url.replaceAll(`:${anyPort}`, `:${portPlace}`) }
    : declared;
}

function optionalMs(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : parseDurationMs(duration, "");
}
