// The form of a threshold in a file or a program, where anything may stand.

import { describe, expect, test } from "vitest";
import { checkThresholds } from "../../../src/metrics/thresholds/check-thresholds.js";
import type { ThresholdSettings } from "../../../src/metrics/thresholds/threshold.js";

function problemsOf(list: unknown): readonly string[] {
  const written = { settings: { ws_errors: list } as ThresholdSettings };
  const { problems } = checkThresholds(written, { tags: {}, hasDueTimes: false });
  return problems.map(({ message, hint }) => (hint === undefined ? message : `${message} | ${hint}`));
}

describe("a setting", () => {
  test.each<[string, unknown, string]>([
    [
      "a bare number",
      5,
      'thresholds.ws_errors[0] is no threshold; must be text such as "p(99) < 50ms", or an object with it as threshold',
    ],
    [
      "a list",
      ["count == 0"],
      'thresholds.ws_errors[0] is no threshold; must be text such as "p(99) < 50ms", or an object with it as threshold',
    ],
    [
      "nothing",
      null,
      'thresholds.ws_errors[0] is no threshold; must be text such as "p(99) < 50ms", or an object with it as threshold',
    ],
    [
      "without its threshold",
      { abortOnFail: true },
      'thresholds.ws_errors[0].threshold is missing; must be text such as "p(99) < 50ms"',
    ],
    [
      "with a misspelt key",
      { threshold: "count == 0", abortOnfail: true },
      "thresholds.ws_errors[0].abortOnfail is not known here | Write abortOnFail if you mean that.",
    ],
    [
      "with another key",
      { threshold: "count == 0", severity: "high" },
      "thresholds.ws_errors[0].severity is not known here | Use one of: threshold, abortOnFail, delayAbortEval.",
    ],
    [
      "with a delay alone",
      { threshold: "count == 0", delayAbortEval: "10s" },
      "thresholds.ws_errors[0].delayAbortEval has no meaning without abortOnFail | Add abortOnFail: true, or leave out delayAbortEval.",
    ],
    [
      "with a delay and no abort",
      { threshold: "count == 0", abortOnFail: false, delayAbortEval: "10s" },
      "thresholds.ws_errors[0].delayAbortEval has no meaning without abortOnFail | Add abortOnFail: true, or leave out delayAbortEval.",
    ],
    [
      "with a delay without a unit",
      { threshold: "count == 0", abortOnFail: true, delayAbortEval: 10 },
      'thresholds.ws_errors[0].delayAbortEval is 10; must be a time with its unit, such as "10s" | Write "10s" if you mean seconds.',
    ],
    [
      "with a word for a delay",
      { threshold: "count == 0", abortOnFail: true, delayAbortEval: "soon" },
      'thresholds.ws_errors[0].delayAbortEval is "soon"; must be a time with its unit, such as "10s"',
    ],
    [
      "with a word for a choice",
      { threshold: "count == 0", abortOnFail: "yes" },
      'thresholds.ws_errors[0].abortOnFail is "yes"; must be true or false',
    ],
    [
      "with a wrong condition in an object",
      { threshold: "count = 0" },
      'thresholds.ws_errors[0].threshold: "count = 0" is no condition; must be an aggregate, one of < <= > >= == != and a bound | Write "count == 0" for equality.',
    ],
  ])("that is %s is refused", (_, setting, problem) => {
    expect(problemsOf([setting])).toEqual([problem]);
  });

  test("that is not in a list is refused", () => {
    expect(problemsOf("count == 0")).toEqual([
      'thresholds.ws_errors is no list of thresholds; must be a list, also of one | Write it as in ["count == 0"].',
    ]);
  });
});
