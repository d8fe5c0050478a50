// What must hold of a metric: `p(99) < 50ms` is an aggregate, an operator and a bound.

/** One figure of many samples. `value` is the last level of a gauge; `rate` is per second of a counter, the share of a rate. */
export type Aggregate =
  | { readonly kind: "percentile"; readonly percentile: number }
  | { readonly kind: "min" | "max" | "avg" | "med" | "count" | "rate" | "value" };

/** How the figure is compared with the bound. */
export type Operator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** A demand on one figure. */
export interface Condition {
  readonly aggregate: Aggregate;
  readonly operator: Operator;
  /** In the unit of the figure: µs, bytes, 0 to 1, or a plain number. */
  readonly bound: number;
}

/** Whether `figure` meets the condition. */
export function holds({ operator, bound }: Condition, figure: number): boolean {
  switch (operator) {
    case "<":
      return figure < bound;
    case "<=":
      return figure <= bound;
    case ">":
      return figure > bound;
    case ">=":
      return figure >= bound;
    case "==":
      return figure === bound;
    case "!=":
      return figure !== bound;
    default:
      return operator satisfies never;
  }
}

/** The one of two figures that is nearer to breaking the condition, or breaks it more. */
export function worse({ operator, bound }: Condition, a: number, b: number): number {
  switch (operator) {
    case "<":
    case "<=":
      return Math.max(a, b);
    case ">":
    case ">=":
      return Math.min(a, b);
    case "==":
      return Math.abs(b - bound) > Math.abs(a - bound) ? b : a;
    case "!=":
      return Math.abs(b - bound) < Math.abs(a - bound) ? b : a;
    default:
      return operator satisfies never;
  }
}
