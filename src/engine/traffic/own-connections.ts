// Which connections of a load are opened by one worker.

import type { Share } from "../plan/run-plan.js";

/** Options of {@link ownConnections}. */
export interface OwnConnectionsOptions {
  /** Of all workers. */
  readonly connections: number;
  /** Of one client; clients, not connections, are shared between workers. */
  readonly connectionsPerClient: number;
  readonly share: Share;
}

/** Their numbers over all workers, ascending. */
export function ownConnections(options: OwnConnectionsOptions): readonly number[] {
  const { connections, connectionsPerClient, share } = options;
  const own: number[] = [];
  for (let number = 0; number < connections; number++) {
    if (Math.floor(number / connectionsPerClient) % share.of === share.worker) own.push(number);
  }
  return own;
}
