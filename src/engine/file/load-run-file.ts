// Loads a scenario file with everything that it may say, loads and thresholds included.

import { type LoadedScenarioFile, loadScenarioFile } from "../../scenarios/load-file.js";
import { type LoadFile, loadFileShape } from "./load-file-schema.js";

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
  const { parts, ...file } = await loadScenarioFile(path, { ...options, parts: loadFileShape });
  // The loader has validated them by the shape that LoadFile is the output of.
  return { ...file, loading: parts as LoadFile };
}
