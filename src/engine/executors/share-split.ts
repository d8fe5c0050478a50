// Splits a load over workers: who holds which clients, and who does which numbered piece of work.

import type { Share } from "../plan/run-plan.js";

/** How many of `clients` are the share's. Summed over all workers: `clients`. */
export function clientCountOf(share: Share, clients: number): number {
  return Math.max(0, Math.ceil((clients - share.worker) / share.of));
}

/** Numbers of the share's clients, lowest first: client n is with worker `n % of`. */
export function clientsOf(share: Share, clients: number): readonly number[] {
  return Array.from({ length: clientCountOf(share, clients) }, (_, i) => share.worker + i * share.of);
}

/**
 * Numbers of the work (arrivals, shared iterations) that the share does, lowest first, without end.
 *
 * Work n goes to the worker that holds client `n % clients`. So a worker gets work in proportion to its clients, one
 * without clients gets none, and all workers together do each number once. Where `clients` is a multiple of the number of
 * workers, that is worker `n % of`.
 *
 * @param clients - Of all workers, >= 1.
 */
export function* workOf(share: Share, clients: number): Generator<number, void> {
  if (clientCountOf(share, clients) === 0) return;
  for (let round = 0; ; round += clients) {
    for (let client = share.worker; client < clients; client += share.of) yield round + client;
  }
}
