// Curves with their bands as the table that is drawn, as what is read under the pointer, and as rows.

import { expect, test } from "vitest";
import { alignCurves, type Curve, curveRows, rangeAt } from "../../../src/web/plots/curve.js";

const plain: Curve = {
  label: "plain",
  colour: 1,
  points: [
    [1, 5],
    [2, undefined],
    [3, 7],
  ],
};
const band = {
  words: "95% interval",
  points: [
    [1, 8, 12],
    [4, 30, 50],
  ],
} as const;
const banded: Curve = {
  label: "banded",
  colour: 0,
  points: [
    [1, 10],
    [2, 20],
  ],
  band,
};

test("low and high of a band stand behind all curves, on the common x axis", () => {
  expect(alignCurves([banded, plain])).toEqual([
    [1, 2, 3, 4],
    [10, 20, undefined, undefined],
    [5, null, 7, undefined],
    [8, undefined, undefined, 30],
    [12, undefined, undefined, 50],
  ]);
});

test("a break of a curve is as wide as the points of others in it", () => {
  const wide: Curve = {
    label: "wide",
    colour: 0,
    points: [
      [0, 1],
      [1, 1],
      [2.5, undefined],
      [9, 1],
    ],
  };
  expect(alignCurves([wide, plain])[1]).toEqual([1, 1, null, null, null, 1]);
});

test.each([
  [0.9, undefined],
  [1, [8, 12]],
  [2.4, [8, 12]],
  [2.6, [30, 50]],
  [4.1, undefined],
])("at %d a band reads %j: that of its nearest point, nothing outside of it", (x, range) => {
  expect(rangeAt(band, x)).toEqual(range);
});

test("rows of a curve have low and high where its band has a point, and none for its gaps", () => {
  expect(curveRows(banded)).toEqual([
    { curve: "banded", x: 1, y: 10, low: 8, high: 12 },
    { curve: "banded", x: 2, y: 20, low: undefined, high: undefined },
    { curve: "banded", x: 4, y: undefined, low: 30, high: 50 },
  ]);
  expect(curveRows(plain).map(({ x, y }) => [x, y])).toEqual([
    [1, 5],
    [3, 7],
  ]);
});
