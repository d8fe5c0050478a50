// When the page looks for its process again.

const firstMs = 250;
const longestMs = 5_000;

/**
 * Milliseconds to wait after so many attempts that came to nothing in a row: 250, then twice as long each time, at most 5 s.
 *
 * The process is on this machine, as a rule, so that spreading the tabs is not worth it.
 *
 * @param failures - From 0 on.
 */
export function retryDelayMs(failures: number): number {
  return Math.min(longestMs, firstMs * 2 ** failures);
}
