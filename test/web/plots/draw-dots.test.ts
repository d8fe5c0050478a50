// Dots with shapes of their own, on a canvas that writes down what is drawn.

import { expect, test } from "vitest";
import type { Curve } from "../../../src/web/plots/curve.js";
import { drawDots } from "../../../src/web/plots/draw-dots.js";

type Plot = Parameters<typeof drawDots>[0];

/** A plot of 100 by 100 px without a scale: x and y are pixels. */
function recordedPlot(): { readonly plot: Plot; readonly calls: string[] } {
  const calls: string[] = [];
  const log =
    (name: string) =>
    (...values: readonly number[]): void => {
      calls.push([name, ...values.map((value) => Number(value.toFixed(2)))].join(" "));
    };
  const ctx = { strokeStyle: "", fillStyle: "" };
  for (const name of ["save", "restore", "beginPath", "closePath", "arc", "lineTo", "stroke", "fill"])
    Object.assign(ctx, { [name]: log(name) });
  Object.assign(ctx, { setLineDash: () => calls.push("no dashes") });
  const plot = { ctx, bbox: { width: 100 }, over: { clientWidth: 100 }, valToPos: (value: number) => value };
  return { plot: plot as unknown as Plot, calls };
}

function dots(changes: Partial<Curve>): Curve {
  return { label: "a", colour: 0, dots: { px: 10, shape: "square" }, points: [[20, 30]], ...changes };
}

function callsOf(...curves: readonly Curve[]): readonly string[] {
  const { plot, calls } = recordedPlot();
  drawDots(plot, curves, () => "red");
  return calls;
}

test("a square has four corners around its point, and is filled without dashes", () => {
  expect(callsOf(dots({}))).toEqual([
    "save",
    "no dashes",
    "beginPath",
    "lineTo 15.6 25.6",
    "lineTo 24.4 25.6",
    "lineTo 24.4 34.4",
    "lineTo 15.6 34.4",
    "closePath",
    "stroke",
    "fill",
    "restore",
  ]);
});

test.each([
  ["disc", 0],
  ["triangle", 3],
  ["diamond", 4],
] as const)("a %s has %i corners", (shape, corners) => {
  const calls = callsOf(dots({ dots: { px: 10, shape } }));
  expect(calls.filter((call) => call.startsWith("lineTo"))).toHaveLength(corners);
  expect(calls.filter((call) => call.startsWith("arc"))).toHaveLength(corners === 0 ? 1 : 0);
});

test("a hollow dot is not filled; gaps, hidden curves and curves without a shape draw nothing", () => {
  const hollow = dots({ dots: { px: 10, shape: "disc", hollow: true } });
  expect(callsOf(hollow)).toContain("stroke");
  expect(callsOf(hollow)).not.toContain("fill");
  const none = [dots({ points: [[1, undefined]] }), dots({ hidden: true }), dots({ dots: { px: 10 } })];
  expect(callsOf(...none)).toEqual(["save", "no dashes", "restore"]);
});
