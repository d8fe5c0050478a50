// A mistake in what a run was asked to do.

/** One mistake, with the place as the user wrote it (`loads.chat.executor.phases[1].duration`). */
export interface PlanProblem {
  readonly path: string;
  /** What is wrong, the value, the limit: begins with the last part of the path. */
  readonly message: string;
  readonly hint?: string | undefined;
}
