// The steps of one handshake, as they are drawn.

import { expect, test } from "vitest";
import { betweenStepsUs, stepRows } from "../../../../src/web/console/data/handshake-rows.js";

test("each step has its share of all steps", () => {
  const steps = [
    { step: "tcp", us: 250 },
    { step: "upgrade", us: 750 },
  ] as const;
  expect(stepRows({ steps: [...steps], totalUs: 1_100 })).toEqual([
    { step: "tcp", us: 250, share: 0.25, isFailed: false },
    { step: "upgrade", us: 750, share: 0.75, isFailed: false },
  ]);
});

test("the failed step is marked, and added where nothing was timed of it", () => {
  const dns = { step: "dns", us: 0 } as const;
  expect(stepRows({ steps: [dns], totalUs: 0, failedStep: "dns" })).toEqual([
    { step: "dns", us: 0, share: 0, isFailed: true },
  ]);
  expect(stepRows({ steps: [{ ...dns, us: 100 }], totalUs: 100, failedStep: "tcp" })).toEqual([
    { step: "dns", us: 100, share: 1, isFailed: false },
    { step: "tcp", us: 0, share: 0, isFailed: true },
  ]);
});

test("what no step took is told where it is a hundredth of the whole or more", () => {
  const steps = [
    { step: "tcp", us: 643 },
    { step: "upgrade", us: 7_290 },
  ] as const;
  expect(betweenStepsUs({ steps: [...steps], totalUs: 23_000 })).toBe(15_067);
  expect(betweenStepsUs({ steps: [...steps], totalUs: 8_013 })).toBe(0);
  expect(betweenStepsUs({ steps: [], totalUs: 0 })).toBe(0);
});
