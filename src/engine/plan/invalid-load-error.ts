// The error of a plan that cannot be: all its mistakes, also one by one for who words them anew.

import { WsrigError } from "../../errors.js";
import type { PlanProblem } from "./plan-problem.js";

/** `usage-invalid-load`, with one line for each mistake; its path and hint are those of the first. */
export class InvalidLoadError extends WsrigError {
  readonly problems: readonly PlanProblem[];

  constructor(problems: readonly PlanProblem[]) {
    const lines = problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
    super("usage-invalid-load", lines.join("\n"), { path: problems[0]?.path, hint: problems[0]?.hint });
    this.problems = problems;
  }
}
