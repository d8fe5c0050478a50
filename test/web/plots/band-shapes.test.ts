// What is painted for the bands of curves, on a canvas that writes down what it was told.

import type uPlot from "uplot";
import { expect, test } from "vitest";
import { paintBands, paintedBands } from "../../../src/web/plots/band-shapes.js";
import type { Curve } from "../../../src/web/plots/curve.js";

const band = {
  words: "95% interval",
  points: [
    [1, 10, 20],
    [2, 0, 30],
  ],
} as const;
const line: Curve = { label: "line", colour: 0, points: [[1, 15]], band };

/** A plot of 100 px by 100 px in which 1 px is 1, counted from the top; the canvas has two pixels for each. */
function canvas(distr: 1 | 3): { readonly plot: uPlot; readonly told: string[] } {
  const told: string[] = [];
  const tell =
    (name: string) =>
    (...values: readonly number[]) => {
      told.push([name, ...values].join(" "));
    };
  const ctx = {
    ...Object.fromEntries(["moveTo", "lineTo", "fill", "stroke"].map((name) => [name, tell(name)])),
    ...Object.fromEntries(
      ["save", "restore", "beginPath", "rect", "clip", "closePath"].map((name) => [name, () => {}]),
    ),
    canvas: { width: 200 },
  };
  const bbox = { left: 0, top: 0, width: 200, height: 200 };
  const valToPos = (value: number, scale: string): number => (scale === "x" ? value : 100 - value);
  return { plot: { ctx, bbox, width: 100, scales: { y: { distr } }, valToPos } as unknown as uPlot, told };
}

test("the band of a line is one area: along its highs, and back along its lows", () => {
  const { plot, told } = canvas(1);
  paintBands(
    plot,
    paintedBands([line], () => "red"),
  );
  expect(told).toEqual(["lineTo 1 80", "lineTo 2 70", "lineTo 2 100", "lineTo 1 90", "fill"]);
});

test("on a logarithmic axis a low of 0 is at the bottom, for it has no place", () => {
  const { plot, told } = canvas(3);
  paintBands(
    plot,
    paintedBands([line], () => "red"),
  );
  expect(told[2]).toBe("lineTo 2 200");
});

test("the band of a dot is an upright line with two ends of 8 px", () => {
  const { plot, told } = canvas(1);
  const dot = { ...line, dots: { px: 8 }, band: { ...band, points: [[50, 10, 20] as const] } };
  paintBands(
    plot,
    paintedBands([dot], () => "red"),
  );
  expect(told).toEqual([
    "moveTo 50 90",
    "lineTo 50 80",
    "moveTo 42 90",
    "lineTo 58 90",
    "moveTo 42 80",
    "lineTo 58 80",
    "stroke",
  ]);
});

test("the band of a hidden curve is not painted", () => {
  expect(
    paintedBands(
      [
        { ...line, hidden: true },
        { label: "none", colour: 0, points: [] },
      ],
      () => "red",
    ),
  ).toEqual([]);
});
