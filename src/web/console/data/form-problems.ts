// What is wrong with a filled form, field by field.

import type { Problem } from "../../../link/conversation.js";
import type { FormCommand } from "../../../link/run-form.js";
import { type FieldPlace, fieldOf } from "./run-request.js";

/** What went wrong with a start, and the field that it is about. */
export interface FormProblem {
  readonly problem: Problem;
  readonly field: FieldPlace | undefined;
}

/** One for each field; one alone where it is about something else. A command tells several wrong flags as lines of one message. */
export function formProblems(
  problem: Problem,
  command: FormCommand,
): readonly [FormProblem, ...FormProblem[]] {
  const { code, message, path } = problem;
  const whole: FormProblem = { problem, field: fieldOf(path, command) };
  if (code !== "usage-invalid-flags") return [whole];
  const [first, ...others] = message
    .split("\n")
    .slice(1)
    .map((line): FormProblem => {
      const told = line.trim();
      return { problem: { code, message: told }, field: fieldOf(told.split(" ", 1)[0], command) };
    });
  if (first === undefined || [first, ...others].some(({ field }) => field === undefined)) return [whole];
  return [first, ...others];
}
