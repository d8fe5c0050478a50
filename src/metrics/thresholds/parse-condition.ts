// Reads `p(99) < 50ms` for a metric whose kind and unit are known.

import type { CatalogueEntry, MetricKind } from "../catalogue.js";
import { parseBound, type Quantity } from "./bound.js";
import type { Aggregate, Condition, Operator } from "./condition.js";
import { invalidThreshold } from "./invalid-threshold.js";

/** What must be known of a metric to read a condition on it. */
export type MetricFacts = Pick<CatalogueEntry, "name" | "kind" | "unit">;

const aggregatesOf: Readonly<Record<MetricKind, readonly string[]>> = {
  trend: ["p(N)", "min", "max", "avg", "med", "count"],
  counter: ["count", "rate"],
  rate: ["rate"],
  gauge: ["value", "min", "max"],
};
// "a, b or c"
const alternatives = new Intl.ListFormat("en-GB", { type: "disjunction" });
// What other tools and other kinds call the same.
const otherNames: Readonly<Record<string, readonly string[]>> = {
  mean: ["avg"],
  average: ["avg"],
  median: ["med"],
  last: ["value"],
  sum: ["count"],
  total: ["count"],
  value: ["count", "rate"],
};

/**
 * Reads a condition.
 *
 * @param path - Where the user wrote it, for the error.
 * @throws WsrigError `usage-invalid-threshold`: no operator, an aggregate that the kind does not have, a bound in another unit
 */
export function parseCondition(text: string, metric: MetricFacts, path: string): Condition {
  const { left, operator, right } = splitCondition(text, path);
  const aggregate = parseAggregate(left, metric, path);
  return { aggregate, operator, bound: parseBound(right, quantityOf(aggregate, metric), path) };
}

/**
 * Cuts a condition at its operator.
 *
 * @throws WsrigError `usage-invalid-threshold`
 */
export function splitCondition(
  text: string,
  path: string,
): { readonly left: string; readonly operator: Operator; readonly right: string } {
  const match = /^\s*([^<>=!]+?)\s*(<=|>=|==|!=|<|>)\s*([^<>=!\s][^<>=!]*?)\s*$/.exec(text);
  const [, left = "", operator = "", right = ""] = match ?? [];
  if (isOperator(operator)) return { left, operator, right };
  const single = /^[^<>=!]+=[^<>=!]+$/.test(text);
  throw invalidThreshold(
    path,
    `${JSON.stringify(text)} is no condition; must be an aggregate, one of < <= > >= == != and a bound`,
    single
      ? `Write ${JSON.stringify(text.replace("=", "=="))} for equality.`
      : 'Write it as in "p(99) < 50ms".',
  );
}

function isOperator(text: string): text is Operator {
  return ["<", "<=", ">", ">=", "==", "!="].includes(text);
}

function parseAggregate(text: string, metric: MetricFacts, path: string): Aggregate {
  const known = aggregatesOf[metric.kind];
  const percentile = /^p\s*\(\s*(\d+(?:\.\d+)?)\s*\)$/.exec(text)?.[1];
  if (percentile !== undefined && known.includes("p(N)")) {
    if (Number(percentile) <= 100) return { kind: "percentile", percentile: Number(percentile) };
    throw invalidThreshold(path, `the percentile is ${percentile}; must be 0 to 100`);
  }
  if (isSimple(text) && known.includes(text)) return { kind: text };
  throw invalidThreshold(
    path,
    `${JSON.stringify(text)} is no aggregate of the ${metric.kind} ${metric.name}; must be ${alternatives.format(known)}`,
    meantAggregate(text, known),
  );
}

type SimpleAggregate = Exclude<Aggregate["kind"], "percentile">;

function isSimple(text: string): text is SimpleAggregate {
  return ["min", "max", "avg", "med", "count", "rate", "value"].includes(text);
}

function meantAggregate(text: string, known: readonly string[]): string | undefined {
  const percentile = /^p\(?(\d+(?:\.\d+)?)\)?$/i.exec(text)?.[1];
  if (percentile !== undefined && known.includes("p(N)")) return `Write p(${percentile}).`;
  const word = text.toLowerCase();
  const meant = [word, ...(otherNames[word] ?? [])].find((name) => known.includes(name));
  return meant === undefined ? undefined : `Write ${meant}.`;
}

/** What a figure of the metric is. */
export function quantityOf(
  aggregate: Aggregate,
  { kind, unit }: Pick<MetricFacts, "kind" | "unit">,
): Quantity {
  if (kind === "trend" && aggregate.kind === "count") return "number";
  switch (unit) {
    case "us":
      return "time";
    case "byte":
      return "size";
    case "ratio":
      return "share";
    default:
      return "number";
  }
}
