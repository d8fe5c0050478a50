// Where a run of loads stands, as figures of its progress.

import type { RunProgress } from "../../engine/run/run-progress.js";
import type { ProgressFigures } from "./progress.js";

/** Phase, connections and clients of now; while connections open, those that failed too, for no second's figures tell yet. */
export function standingOf(now: RunProgress): ProgressFigures {
  const { stage, connections, failedConnections, clients, phases } = now;
  const names = [...new Set(phases.map(({ phase }) => phase))];
  const isRunning = stage === "running";
  return {
    phase: isRunning ? names.join(", ") || undefined : undefined,
    open: connections,
    // One client a connection says nothing new.
    clients: isRunning && clients !== connections ? clients : undefined,
    ...(stage === "opening" && failedConnections > 0 && { errors: failedConnections }),
  };
}
