// What a driver knows of its connection when it is over: all that verdicts are made of.

import type { Role } from "../../protocol/opcodes.js";
import type { Violation } from "../../protocol/violation.js";
import type { CaseEvent } from "../case-event.js";
import type { Behavior } from "../verdict.js";

/** A close frame as it went over the wire; code and reason are absent where the payload has none. */
export interface SeenClose {
  readonly code?: number | undefined;
  /** Invalid UTF-8 shows as replacement characters. */
  readonly reason?: string | undefined;
}

/** What a script concludes by itself. */
export interface Conclusion {
  readonly behavior: Behavior;
  /** What the peer did, as a sentence. */
  readonly reason: string;
}

/** The facts of one case on one peer. */
export interface CaseFacts {
  readonly driverRole: Role;
  /** Whether the opening handshake was completed; `true` too where the script has an opening of its own. */
  readonly isOpened: boolean;
  /** Why it was not. */
  readonly openFailure?: string | undefined;
  readonly events: readonly CaseEvent[];
  /** Set by the script. */
  readonly conclusion?: Conclusion | undefined;
  /** What the peer got wrong beside the case: more than its events can show. */
  readonly complaints: readonly string[];
  /** Whether the driver sent the first close frame, that of a kill included. */
  readonly closedByDriver: boolean;
  readonly localClose?: SeenClose | undefined;
  readonly remoteClose?: SeenClose | undefined;
  /** Whether close frames went both ways in time. */
  readonly wasClean: boolean;
  /** The peer's close frame did not come in time. */
  readonly closeTimedOut: boolean;
  /** As a client: the server did not drop TCP in time. */
  readonly serverDropTimedOut: boolean;
  /** The driver dropped TCP. */
  readonly droppedByDriver: boolean;
  /** Rules of the protocol that the peer's own frames broke. */
  readonly violations: readonly Violation[];
  /** The case's time was up. */
  readonly deadlinePassed: boolean;
  /** From the open connection to the loss of TCP. */
  readonly durationUs: number;
}
