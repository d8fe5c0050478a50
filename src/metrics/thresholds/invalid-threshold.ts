// The one kind of error that a threshold gives before the run.

import { WsrigError } from "../../errors.js";

/** The code of every mistake in a threshold. */
export const invalidThresholdCode = "usage-invalid-threshold";

/**
 * A mistake in a threshold.
 *
 * @param path - Where the user wrote it.
 * @param problem - What is wrong, the value and the limit, as a clause.
 * @param hint - What to write instead, as one imperative sentence.
 */
export function invalidThreshold(path: string, problem: string, hint?: string): WsrigError {
  return new WsrigError(invalidThresholdCode, `${path}: ${problem}`, { path, hint });
}
