import { expect, test } from "vitest";
import { TimeLeft } from "../../../bench/harness/time-left.js";

test("tells how much is left, at most so often, and the end always", () => {
  let nowMs = 0;
  const said: string[] = [];
  const left = new TimeLeft({ steps: 4, everyMs: 5_000, say: (line) => said.push(line), nowMs: () => nowMs });
  for (const [atMs, what] of [
    [4_000, "one"],
    [100_000, "two"],
    [102_000, "three"],
    [103_000, "four"],
  ] as const) {
    nowMs = atMs;
    left.done(what);
  }
  expect(said).toEqual(["2 of 4, 2 minutes left: two", "4 of 4, done: four"]);
});

test("a rest of less than a minute is told in seconds", () => {
  let nowMs = 0;
  const said: string[] = [];
  const left = new TimeLeft({ steps: 4, everyMs: 0, say: (line) => said.push(line), nowMs: () => nowMs });
  nowMs = 10_000;
  left.done("one");
  expect(said).toEqual(["1 of 4, 30 s left: one"]);
});
