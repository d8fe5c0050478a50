// Whether there is an HTTP server at the target at all: the question of exit code 3.

import { type DialFailure, type DialOptions, dial } from "../client/dial.js";
import type { Connection } from "../connection/connection.js";
import type { Notice } from "../metrics/run-report.js";
import type { HttpHeaders } from "../protocol/headers.js";
import { gotHttpAnswer } from "../scenarios/dial-metrics.js";
import { unreachableError } from "./error-output.js";

/** A target that must answer. */
export interface ReachabilityTarget {
  readonly url: string;
  readonly dial: DialOptions;
  /** Query parameters and headers to keep secret. */
  readonly redact: readonly string[];
}

/** What a target answered. */
export interface Reached {
  /** An answer that opened no connection, for the run to tell of. */
  readonly refusal?: DialFailure | undefined;
  readonly headers: HttpHeaders | undefined;
}

/**
 * Dials once and closes again. Any HTTP answer will do. Gives up without an error when `signal` aborts.
 *
 * @throws TargetUnreachable `target-unreachable`, naming the URL, what happened and what to try.
 */
export async function requireReachable(
  target: ReachabilityTarget,
  signal: AbortSignal,
): Promise<Reached | undefined> {
  const result = await dial(target.url, { ...target.dial, signal });
  if (result.kind === "open") {
    await closeAgain(result.connection);
    return { headers: result.response.headers };
  }
  const { failure } = result;
  if (gotHttpAnswer(result)) return { refusal: failure, headers: failure.response?.headers };
  if (signal.aborted) return undefined;
  throw unreachableError(target.url, target.redact, failure);
}

/** Why a run began with a refusal, once, before the many checks that fail for it. */
export function refusedReason({ message, hint }: DialFailure): Notice {
  return {
    code: "upgrade-refused",
    message: `The first connection did not open: ${message}.`,
    hint: hint ?? "Check the path of the URL: an HTTP server is there, but it opened no WebSocket.",
  };
}

async function closeAgain(connection: Connection): Promise<void> {
  connection.setListener({});
  if (connection.state === "open") connection.close(1000);
  await connection.waitForClose();
}
