// The mathematics of a ramp: a level that goes in straight lines, its integral, and when it crosses whole numbers.

import type { PhasePlan } from "../plan/executor-plan.js";

/** A level over time. Pieces follow each other without a gap; where their levels differ, the level jumps. */
export interface Ramp {
  readonly pieces: readonly RampPiece[];
  /** µs after the start; whole. */
  readonly endUs: number;
}

/** A straight line of a {@link Ramp}. */
export interface RampPiece {
  /** µs after the start; whole. */
  readonly fromUs: number;
  /** Greater than `fromUs`. */
  readonly toUs: number;
  readonly fromLevel: number;
  readonly toLevel: number;
  /** Integral of the level, read as a rate per second, from the start to `fromUs`. */
  readonly fromCount: number;
  /** ... and to `toUs`. */
  readonly toCount: number;
}

/** Client `client` starts or stops. */
export interface ClientChange {
  readonly kind: "start" | "stop";
  readonly client: number;
  /** µs after the start; whole. */
  readonly atUs: number;
}

/** Options of {@link rampOf}. */
export interface RampOptions {
  readonly startLevel: number;
  /** The start level is held so long first. */
  readonly warmUpMs: number;
  readonly phases: readonly PhasePlan[];
}

/** Lays the phases after the warm-up. Borders are rounded to whole µs; a phase of 0 µs is a jump and makes no piece. */
export function rampOf({ startLevel, warmUpMs, phases }: RampOptions): Ramp {
  const pieces: RampPiece[] = [];
  let level = startLevel;
  let elapsedMs = 0;
  for (const { durationMs, target } of [{ durationMs: warmUpMs, target: startLevel }, ...phases]) {
    elapsedMs += durationMs;
    append(pieces, { toUs: Math.round(elapsedMs * 1_000), fromLevel: level, toLevel: target });
    level = target;
  }
  return { pieces, endUs: pieces.at(-1)?.toUs ?? 0 };
}

/** A level that never changes. */
export function flatRamp(level: number, durationMs: number): Ramp {
  return rampOf({ startLevel: level, warmUpMs: durationMs, phases: [] });
}

/**
 * When arrival `index` is due, in whole µs after the start: the moment at which the integral of the rate begins to exceed
 * `index`, to the nearest µs. `undefined` when it never does.
 *
 * Open model: it depends on the plan alone. Under a constant rate r it is `index / r` seconds. Where the rate is 0, the next
 * arrival waits for it to rise again. In the first T there are `ceil(integral)` arrivals: arrival 0 needs no waiting.
 */
export function dueUsOf(ramp: Ramp, index: number): number | undefined {
  const piece = ramp.pieces.find(({ toCount }) => index < toCount);
  if (piece === undefined) return undefined;
  const { fromUs, toUs, fromLevel, toLevel, fromCount, toCount } = piece;
  if (fromLevel === toLevel) {
    return Math.min(toUs, fromUs + Math.round(((index - fromCount) * 1_000_000) / fromLevel));
  }
  const perSecond2 = (Math.abs(toLevel - fromLevel) * 1_000_000) / (toUs - fromUs);
  // Solved from the lower end, where the square root adds only positive numbers: nothing cancels out.
  return toLevel > fromLevel
    ? Math.min(toUs, fromUs + Math.round(timeToCountUs(index - fromCount, fromLevel, perSecond2)))
    : Math.max(fromUs, toUs - Math.round(timeToCountUs(toCount - index, toLevel, perSecond2)));
}

/**
 * When clients start and stop, in order of time: client k runs while the level is above k, so those added last stop first.
 *
 * A level that only touches k from above stops nobody. At the end of the ramp nobody is stopped: the time is over for all.
 */
export function* clientChanges(ramp: Ramp): Generator<ClientChange, void> {
  let running = 0;
  for (const piece of ramp.pieces) {
    const { fromUs, fromLevel, toLevel } = piece;
    const rises = toLevel > fromLevel;
    // A line that rises from 3 is above 3 at once; one that falls from 3 or stays there never is.
    const first = rises ? Math.floor(fromLevel) + 1 : Math.ceil(fromLevel);
    while (running < first) yield { kind: "start", client: running++, atUs: fromUs };
    while (running > first) yield { kind: "stop", client: --running, atUs: fromUs };
    if (rises) {
      while (running < toLevel) yield { kind: "start", client: running, atUs: timeOf(piece, running++) };
    } else {
      while (running - 1 > toLevel) yield { kind: "stop", client: --running, atUs: timeOf(piece, running) };
    }
  }
}

function append(pieces: RampPiece[], line: Pick<RampPiece, "toUs" | "fromLevel" | "toLevel">): void {
  const { toUs, fromLevel, toLevel } = line;
  const last = pieces.at(-1);
  const fromUs = last?.toUs ?? 0;
  if (toUs <= fromUs) return;
  const goesOn = last?.fromLevel === fromLevel && last.toLevel === fromLevel && toLevel === fromLevel;
  // A level that is held on is one piece, so that `index / rate` is counted from where it began.
  if (goesOn) pieces.pop();
  const start = goesOn ? last : { fromUs, fromCount: last?.toCount ?? 0 };
  const area = ((fromLevel + toLevel) * (toUs - start.fromUs)) / 2_000_000;
  pieces.push({
    fromUs: start.fromUs,
    toUs,
    fromLevel,
    toLevel,
    fromCount: start.fromCount,
    toCount: area === 0 ? start.fromCount : nearWhole(start.fromCount + area),
  });
}

/** 1.1 per second for 10 s are 11 arrivals, not 11.000000000000002: what a float misses by is not an arrival. */
function nearWhole(count: number): number {
  const whole = Math.round(count);
  return Math.abs(count - whole) <= 1e-9 + count * 1e-14 ? whole : count;
}

/** µs after which `count` have arrived at a rate that begins at `rate` and rises by `perSecond2` each second. */
function timeToCountUs(count: number, rate: number, perSecond2: number): number {
  if (count === 0) return 0;
  return (2_000_000 * count) / (rate + Math.sqrt(rate * rate + 2 * perSecond2 * count));
}

function timeOf({ fromUs, toUs, fromLevel, toLevel }: RampPiece, level: number): number {
  return fromUs + Math.round(((level - fromLevel) * (toUs - fromUs)) / (toLevel - fromLevel));
}
