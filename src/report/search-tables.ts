// What every rendering for people shows of a search: its probes in order of value.

import type { ReportSearch, RunReport } from "../metrics/run-report.js";
import { formatAsBound, formatCount } from "../units.js";
import type { SummaryTable } from "./summary.js";

type Probe = ReportSearch["probes"][number];

/** The probes by value, those of one value in the order made; none in a report without a search. */
export function searchTable({ search }: Pick<RunReport, "search">): SummaryTable {
  const columns = [search === undefined ? "" : searchedWhat(search), "purpose", "observed", "verdict"];
  if (search === undefined) return { columns, rows: [] };
  const rows = byValue(search.probes).map((probe) => [
    formatCount(probe.value),
    probe.purpose,
    observedText(search, probe),
    verdictWord(probe),
  ]);
  return { columns, rows };
}

/** What the values of the search count: `messages per second`, `connections`. */
export function searchedWhat({ vary }: Pick<ReportSearch, "vary">): string {
  return vary === "rate" ? "messages per second" : "connections";
}

/** Which run all other figures of the report are of; empty where there is none. */
export function shownRun(search: ReportSearch): string {
  if (search.shown === undefined) return "";
  return `All that follows is of the last run at ${formatCount(search.shown)} ${searchedWhat(search)}.`;
}

/** `12.5ms`, in the unit of the bound. */
export function observedText({ until }: Pick<ReportSearch, "until">, { observed }: Probe): string {
  return observed === undefined ? "no samples" : formatAsBound(Number(observed.toPrecision(4)), until);
}

/** The verdict of a probe in a word. */
export function verdictWord({ holds, invalid }: Probe): "holds" | "fails" | "invalid" {
  if (invalid !== undefined) return "invalid";
  return holds ? "holds" : "fails";
}

/** What was wrong beside the bound, one line for each probe that had such: `At 4,000: every message ...`. */
export function searchRemarks(search: ReportSearch): readonly string[] {
  return byValue(search.probes).flatMap(({ value, failures = [], invalid }) => {
    const wrong = [...(invalid === undefined ? [] : [`invalid: ${invalid}`]), ...failures];
    return wrong.length === 0 ? [] : [`At ${formatCount(value)}: ${wrong.join("; ")}`];
  });
}

/** By value, those of one value in the order made. */
export function byValue(probes: readonly Probe[]): readonly Probe[] {
  return [...probes].sort((a, b) => a.value - b.value);
}
