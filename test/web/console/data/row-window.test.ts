import { expect, test } from "vitest";
import { rowWindow, scrolledTo } from "../../../../src/web/console/data/row-window.js";

const list = { count: 5_000, rowPx: 34, scrolledPx: 0, heightPx: 340 };

test.each([
  ["at the top, what is in view and 8 more below", list, { first: 0, end: 19 }],
  ["in the middle, 8 more above and below", { ...list, scrolledPx: 34_000 }, { first: 992, end: 1_019 }],
  [
    "between two rows, the one that is half in view too",
    { ...list, scrolledPx: 34_017 },
    { first: 992, end: 1_019 },
  ],
  ["at the end, up to the last row", { ...list, scrolledPx: 34 * 4_990 }, { first: 4_981, end: 5_000 }],
  [
    "past the end, as a list that has become shorter is",
    { ...list, count: 20, scrolledPx: 34_000 },
    { first: 1, end: 20 },
  ],
  ["a short list, all of it", { ...list, count: 3 }, { first: 0, end: 3 }],
  ["an empty list, nothing", { ...list, count: 0 }, { first: 0, end: 0 }],
  ["before its height is known, the first rows", { ...list, heightPx: 0 }, { first: 0, end: 9 }],
])("draws of a list %s", (_, options, { first, end }) => {
  const { count, rowPx } = options;
  expect(rowWindow(options)).toEqual({
    first,
    end,
    abovePx: first * rowPx,
    belowPx: (count - end) * rowPx,
  });
});

test.each([
  ["a row above: until it is the first", 3, { scrolledPx: 340 }, 102],
  ["a row below: until it is the last", 20, { scrolledPx: 340 }, 374],
  ["a row in view: not at all", 12, { scrolledPx: 340 }, 340],
])("scrolls to %s", (_, index, part, expected) => {
  expect(scrolledTo(index, { ...list, ...part })).toBe(expected);
});
