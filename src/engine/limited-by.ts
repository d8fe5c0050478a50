// What held a closed loop back: a closed loop always saturates something.

/** Whether the generator or the target set the pace, or neither can be told. */
export type LimitedBy = "generator" | "target" | "unknown";

/** One process computes on one core at most, so this share of it leaves no room to send faster. */
const saturatedShare = 0.9;
/** Below this share the generator was mostly waiting for answers. */
const idleShare = 0.7;

/**
 * Judges from the share of one core that the generator used while it measured.
 *
 * Between the two limits both may have held each other back, on a shared machine above all: `unknown`.
 *
 * @param cpuShare - CPU time by wall time of the generator's process, 1 is one core.
 */
export function judgeLimitedBy(cpuShare: number): LimitedBy {
  if (cpuShare >= saturatedShare) return "generator";
  return cpuShare < idleShare ? "target" : "unknown";
}
