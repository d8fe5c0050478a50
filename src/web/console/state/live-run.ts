// A run as its events tell it: enough for the report's own sections to draw it while it goes on.

import type { LiveEvent } from "../../../link/live-event.js";

/** See the file's first line. */
export interface LiveRun {
  readonly events: readonly LiveEvent[];
}

/** The run after more events. */
export function liveAfter(before: LiveRun | undefined, events: readonly LiveEvent[]): LiveRun {
  return { events: [...(before?.events ?? []), ...events] };
}
