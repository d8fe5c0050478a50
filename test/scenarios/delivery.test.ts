import { expect, test } from "vitest";
import { judgeDelivery } from "../../src/scenarios/builtin/delivery.js";

test.each([
  ["everything once and in order", [0, 1, 2, 3], [], [], []],
  ["nothing", [], [0, 1, 2, 3], [], []],
  ["one lost", [0, 1, 3], [2], [], []],
  ["one twice", [0, 1, 1, 2, 3], [], [1], []],
  ["one late", [0, 2, 3, 1], [], [], [1]],
  ["all backwards", [3, 2, 1, 0], [], [], [2, 1, 0]],
  ["an old one again is a duplicate and not out of order", [0, 1, 2, 3, 0], [], [0], []],
  ["one lost, one twice, one late", [1, 0, 3, 3], [2], [3], [0]],
])("of 4 messages, %s", (_, received, lost, duplicated, reordered) => {
  expect(judgeDelivery(4, received)).toEqual({ lost, duplicated, reordered });
});
