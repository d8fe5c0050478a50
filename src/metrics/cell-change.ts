// What a cell has to tell since it was last asked: one entry of a delta, without name and tags.

import { CounterCell, RateCell, TrendCell } from "./metric-cells.js";
import type { DeltaEntry } from "./metric-delta.js";
import type { AnyCell } from "./metric-registry.js";

export type Change = DeltaEntry extends infer Entry
  ? Entry extends unknown
    ? Omit<Entry, "name" | "tags">
    : never
  : never;

/** Ends the running second of `cell`; `undefined` where it has nothing to tell. */
export function changeOf(cell: AnyCell): Change | undefined {
  if (cell instanceof TrendCell) {
    const added = cell.takeDelta();
    return added && { kind: "trend", added };
  }
  if (cell instanceof CounterCell) return { kind: "counter", added: cell.takeDelta() };
  if (cell instanceof RateCell) return { kind: "rate", ...cell.takeDelta() };
  return cell.last === undefined ? undefined : { kind: "gauge", unit: cell.unit, level: cell.last };
}
