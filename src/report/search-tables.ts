// What every rendering for people shows of a search: its probes in order of value.

import type { ReportSearch } from "../metrics/run-report.js";
import { formatBytes, formatCount, formatUs } from "../units.js";
import type { SummaryTable } from "./summary.js";

type Probe = ReportSearch["probes"][number];

/** The probes by value, those of one value in the order made. */
export function searchTable(search: ReportSearch): SummaryTable {
  const columns = [searchedWhat(search), "purpose", "observed", "verdict"];
  const rows = byValue(search.probes).map((probe) => [
    formatCount(probe.value),
    probe.purpose,
    observedText(search, probe),
    verdictWord(probe),
  ]);
  return { columns, rows };
}

/** One value: `1 connection`, `1,600 messages per second`. */
export function valueText(search: Pick<ReportSearch, "vary">, value: number): string {
  const what = searchedWhat(search);
  return `${formatCount(value)} ${value === 1 ? what.replace(/s\b/, "") : what}`;
}

/** Sentences in one line, each without its full stop. */
export function joined(sentences: readonly string[]): string {
  return sentences.map((sentence) => sentence.replace(/\.$/, "")).join("; ");
}

/** What the values of the search count: `messages per second`, `connections`. */
export function searchedWhat({ vary }: Pick<ReportSearch, "vary">): string {
  return vary === "rate" ? "messages per second" : "connections";
}

/** Which run all other figures of the report are of; empty where there is none. */
export function shownRun(search: ReportSearch): string {
  if (search.shown === undefined) return "";
  return `All that follows is of the last run at ${valueText(search, search.shown)}.`;
}

/** What a probe observed: `12.5 ms`, `99.2%`, `no samples`. */
export function observedText({ unit }: Pick<ReportSearch, "unit">, { observed }: Probe): string {
  return observed === undefined ? "no samples" : figureText(unit, observed);
}

/** A figure or the bound, with its unit. */
export function figureText(unit: ReportSearch["unit"], figure: number): string {
  switch (unit) {
    case "us":
      return formatUs(figure);
    case "byte":
      return formatBytes(figure);
    case "ratio":
      return `${formatCount(figure * 100)}%`;
    case "1":
      return formatCount(figure);
    default:
      return unit satisfies never;
  }
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
    return wrong.length === 0 ? [] : [`At ${formatCount(value)}: ${joined(wrong)}`];
  });
}

/** By value, those of one value in the order made. */
export function byValue(probes: readonly Probe[]): readonly Probe[] {
  return [...probes].sort((a, b) => a.value - b.value);
}
