import { expect, test } from "vitest";
import {
  type HoldSample,
  holdBounds,
  holdsMs,
  judgeHolds,
  spreadsOfHolds,
} from "../../../bench/truth/holds.js";

test("a generator that reports the hold and the same way each time has no error", () => {
  const { goals, errors } = judgeHolds(
    3,
    rounds(() => 0),
  );
  expect(goals).toHaveLength(12);
  expect(errors.flatMap(({ errorsUs }) => errorsUs)).toEqual(Array(36).fill(0));
  expect(goals.every(({ verdict }) => verdict === "met")).toBe(true);
});

test("a generator that reports 100 ms 350 µs too long misses p50 of both latencies, but not p99", () => {
  const { goals } = judgeHolds(
    3,
    rounds(({ holdMs }) => (holdMs === 100 ? 350 : 0)),
  );
  expect(
    goals.filter(({ verdict }) => verdict === "missed").map(({ goal, measured }) => [goal, measured]),
  ).toEqual([
    ["service latency above a hold of 100 ms, less that without a hold, p50", 350],
    ["corrected latency above a hold of 100 ms, less that without a hold, p50", 350],
  ]);
});

test("the median of the rounds is judged: one bad round of three is no miss", () => {
  const { goals } = judgeHolds(
    3,
    rounds(({ holdMs, round }) => (holdMs === 10 && round === 2 ? 9_000 : 0)),
  );
  expect(goals.every(({ verdict }) => verdict === "met")).toBe(true);
});

test("what is too long in every run, also without a hold, is the way and no error", () => {
  const { errors } = judgeHolds(
    3,
    rounds(() => 5_000),
  );
  expect(errors.flatMap(({ errorsUs }) => errorsUs)).toEqual(Array(36).fill(0));
});

test.each([
  [holdBounds[0], 7],
  [holdBounds[1], 9],
])("the spread of the holds is that of the middle round: %j", (bound, us) => {
  const [slow, ...others] = rounds(() => 0);
  if (slow === undefined) throw new Error("there is no round");
  const late = { ...slow.holds.us, p99: 5_000, "p99.9": 9_000 };
  const samples = [{ ...slow, holds: { ...slow.holds, us: late } }, ...others];
  expect([...spreadsOfHolds(samples, bound)]).toEqual([
    [0, us],
    [1, us],
    [10, us],
    [100, us],
  ]);
});

/** Three rounds whose holds are 3 µs longer than asked, on a way of 80 µs at p50 and 200 µs at p99. */
function rounds(addedUs: (run: { holdMs: number; round: number }) => number): readonly HoldSample[] {
  return [1, 2, 3].flatMap((round) =>
    holdsMs.map((holdMs): HoldSample => {
      const heldUs = holdMs * 1_000 + 3;
      const added = addedUs({ holdMs, round });
      const reported = { p50: heldUs + 80 + added, p99: heldUs + 200 + added };
      const us = { "p0.1": heldUs - 3, p1: heldUs - 2, p50: heldUs, p99: heldUs + 5, "p99.9": heldUs + 6 };
      return {
        round,
        holdMs,
        reportedUs: { service: reported, corrected: reported },
        holds: { count: 4_000, us },
        latenessP99Us: 10,
        invalid: [],
      };
    }),
  );
}
