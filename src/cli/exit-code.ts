// What the process ends with, by CONTRACTS.md: one number for scripts.

/** The exit codes and their meaning. */
export const ExitCode = {
  pass: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  regression: 4,
  invalid: 5,
  bug: 70,
  threshold: 99,
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What happened in a command; everything left out did not. */
export interface ExitFacts {
  /** A fault of wsrig itself. */
  readonly bug?: boolean | undefined;
  /** A mistake in the command line or in a scenario file. */
  readonly usage?: boolean | undefined;
  /** A signal ended it early. */
  readonly interrupted?: boolean | undefined;
  /** No connection of the command ever got an HTTP answer. */
  readonly unreachable?: boolean | undefined;
  /** The run's numbers cannot be trusted. */
  readonly invalid?: boolean | undefined;
  readonly thresholdFailed?: boolean | undefined;
  readonly regression?: boolean | undefined;
  /** A check or a conformance case failed. */
  readonly checkFailed?: boolean | undefined;
}

/** The exit code of `facts`: the first that applies of 70, 2, 130, 3, 5, 99, 4, 1; 0 when none does. */
export function exitCodeFor(facts: ExitFacts): ExitCode {
  if (facts.bug) return ExitCode.bug;
  if (facts.usage) return ExitCode.usage;
  if (facts.interrupted) return ExitCode.interrupted;
  if (facts.unreachable) return ExitCode.unreachable;
  if (facts.invalid) return ExitCode.invalid;
  if (facts.thresholdFailed) return ExitCode.threshold;
  if (facts.regression) return ExitCode.regression;
  if (facts.checkFailed) return ExitCode.failed;
  return ExitCode.pass;
}
