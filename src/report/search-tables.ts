// What every rendering for people shows of a search: its probes in order of value.

import { byValue, observedText, probeVerdict, searchedValue, searchedWhat } from "../figures/search-words.js";
import type { ReportSearch } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import type { SummaryTable } from "./summary.js";

/** The probes by value, those of one value in the order made. */
export function searchTable(search: ReportSearch): SummaryTable {
  const columns = [searchedWhat(search), "purpose", "observed", "verdict"];
  const rows = byValue(search.probes).map((probe) => [
    formatCount(probe.value),
    probe.purpose,
    observedText(search, probe),
    probeVerdict(probe),
  ]);
  return { columns, rows };
}

/** Sentences in one line, each without its full stop. */
export function joined(sentences: readonly string[]): string {
  return sentences.map((sentence) => sentence.replace(/\.$/, "")).join("; ");
}

/** Which run all other figures of the report are of; empty where there is none. */
export function shownRun(search: ReportSearch): string {
  if (search.shown === undefined) return "";
  return `All that follows is of the last run at ${searchedValue(search, search.shown)}.`;
}

/** What was wrong beside the bound, one line for each probe that had such: `At 4,000: every message ...`. */
export function searchRemarks(search: ReportSearch): readonly string[] {
  return byValue(search.probes).flatMap(({ value, failures = [], invalid }) => {
    const wrong = [...(invalid === undefined ? [] : [`invalid: ${invalid}`]), ...failures];
    return wrong.length === 0 ? [] : [`At ${formatCount(value)}: ${joined(wrong)}`];
  });
}
