// The options that a plot is drawn with.

import { expect, test } from "vitest";
import { plotOptions } from "../../../src/web/plots/plot-options.js";

/** A canvas on which every character is 6 px wide. */
const canvas = {
  ctx: { save: () => {}, restore: () => {}, measureText: (text: string) => ({ width: 6 * text.length }) },
};

test.each([
  ["is 72 px wide, so that plots below one another begin at one place", ["0 ms", "100 ms"], 72],
  ["is as wide as its longest label with tick and gap needs", ["0 core", "0.00015 core"], 12 * 6 + 12],
  ["is 72 px wide before its labels are known", null, 72],
])("the y axis %s", (_what, labels, px) => {
  const axis = { title: "t", csvTitle: "t", format: String };
  const { axes } = plotOptions({
    curves: [],
    x: axis,
    y: axis,
    size: { width: 300, height: 200 },
    colours: { text: "", grid: "", shade: "", curves: [] },
    onPoint: () => {},
  });
  const size = axes?.[1]?.size;
  if (typeof size !== "function") throw new Error("the size follows the labels");
  expect(Reflect.apply(size, undefined, [canvas, labels, 1, 0])).toBe(px);
});
