// What ended a step or a session: the target's doing, an interrupt, or a mistake in the scenario's own code.

import { WsrigError } from "../errors.js";
import type { CheckDetail } from "./session.js";
import { SessionStopped } from "./session-stopped.js";
import { sourcePosition } from "./source-position.js";

/** The stop that was thrown; `undefined` for an error of the scenario's own. */
export function stoppedBy(error: unknown): SessionStopped | undefined {
  return error instanceof SessionStopped ? error : undefined;
}

/** An error of the scenario's own code, as a check shows it: message and place, never a stack trace. */
export function describeBug(error: unknown): CheckDetail {
  const position = sourcePosition(error);
  const hint = error instanceof WsrigError && error.hint !== undefined ? ` ${error.hint}` : "";
  return {
    expected: "no error",
    received: describeError(error),
    reason: `the scenario's own code threw${position === undefined ? "" : ` at ${position}`}.${hint}`,
  };
}

/** With its cause, since `fetch` says nothing but "fetch failed" itself. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.name}: ${error.message}${cause}`;
}
