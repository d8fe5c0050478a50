// What was run on one peer: the common ground of server runs, client runs and reports.

import type { Role } from "../protocol/opcodes.js";
import type { CaseResult } from "./case-result.js";
import type { CaseSelection } from "./case-selection.js";

/** All results of one peer. A selected case without a result is missing. */
export interface AgentRun {
  /** What the peer is called: `--agent`, or the name that a client gives itself. */
  readonly agent: string;
  /** The peer's role. */
  readonly role: Role;
  /** The server's URL; for a client the URL of our listener. */
  readonly url: string;
  readonly selection: CaseSelection;
  readonly results: readonly CaseResult[];
}
