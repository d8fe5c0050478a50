// What clients were called that are no longer in the list of the server window: rows of the log still name them.

import type { Accepted } from "../../../link/conversation.js";

/** The number of each, by conversation, in the order of leaving. */
export type PastClients = ReadonlyMap<number, number>;

/** As many as an old log may name. */
export const keptPastClients = 10_000;

/** With those that have left the list; the same map when none has. */
export function pastAfter(
  past: PastClients,
  before: ReadonlyMap<number, Accepted>,
  after: ReadonlyMap<number, Accepted>,
): PastClients {
  const left = [...before.values()].filter(({ conversation }) => !after.has(conversation));
  if (left.length === 0) return past;
  const all = [...past, ...left.map(({ conversation, number }) => [conversation, number] as const)];
  return new Map(all.slice(-keptPastClients));
}
