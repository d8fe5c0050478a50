// One try of a search: a run with one value, and what it showed.

/** What a run with one value showed. */
export interface ProbeOutcome {
  /** Whether the bound held, and nothing else went wrong. */
  readonly holds: boolean;
  /** The figure that the bound is on, in the unit of its metric; undefined when there was no sample. */
  readonly observed?: number | undefined;
  /** Why it does not hold although the bound may: lost messages, dropped connections; one sentence each. */
  readonly failures?: readonly string[] | undefined;
  /** Why the figures cannot be trusted, such as a generator that could not keep up; undefined when they can. */
  readonly invalid?: string | undefined;
}

/** Why a value is tried: `climb` while nothing limits it, `descend` while nothing holds, `narrow` between the two, `confirm` once more. */
export type ProbePurpose = "climb" | "descend" | "narrow" | "confirm";

/** A try, with its place in the search. */
export interface SearchProbe extends ProbeOutcome {
  readonly value: number;
  readonly purpose: ProbePurpose;
}

/** What is to be tried next. */
export type NextProbe = Pick<SearchProbe, "value" | "purpose">;
