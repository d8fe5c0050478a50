// For how long connections are to be silent, so that few of them find an idle timeout soon.

// What people set timeouts to: 1-2-5 below a second, then the round times of proxies and load balancers.
const rungsMs = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30, 45, 60, 90].map((seconds) => seconds * 1_000),
  ...[2, 5, 10, 15, 30, 60, 120, 300, 600, 1_440].map((minutes) => minutes * 60_000),
];
// Eight parts are three halvings in the time of one; a server hardly minds seven connections.
const maxParts = 8;

/** Options of {@link silenceLadder}. */
export interface LadderOptions {
  /** The shortest silence, > 0. */
  readonly fromMs: number;
  /** The longest one, at least `fromMs`. */
  readonly maxMs: number;
  /** One more that must be among them. */
  readonly alsoMs?: number | undefined;
}

/** The silences to begin with, all at once: rising, from `fromMs` to `maxMs`, both included. */
export function silenceLadder({ fromMs, maxMs, alsoMs }: LadderOptions): readonly number[] {
  const between = rungsMs.filter((ms) => ms > fromMs && ms < maxMs);
  const also = alsoMs !== undefined && alsoMs > fromMs && alsoMs < maxMs ? [alsoMs] : [];
  return [...new Set([fromMs, ...between, ...also, maxMs])].sort((a, b) => a - b);
}

/**
 * The silences that narrow an interval, all at once: they cut it into at most eight parts, none shorter than
 * `precisionMs`. One more lies `precisionMs` before its end: a peer that ends connections itself has told its time
 * already, and that one proves it. Empty when the interval is narrow enough.
 */
export function narrowingSilences(
  interval: { readonly aliveMs: number; readonly endedMs: number },
  precisionMs: number,
): readonly number[] {
  const { aliveMs, endedMs } = interval;
  const gapMs = endedMs - aliveMs;
  // A millisecond more or less is the timers', not the peer's.
  if (gapMs <= precisionMs + 1) return [];
  const parts = Math.min(maxParts, Math.floor(gapMs / precisionMs));
  const cuts = Array.from({ length: Math.max(0, parts - 1) }, (_, index) =>
    Math.round(aliveMs + (gapMs * (index + 1)) / parts),
  );
  return [...new Set([...cuts, Math.round(endedMs - precisionMs)])]
    .filter((ms) => ms > aliveMs && ms < endedMs)
    .sort((a, b) => a - b);
}
