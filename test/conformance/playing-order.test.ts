// Which case a runner begins first.

import { expect, test } from "vitest";
import { makeCatalogue } from "../../src/conformance/catalogue.js";
import { inPlayingOrder } from "../../src/conformance/playing-order.js";

const cases = makeCatalogue();

test("cases without a load come first, in their order", () => {
  const light = cases.filter(({ load }) => load === undefined);
  expect(inPlayingOrder(cases).slice(0, light.length)).toEqual(light);
});

test("all cases that send the longest windows of one file come before any with shorter ones", () => {
  const heavy = inPlayingOrder(cases).filter(({ load }) => load !== undefined);
  expect(heavy.slice(0, 5).map(({ id }) => id)).toEqual([
    "12.1.10",
    "12.1.15",
    "12.1.16",
    "12.1.17",
    "12.1.18",
  ]);
  expect(heavy.slice(5, 10).map(({ id }) => id)).toEqual([
    "13.1.10",
    "13.1.15",
    "13.1.16",
    "13.1.17",
    "13.1.18",
  ]);
  expect(heavy.slice(0, 40).every(({ load }) => load?.data === "json/131072")).toBe(true);
  expect(heavy.slice(40, 45).every(({ load }) => load?.data === "image/131072")).toBe(true);
  expect(heavy.at(-1)?.load).toEqual({ data: "pdf/16", bytes: 16_000 });
});

test("every case is there once", () => {
  const ids = inPlayingOrder(cases).map(({ id }) => id);
  expect(new Set(ids).size).toBe(cases.length);
  expect(ids).toHaveLength(cases.length);
});
