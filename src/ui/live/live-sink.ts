// Where a run tells what happens in it: a hub with tabs, or the process that has started this one.

import type { LiveEvent } from "../../link/live-event.js";
import type { ReportDocuments } from "../../link/report-documents.js";

/** A listener of a run. */
export interface LiveSink {
  /** Whether anybody looks: figures that cost something to work out need not be told else. */
  readonly isWatched: boolean;
  tell(event: LiveEvent): void;
  /** After the event `ended`. */
  tellReport(documents: ReportDocuments): void;
  /** Resolves when all has left for its listeners, or after `deadlineMs` at most. */
  end(deadlineMs: number): Promise<void>;
}
