// The verdict as a person would say it: one headline, then the numbers behind it.

import { sweepFacts, sweepHeadline } from "../../figures/sweep-words.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatMs, formatUs } from "../../units.js";
import { says } from "../words/report-words.js";
import { conformanceHeadline, conformanceSentences } from "./conformance-words.js";
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
      return says.verdict.notValid;
    case "interrupted":
      return says.verdict.stopped;
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
    report.verdict === "invalid" ? says.verdict.mustNotBeQuoted : "",
  ].filter((sentence) => sentence !== "");
}

function passHeadline({ thresholds }: RunReport, { checks }: RunFacts): string {
  if (checks.passed > 0 && thresholds.length > 0) {
    return says.verdict.everythingHeld(checks.passed, thresholds.length);
  }
  if (checks.passed > 0) return says.verdict.checksPassed(checks.passed);
  return thresholds.length > 0 ? says.verdict.thresholdsHeld(thresholds.length) : says.verdict.passed;
}

function failHeadline(report: RunReport, { checks }: RunFacts): string {
  const missed = report.thresholds.filter((threshold) => !threshold.ok).length;
  const parts = [
    checks.failed > 0 ? says.verdict.checksFailed(checks.failed, checks.passed + checks.failed) : "",
    missed > 0 ? says.verdict.thresholdsMissed(missed, report.thresholds.length) : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? says.verdict.failed : says.verdict.failures(parts);
}

function whatRan(report: RunReport, facts: RunFacts): string {
  if (report.search !== undefined) return searchSentence(report.search, report.durationMs);
  const duration = formatMs(report.durationMs);
  const { connections, messagesReceived } = facts;
  if (connections === undefined || connections === 0) return says.verdict.nothingOpened(duration);
  if (messagesReceived === undefined || messagesReceived === 0) {
    return says.verdict.opened(connections, duration);
  }
  return says.verdict.broughtBack(connections, messagesReceived, duration);
}

function searchSentence(search: NonNullable<RunReport["search"]>, durationMs: number): string {
  const [probes, duration] = [search.probes.length, formatMs(durationMs)];
  return search.shown === undefined
    ? says.verdict.probes(probes, duration)
    : says.verdict.probesShown(probes, duration, says.search.value(search.vary, search.shown));
}

function latencySentences({ lanes, corrected }: RunFacts): readonly string[] {
  const isFromDue = corrected === "all";
  const measured = lanes.filter(({ latency }) => latency?.p50 !== undefined && latency.p99 !== undefined);
  if (measured.length === 1) {
    return measured.map(({ latency }) =>
      says.verdict.answeredWithin(formatUs(latency?.p50 ?? 0), formatUs(latency?.p99 ?? 0), isFromDue),
    );
  }
  if (measured.length === 2) return [says.verdict.bothAnsweredWithin(measured.map(laneWords), isFromDue)];
  return [];
}

function paceSentence({ limitedBy }: RunReport): string {
  if (limitedBy === "generator") return says.verdict.generatorSetPace;
  if (limitedBy === "target") return says.verdict.targetSetPace;
  return "";
}

/** How well the generator kept its schedule, where it had one. Of an invalid run the reasons say so. */
function latenessSentence({ verdict }: RunReport, { lateness }: RunFacts): string {
  if (lateness?.p99 === undefined || verdict === "invalid") return "";
  return says.verdict.leftWithin(formatUs(lateness.p99));
}

function laneWords({ lane, latency }: LaneFacts): {
  readonly label: string;
  readonly p50: string;
  readonly p99: string;
} {
  return { label: lane.label, p50: formatUs(latency?.p50 ?? 0), p99: formatUs(latency?.p99 ?? 0) };
}

function troubleSentence({ errors, lost, late, dropped, messagesReceived }: RunFacts): string {
  if (errors + lost + late + dropped > 0) return says.verdict.trouble({ errors, lost, late, dropped });
  return messagesReceived ? says.verdict.noTrouble : "";
}
