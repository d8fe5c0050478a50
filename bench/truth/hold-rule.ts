// What a server of `npm run bench:truth` does with a message: hold it for a time, or until its stall is over.

/** How long an answer is held back. Stalls begin whenever the clock (CLOCK_MONOTONIC) is a multiple of `everyMs`. */
export type HoldRule =
  | { readonly kind: "hold"; readonly holdMs: number }
  | { readonly kind: "stall"; readonly stallMs: number; readonly everyMs: number };

/** When the answer to a message read at `readUs` leaves, in µs of the same clock. Never decreases with `readUs`. */
export function answerDueUs(rule: HoldRule, readUs: number): number {
  if (rule.kind === "hold") return readUs + rule.holdMs * 1_000;
  const intoPeriodUs = readUs % (rule.everyMs * 1_000);
  const stallUs = rule.stallMs * 1_000;
  return intoPeriodUs < stallUs ? readUs - intoPeriodUs + stallUs : readUs;
}

/**
 * How long a message waits at a percentile, in ms, when messages arrive evenly and nothing else takes time.
 *
 * A share `stallMs / everyMs` of the messages meets the stall. They arrive evenly in it, so they wait evenly between 0 and
 * `stallMs`; all others do not wait. So x ms are exceeded by the share (stallMs - x) / everyMs.
 *
 * @param percentile - 0 to 100.
 */
export function waitOnPaperMs(stallMs: number, everyMs: number, percentile: number): number {
  const exceededBy = (100 - percentile) / 100;
  return Math.max(0, stallMs - exceededBy * everyMs);
}
