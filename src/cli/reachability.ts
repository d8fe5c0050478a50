// Whether there is an HTTP server at the target at all: the question of exit code 3.

import { type DialOptions, dial } from "../client/dial.js";
import type { Connection } from "../connection/connection.js";
import { gotHttpAnswer } from "../scenarios/dial-metrics.js";
import { unreachableError } from "./error-output.js";

/** A target that must answer. */
export interface ReachabilityTarget {
  readonly url: string;
  readonly dial: DialOptions;
  /** Query parameters to keep secret. */
  readonly redact: readonly string[];
}

/**
 * Dials once and closes again. Any HTTP answer will do: a refusal is for the checks to judge.
 * Gives up without an error when `signal` aborts.
 *
 * @throws TargetUnreachable `target-unreachable`, naming the URL, what happened and what to try.
 */
export async function requireReachable(target: ReachabilityTarget, signal: AbortSignal): Promise<void> {
  const result = await dial(target.url, { ...target.dial, signal });
  if (result.kind === "open") return closeAgain(result.connection);
  if (gotHttpAnswer(result) || signal.aborted) return;
  throw unreachableError(target.url, target.redact, result.failure);
}

async function closeAgain(connection: Connection): Promise<void> {
  connection.setListener({});
  if (connection.state === "open") connection.close(1000);
  await connection.waitForClose();
}
