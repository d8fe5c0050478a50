// What is found out about the peer while a case runs, beside its events and its close: for the verdict.

import type { Violation } from "../../protocol/violation.js";
import type { CaseFacts, Conclusion } from "./facts.js";

/** Of violations and of complaints each: a flood of them tells nothing new. */
const mostKept = 100;
/** Characters of the reason of a failed opening, which may quote the peer. */
const longestFailure = 500;

/** Collects; the first of what can only be once counts. */
export class Findings {
  readonly #violations: Violation[] = [];
  readonly #complaints: string[] = [];
  #conclusion: Conclusion | undefined;
  #openFailure: string | undefined;
  #deadlinePassed = false;

  /** Of the script. */
  conclude(conclusion: Conclusion): void {
    this.#conclusion ??= conclusion;
  }

  complain(reason: string): void {
    if (this.#complaints.length < mostKept) this.#complaints.push(reason);
  }

  violate(violation: Violation): void {
    if (this.#violations.length < mostKept) this.#violations.push(violation);
  }

  failOpening(reason: string): void {
    this.#openFailure ??= reason.length > longestFailure ? `${reason.slice(0, longestFailure)}...` : reason;
  }

  passDeadline(): void {
    this.#deadlinePassed = true;
  }

  facts(): Pick<
    CaseFacts,
    "isOpened" | "openFailure" | "conclusion" | "complaints" | "violations" | "deadlinePassed"
  > {
    return {
      isOpened: this.#openFailure === undefined,
      openFailure: this.#openFailure,
      conclusion: this.#conclusion,
      complaints: this.#complaints,
      violations: this.#violations,
      deadlinePassed: this.#deadlinePassed,
    };
  }
}
