// The verdict as a person would say it: one headline, then the numbers behind it.

import { searchedValue } from "../../figures/search-words.js";
import { sweepFacts, sweepHeadline } from "../../figures/sweep-words.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount, formatMs, formatUs } from "../../units.js";
import { conformanceHeadline, conformanceSentences } from "./conformance-words.js";
import { counted } from "./metric-words.js";
import type { LaneFacts, RunFacts } from "./run-facts.js";

/** `2 of 48 checks failed.` */
export function verdictHeadline(report: RunReport, facts: RunFacts): string {
  if (report.agents !== undefined) return conformanceHeadline(report);
  // Whether its bound held is what a search is for; the figures are of one of its runs.
  if (report.search !== undefined && report.verdict !== "invalid") return report.search.sentence;
  if (report.experiment?.sweep !== undefined && report.verdict !== "invalid") return sweepHeadline(report);
  switch (report.verdict) {
    case "pass":
      return passHeadline(report, facts);
    case "fail":
      return failHeadline(report, facts);
    case "invalid":
      return "These numbers are not valid evidence.";
    case "interrupted":
      return "The run was stopped before its end.";
  }
}

/** What was done and what it measured, in whole sentences with units. */
export function verdictSentences(report: RunReport, facts: RunFacts): readonly string[] {
  if (report.agents !== undefined) return conformanceSentences(report);
  if (report.experiment?.sweep !== undefined && report.verdict !== "invalid") return sweepFacts(report);
  return [
    whatRan(report, facts),
    // What an invalid run measured is not said in the same breath as what a valid one did.
    ...(report.verdict === "invalid" ? [] : latencySentences(facts)),
    paceSentence(report),
    latenessSentence(report, facts),
    troubleSentence(facts),
    report.verdict === "invalid" ? invalidSentence : "",
  ].filter((sentence) => sentence !== "");
}

const invalidSentence =
  "What it measured is shown below, but it must not be quoted or compared: the reasons, and what to change, are these.";

function passHeadline({ thresholds }: RunReport, { checks }: RunFacts): string {
  if (checks.passed > 0 && thresholds.length > 0) {
    return `Everything held: ${counted(checks.passed, "check")} and ${counted(thresholds.length, "threshold")}.`;
  }
  if (checks.passed > 0) return allOf(checks.passed, "check", "passed");
  return thresholds.length > 0 ? allOf(thresholds.length, "threshold", "held") : "The run passed.";
}

function allOf(count: number, noun: string, verb: string): string {
  return count === 1 ? `The ${noun} ${verb}.` : `All ${formatCount(count)} ${noun}s ${verb}.`;
}

function failHeadline(report: RunReport, { checks }: RunFacts): string {
  const missed = report.thresholds.filter((threshold) => !threshold.ok).length;
  const parts = [
    checks.failed > 0 ? `${ofAll(checks.failed, checks.passed + checks.failed, "check")} failed` : "",
    missed > 0
      ? `${ofAll(missed, report.thresholds.length, "threshold")} ${missed === 1 ? "was" : "were"} missed`
      : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "The run failed." : `${parts.join(", and ")}.`;
}

function ofAll(some: number, all: number, noun: string): string {
  return `${formatCount(some)} of ${counted(all, noun)}`;
}

function whatRan(report: RunReport, facts: RunFacts): string {
  if (report.search !== undefined) return searchSentence(report.search, report.durationMs);
  const duration = formatMs(report.durationMs);
  const { connections, messagesReceived } = facts;
  if (connections === undefined || connections === 0) return `No connection was opened in ${duration}.`;
  const opened = counted(connections, "connection");
  if (messagesReceived === undefined || messagesReceived === 0) {
    return `${opened} ${connections === 1 ? "was" : "were"} opened in ${duration}.`;
  }
  return `In ${duration}, ${opened} brought back ${counted(messagesReceived, "message")}.`;
}

function searchSentence(search: NonNullable<RunReport["search"]>, durationMs: number): string {
  const made = `${counted(search.probes.length, "probe")} ${search.probes.length === 1 ? "was" : "were"} made in ${formatMs(durationMs)}`;
  return search.shown === undefined
    ? `${made}.`
    : `${made}; what follows is of the last one at ${searchedValue(search, search.shown)}.`;
}

function latencySentences({ lanes, corrected }: RunFacts): readonly string[] {
  const since = corrected === "all" ? ", counted from the time each message was due" : "";
  const measured = lanes.filter(({ latency }) => latency?.p50 !== undefined && latency.p99 !== undefined);
  if (measured.length === 1) {
    return measured.map(
      ({ latency }) =>
        `Half of the answers came within ${formatUs(latency?.p50 ?? 0)}, 99% within ${formatUs(latency?.p99 ?? 0)}${since}.`,
    );
  }
  if (measured.length === 2) return [comparison(measured, since)];
  return [];
}

function paceSentence({ limitedBy }: RunReport): string {
  if (limitedBy === "generator")
    return "wsrig itself set the pace, so the target may well be faster than these numbers.";
  if (limitedBy === "target") return "The target set the pace.";
  return "";
}

/** How well the generator kept its schedule, where it had one. Of an invalid run the reasons say so. */
function latenessSentence({ verdict }: RunReport, { lateness }: RunFacts): string {
  if (lateness?.p99 === undefined || verdict === "invalid") return "";
  return `99% of the messages left wsrig within ${formatUs(lateness.p99)} of their due time.`;
}

function comparison(lanes: readonly LaneFacts[], since: string): string {
  const parts = lanes.map(
    ({ lane, latency }) =>
      `${formatUs(latency?.p50 ?? 0)} (99%: ${formatUs(latency?.p99 ?? 0)}) for “${lane.label}”`,
  );
  return `Half of the answers came within ${parts.join(" and ")}${since}.`;
}

function troubleSentence({ errors, lost, late, dropped, messagesReceived }: RunFacts): string {
  const trouble = [
    errors > 0 ? counted(errors, "error") : "",
    lost > 0 ? `${counted(lost, "message")} lost` : "",
    late > 0 ? `${counted(late, "message")} late` : "",
    dropped > 0 ? `${formatCount(dropped)} due and never sent` : "",
  ].filter((part) => part !== "");
  if (trouble.length > 0) return `Trouble on the way: ${trouble.join(", ")}.`;
  return messagesReceived ? "No message was lost or late, and nothing went wrong on the way." : "";
}
