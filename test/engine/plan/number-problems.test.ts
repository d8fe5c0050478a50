import { describe, expect, test } from "vitest";
import {
  givenNumbers,
  type NamedNumbers,
  positiveProblems,
  wholeNumberProblems,
} from "../../../src/engine/plan/number-problems.js";

// As a caller without types may have it.
const missing = { clients: undefined } as unknown as NamedNumbers;

describe("numbers of a plan", () => {
  test.each<[value: NamedNumbers, most: number | undefined, problems: readonly string[]]>([
    [{ clients: 1 }, undefined, []],
    [{ clients: Number.MAX_SAFE_INTEGER }, undefined, []],
    [{ clients: 0 }, undefined, ["clients is 0; must be a whole number of at least 1"]],
    [{ clients: 1.5 }, undefined, ["clients is 1.5; must be a whole number of at least 1"]],
    [{ clients: 2 ** 53 }, undefined, ["clients is 9007199254740992; must be a whole number of at least 1"]],
    [{ clients: Number.NaN }, undefined, ["clients is NaN; must be a whole number of at least 1"]],
    [missing, undefined, ["clients is undefined; must be a whole number of at least 1"]],
    [{ clients: 1_000 }, 1_000, []],
    [{ clients: 1_001 }, 1_000, ["clients is 1001; must be a whole number from 1 to 1,000"]],
  ])("whole: %o, at most %s", (values, most, problems) => {
    expect(wholeNumberProblems(values, { least: 1, most }).map(({ message }) => message)).toEqual(problems);
  });

  test.each<[value: number, most: number | undefined, problems: readonly string[]]>([
    [0.001, undefined, []],
    [0, undefined, ["stallMs is 0; must be greater than 0"]],
    [Number.NaN, undefined, ["stallMs is NaN; must be greater than 0"]],
    [Number.POSITIVE_INFINITY, undefined, ["stallMs is Infinity; must be greater than 0"]],
    [5_000, 5_000, []],
    [5_001, 5_000, ["stallMs is 5001; must be greater than 0 and at most 5,000"]],
  ])("positive: %d, at most %s", (stallMs, most, problems) => {
    expect(positiveProblems({ stallMs }, most).map(({ message }) => message)).toEqual(problems);
  });

  test("a problem is at the whole place, and its message begins with the last part", () => {
    expect(wholeNumberProblems({ "limits.a": 0, "limits.b": 1 }, { least: 1 })).toEqual([
      { path: "limits.a", message: "a is 0; must be a whole number of at least 1" },
    ]);
  });

  test("what may be left out is left out", () => {
    expect(givenNumbers({ a: 0, b: undefined })).toEqual({ a: 0 });
  });
});
