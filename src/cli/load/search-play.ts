// A search run for a report, with progress.

import type { SearchProbe } from "../../engine/search/probe.js";
import { reportSearch } from "../../engine/search/report-search.js";
import {
  type LoadSearch,
  type LoadSearchResult,
  type ProbeBegin,
  runSearch,
} from "../../engine/search/run-search.js";
import { searchedWhat } from "../../engine/search/vary-load.js";
import { observedText, probeVerdict, searchedValue } from "../../figures/search-words.js";
import type { Notice, ReportSearch } from "../../metrics/run-report.js";
import { joined } from "../../report/search-tables.js";
import { formatCount } from "../../units.js";
import { LiveSeconds } from "../progress/live-seconds.js";
import type { RunContext, RunFindings } from "../reporting/run-findings.js";
import { findingsOf, type ShownLoad, showLoad } from "./load-play.js";

/** A search, checked, and what it runs in. */
export interface SearchPlay {
  readonly search: LoadSearch;
  /** Of what is observed. */
  readonly unit: ReportSearch["unit"];
  readonly env: NodeJS.ProcessEnv;
  readonly context: RunContext;
}

/** Runs the search. The figures of the report are those of the run that shows the answer. */
export async function playSearch({ search, unit, env, context }: SearchPlay): Promise<RunFindings> {
  const { progress, clock, signal } = context;
  let shown: ShownLoad | undefined;
  let begun: ProbeBegin | undefined;
  const held: number[] = [];
  const seconds = progress.live && new LiveSeconds(progress.live, clock);
  let offsetMs: number | undefined;
  const result = await runSearch({
    ...search,
    clock,
    signal,
    env,
    onBegin(probe) {
      begun = probe;
      offsetMs = undefined;
      shown = showLoad(progress, probeLabel(search, probe, held), probe.plan);
    },
    onProgress: (now) => shown?.onProgress(now),
    onSecond(points, collector) {
      shown?.onSecond(points, collector);
      if (seconds === undefined) return;
      // The series of a probe begins with its load; those of all probes are shown one after the other.
      offsetMs ??= seconds.elapsedMs - (points[0]?.atMs ?? 0);
      seconds.secondOfPart(points, collector, offsetMs);
    },
    onProbe(probe) {
      if (probe.holds && probe.invalid === undefined) held.push(probe.value);
      progress.note(probeLine({ vary: search.vary, unit }, probe, begun?.number ?? 0));
    },
  });
  return searchFindings(search, result);
}

/** `search: probe 5, 1,600 messages per second (800 held)`. */
function probeLabel(search: LoadSearch, { number, value }: ProbeBegin, held: readonly number[]): string {
  const best = held.length === 0 ? "none held yet" : `${formatCount(Math.max(...held))} held`;
  return `search: probe ${number}, ${searchedValue(search, value)} (${best})`;
}

/** `probe 5 (climb): 1,600 messages per second: fails, 81.2 ms`. */
function probeLine({ vary, unit }: ProbeUnits, probe: SearchProbe, number: number): string {
  const { value, purpose, failures = [], invalid } = probe;
  const told = { ...probe, failures: [...failures] };
  const facts = [observedText({ unit }, told), ...(invalid === undefined ? [] : [invalid]), ...failures];
  return `probe ${number} (${purpose}): ${searchedValue({ vary }, value)}: ${probeVerdict(told)}, ${joined(facts)}`;
}

type ProbeUnits = Pick<ReportSearch, "vary" | "unit">;

/** What a report says of a search. */
function searchFindings(search: LoadSearch, result: LoadSearchResult): RunFindings {
  const { shown, answer, reached, ended } = result;
  const told = { search: reportSearch(search, result), reachedHttp: reached?.any ?? true };
  if (shown === undefined) return { checks: [], ...told };
  const { metrics, series } = shown;
  const findings = { ...findingsOf(shown.result), ...told };
  const isUnanswered = answer === undefined && ended.kind === "generator-limit";
  return {
    ...findings,
    measured: { metrics: [...metrics], series: [...series] },
    warnings: [...(findings.warnings ?? []), ...warningsOf(search, result)],
    // Where the generator was the limit, what the target holds is not known, whatever one run showed.
    invalid: isUnanswered ? [generatorLimit(told.search.sentence)] : [],
  };
}

const generatorHint = "Add --workers, use --pacing precise, or run the generator on a machine of its own.";

function generatorLimit(message: string): Notice {
  return { code: "search-generator-limit", message, hint: generatorHint };
}

function warningsOf({ vary }: LoadSearch, result: LoadSearchResult): readonly Notice[] {
  const { answer, isConfirmed, ended, reached } = result;
  const what = searchedWhat(vary);
  const warnings: Notice[] = [];
  if (answer !== undefined && ended.kind === "generator-limit") {
    const message = `The search ended at the generator's limit, ${formatCount(ended.value)} ${what}: the target may hold more than ${formatCount(answer)}.`;
    warnings.push(generatorLimit(message));
  }
  if (answer !== undefined && !isConfirmed) {
    warnings.push({
      code: "search-unconfirmed",
      message: `The bound was seen to hold at ${formatCount(answer)} ${what} once only; near its limit a target holds and fails by chance.`,
      hint: "Raise --max-probes, or narrow --from and --to.",
    });
  }
  if (reached?.any && !reached.last) {
    warnings.push({
      code: "search-target-gone",
      message: "The target answered no connection of the last probe: it may have ended during the search.",
      hint: "Look into the log of the target.",
    });
  }
  return warnings;
}
