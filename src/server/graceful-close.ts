// Ends connections in good order, with a deadline.

import type { Clock } from "../clock.js";
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
  await settledBy(allClosed, options.clock.nowUs() + options.deadlineMs * 1_000, options.clock);
  for (const connection of connections) if (connection.state !== "closed") connection.terminate();
  await allClosed;
}

/** Waits for `work`, but not past `dueUs`. */
export async function settledBy(work: Promise<unknown>, dueUs: number, clock: Clock): Promise<void> {
  const waiting = new AbortController();
  const deadline = clock.sleepUntilUs(dueUs, waiting.signal).catch(() => {
    // Aborted below, once the work has settled.
  });
  await Promise.race([work, deadline]);
  waiting.abort();
}
