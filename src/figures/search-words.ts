// A search in words: its probes in order of value, what each observed and whether the bound held.

import type { ReportSearch } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import { formatQuantity } from "./quantity.js";

/** One run of a search. */
export type Probe = ReportSearch["probes"][number];

/** The verdict of a probe in a word. */
export type ProbeVerdict = "holds" | "fails" | "invalid";

/** See {@link ProbeVerdict}. */
export function probeVerdict({ holds, invalid }: Pick<Probe, "holds" | "invalid">): ProbeVerdict {
  if (invalid !== undefined) return "invalid";
  return holds ? "holds" : "fails";
}

/** By value, those of one value in the order made. */
export function byValue(probes: readonly Probe[]): readonly Probe[] {
  return [...probes].sort((a, b) => a.value - b.value);
}

/** What the values of the search count: `messages per second`, `connections`. */
export function searchedWhat({ vary }: Pick<ReportSearch, "vary">): string {
  return vary === "rate" ? "messages per second" : "connections";
}

/** One value: `1 connection`, `1,600 messages per second`. */
export function searchedValue(search: Pick<ReportSearch, "vary">, value: number): string {
  const what = searchedWhat(search);
  return `${formatCount(value)} ${value === 1 ? what.replace(/s\b/, "") : what}`;
}

/** What a probe observed: `12.5 ms`, `99.2%`, `no samples`. */
export function observedText(
  { unit }: Pick<ReportSearch, "unit">,
  { observed }: Pick<Probe, "observed">,
): string {
  return observed === undefined ? "no samples" : formatQuantity(observed, unit);
}
