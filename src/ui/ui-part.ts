// The parts that a user interface is put together from, and what they are given: the tabs that listen.

import type { PageRequest } from "../link/page-request.js";
import type { ProcessMessage } from "../link/process-message.js";

/** All tabs that are connected. */
export interface Tabs {
  readonly count: number;
  /** A tab that does not keep up may be spared it: it is told everything anew (`UiPart.snapshot`) when it has caught up. */
  tell(message: ProcessMessage): void;
}

/** What answers requests: by their kind, with the result, or a WsrigError for a mistake of the person. */
export type RequestHandlers = {
  readonly [Kind in PageRequest["kind"]]?: (
    request: Extract<PageRequest, { readonly kind: Kind }>,
  ) => unknown;
};

/** One part, such as the two windows or the run under way. No two of an interface handle the same kind. */
export interface UiPart {
  readonly handlers: RequestHandlers;
  /** What a tab that has just come must know, in order; lists and logs with `isAll`. */
  snapshot(): readonly ProcessMessage[];
  /** Ends what the part has under way: connections, processes, timers. */
  close(): Promise<void>;
}
