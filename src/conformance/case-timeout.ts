// How long a case may take that has no limit of its own.

const usualMs = 30_000;

/** A peer may be given up after ten waits, and its close may take some more. */
export const fewestWaitsPerCase = 15;

/** The limit where the user sets none, in milliseconds. @param waitMs - One wait. */
export function defaultCaseTimeoutMs(waitMs: number): number {
  return Math.max(usualMs, fewestWaitsPerCase * waitMs);
}
