// The unit in which the figure and the bound of a threshold are.

import { findMetric } from "../catalogue.js";
import type { Quantity } from "./bound.js";
import { quantityOf } from "./parse-condition.js";
import type { Threshold } from "./threshold.js";

/** As in the report: `us`, `byte`, `ratio`, or `1` for plain numbers. */
export type FigureUnit = "us" | "byte" | "ratio" | "1";

const units: Readonly<Record<Quantity, FigureUnit>> = {
  time: "us",
  size: "byte",
  share: "ratio",
  number: "1",
};

/** The unit of a threshold on a metric of the catalogue; `1` for any other. */
export function figureUnit({ selector, kind, condition }: Threshold): FigureUnit {
  const unit = findMetric(selector.name)?.unit ?? "1";
  return units[quantityOf(condition.aggregate, { kind, unit })];
}
