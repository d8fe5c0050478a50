import { expect, test } from "vitest";
import { backoffMs, backoffProblems } from "../../../src/engine/traffic/backoff.js";
import { seededRandom } from "../../../src/random.js";

const plan = { baseMs: 100, factor: 2, maxMs: 1_000, jitter: 0 };

function waits(changed: Partial<typeof plan>, attempts: readonly number[]): readonly number[] {
  const random = seededRandom(1);
  return attempts.map((attempt) => backoffMs({ ...plan, ...changed }, attempt, random));
}

test.each([
  ["doubles up to the maximum", {}, [100, 200, 400, 800, 1_000, 1_000]],
  ["stays the same with a factor of 1", { factor: 1 }, [100, 100, 100, 100, 100, 100]],
  ["is never more than the maximum", { maxMs: 100 }, [100, 100, 100, 100, 100, 100]],
  ["is none with a base of 0", { baseMs: 0 }, [0, 0, 0, 0, 0, 0]],
])("without jitter the wait %s", (_, changed, expected) => {
  expect(waits(changed, [0, 1, 2, 3, 4, 5])).toEqual(expected);
});

test("a power that is infinite is the maximum, or nothing of a base of 0", () => {
  expect(waits({}, [5_000])).toEqual([1_000]);
  expect(waits({ baseMs: 0 }, [5_000])).toEqual([0]);
});

test.each([
  [0.5, 500, 1_000],
  [1, 0, 1_000],
  [0.1, 900, 1_000],
])("with a jitter of %d the wait lies between %d and %d, all over", (jitter, from, to) => {
  const random = seededRandom(1);
  const drawn = Array.from({ length: 2_000 }, () => backoffMs({ ...plan, jitter }, 9, random));
  const tenths = new Set(drawn.map((ms) => Math.floor((10 * (ms - from)) / (to - from))));
  expect([...tenths].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("the same seed waits the same", () => {
  expect(waits({ jitter: 1 }, [0, 1, 2])).toEqual(waits({ jitter: 1 }, [0, 1, 2]));
});

test("all mistakes of a plan are told at once", () => {
  const wrong = { baseMs: -1, factor: 0.5, maxMs: -2, jitter: 1.5 };
  expect(backoffProblems(wrong, "storm.backoff")).toEqual([
    { path: "storm.backoff.baseMs", message: "baseMs is -1; must be 0 or more" },
    { path: "storm.backoff.factor", message: "factor is 0.5; must be 1 or more" },
    { path: "storm.backoff.maxMs", message: "maxMs is -2; must be at least baseMs, -1" },
    { path: "storm.backoff.jitter", message: "jitter is 1.5; must be from 0 to 1" },
  ]);
  expect(backoffProblems(plan, "storm.backoff")).toEqual([]);
});
