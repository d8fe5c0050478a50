// Ends connections in good order, with a deadline.

import { type Clock, sleepMs } from "../clock.js";
import type { Connection } from "../connection/connection.js";

/**
 * Closes all `connections` with 1001 (RFC 6455 §7.4.1: going away), waits until they have closed or `deadlineMs` is over,
 * and terminates the rest.
 */
export async function closeGracefully(
  connections: readonly Connection[],
  options: { readonly reason: string; readonly deadlineMs: number; readonly clock: Clock },
): Promise<void> {
  for (const connection of connections)
    if (connection.state === "open") connection.close(1001, options.reason);
  const allClosed = Promise.all(connections.map((connection) => connection.waitForClose()));
  const waiting = new AbortController();
  const deadline = sleepMs(options.clock, options.deadlineMs, waiting.signal).catch(() => {
    // Aborted below, once all have closed.
  });
  await Promise.race([allClosed, deadline]);
  waiting.abort();
  for (const connection of connections) if (connection.state !== "closed") connection.terminate();
  await allClosed;
}
