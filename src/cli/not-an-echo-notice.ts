// What a person should know before hundreds of red cases: the peer does not echo.

import type { AgentRun } from "../conformance/agent-run.js";
import { type EchoTrouble, echoTroubleOf } from "../conformance/report/echo-trouble.js";
import type { Notice } from "../metrics/run-report.js";
import type { Role } from "../protocol/opcodes.js";

const messages: Readonly<Record<EchoTrouble, string>> = {
  greets: "Every connection begins with a message that nobody asked for.",
  silent: "No message was ever echoed.",
  other: "No message came back as it was sent; others came instead.",
};

const hints: Readonly<Record<Role, string>> = {
  server:
    "conform needs a pure echo service at the URL: every message back as it came, and no other. Check the path of the URL.",
  client: "conform-client needs a client that only echoes: every message back as it came, and no other.",
};

/** The warning; none where the peer echoes. @param isOneOfSeveral - Whether it must be named. */
export function notAnEchoNotice(
  run: AgentRun,
  { isOneOfSeveral }: { readonly isOneOfSeveral: boolean },
): readonly Notice[] {
  const trouble = echoTroubleOf(run);
  if (trouble === undefined) return [];
  const message = isOneOfSeveral ? `${run.agent}: ${messages[trouble]}` : messages[trouble];
  return [{ code: "not-an-echo", message, hint: hints[run.role] }];
}
