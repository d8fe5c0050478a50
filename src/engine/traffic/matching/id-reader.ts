// Finds which message an answer belongs to.

import type { PlanProblem } from "../../plan/plan-problem.js";
import type { MatchPlan } from "../../plan/traffic-plan.js";
import { readIdDigits } from "./id-digits.js";
import { jsonPathProblems, parseJsonPath, readJsonId } from "./json-id.js";

/** The id in an answer's payload; `NaN` when it has none. */
export type IdReader = (payload: Uint8Array) => number;

/** The reader of `match`, which has no problems; `undefined` where answers have no id, but come in the order of sending. */
export function makeIdReader(match: MatchPlan): IdReader | undefined {
  switch (match.kind) {
    case "order":
      return undefined;
    case "offset": {
      const { offset } = match;
      return (payload) => readIdDigits(payload, offset);
    }
    case "json": {
      const path = parseJsonPath(match.path) ?? [];
      return (payload) => readJsonId(payload, path);
    }
    default:
      return match satisfies never;
  }
}

/** All mistakes of `match` by itself; whether the payload fits it is told by `messageProblems`. */
export function matchProblems(match: MatchPlan, path: string): readonly PlanProblem[] {
  switch (match.kind) {
    case "order":
      return [];
    case "offset": {
      if (Number.isSafeInteger(match.offset) && match.offset >= 0) return [];
      const message = `offset is ${match.offset}; must be a whole number, 0 or more`;
      return [{ path: `${path}.offset`, message }];
    }
    case "json":
      return jsonPathProblems(match.path, path);
    default:
      return match satisfies never;
  }
}
