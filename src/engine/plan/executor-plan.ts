// When virtual clients start and stop: the six executors as data.

/** A stretch of a ramp: in `durationMs` the level goes in a straight line to `target`. */
export interface PhasePlan {
  readonly durationMs: number;
  /** Clients, or arrivals per second; 0 s long is a jump. */
  readonly target: number;
  /** Value of the tag `phase`. Default `phase-1`, `phase-2`, ... */
  readonly name?: string | undefined;
}

/** So many clients, each running one iteration after another, for a time. */
export interface ConstantClientsPlan {
  readonly kind: "constant-clients";
  /** >= 1 */
  readonly clients: number;
  readonly durationMs: number;
}

/** As many clients as a ramp says; those added last stop first. */
export interface RampingClientsPlan {
  readonly kind: "ramping-clients";
  /** >= 0 */
  readonly startClients: number;
  readonly phases: readonly PhasePlan[];
}

/** Iterations start at a rate, whatever earlier ones do (open model). */
export interface ConstantArrivalRatePlan {
  readonly kind: "constant-arrival-rate";
  /** Iterations started per second, > 0. */
  readonly ratePerSecond: number;
  readonly durationMs: number;
  /** Iterations under way at once at most; an arrival beyond is dropped and counted. */
  readonly maxClients: number;
}

/** Iterations start at a rate that a ramp says (open model). */
export interface RampingArrivalRatePlan {
  readonly kind: "ramping-arrival-rate";
  /** >= 0 */
  readonly startRatePerSecond: number;
  readonly phases: readonly PhasePlan[];
  readonly maxClients: number;
}

/** So many iterations in all, done by clients as they are free. */
export interface SharedIterationsPlan {
  readonly kind: "shared-iterations";
  readonly clients: number;
  readonly iterations: number;
  readonly maxDurationMs: number;
}

/** So many iterations by each client. */
export interface PerClientIterationsPlan {
  readonly kind: "per-client-iterations";
  readonly clients: number;
  /** Of each client. */
  readonly iterations: number;
  readonly maxDurationMs: number;
}

export type ExecutorPlan =
  | ConstantClientsPlan
  | RampingClientsPlan
  | ConstantArrivalRatePlan
  | RampingArrivalRatePlan
  | SharedIterationsPlan
  | PerClientIterationsPlan;

export type ExecutorKind = ExecutorPlan["kind"];
