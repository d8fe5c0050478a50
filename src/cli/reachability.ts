// Whether there is an HTTP server at the target at all (the question of exit code 3), and one that opens WebSockets.

import { type DialFailure, type DialOptions, dial } from "../client/dial.js";
import type { Connection } from "../connection/connection.js";
import { redactUrl } from "../metrics/redact.js";
import type { Notice } from "../metrics/run-report.js";
import type { HttpHeaders } from "../protocol/headers.js";
import { gotHttpAnswer } from "../scenarios/dial-metrics.js";
import { TargetFailed, unreachableError } from "./error-output.js";

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

/**
 * {@link requireReachable}, where nothing can be told of a target that opens no WebSocket: each case would fail, and those that a right
 * server refuses would pass. An answer of 101 that breaks a rule will do: that is what cases are about.
 *
 * @throws TargetUnreachable `target-unreachable`; TargetFailed `upgrade-refused` for any other status than 101.
 */
export async function requireWebSocket(
  target: ReachabilityTarget,
  signal: AbortSignal,
): Promise<Reached | undefined> {
  const reached = await requireReachable(target, signal);
  const refusal = reached?.refusal;
  if (refusal === undefined || refusal.response?.status === 101) return reached;
  const advice =
    "No case can be judged without a WebSocket: give the path of an echo service in the URL, and -H (credentials too), --origin or --subprotocol where the server wants them.";
  throw new TargetFailed(
    "upgrade-refused",
    `no WebSocket at "${redactUrl(target.url, target.redact)}": ${refusal.message}`,
    {
      path: "url",
      hint: refusal.hint === undefined ? advice : `${refusal.hint} ${advice}`,
      cause: refusal.cause,
    },
  );
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
