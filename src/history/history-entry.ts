// What the history keeps of one run: its figures and what tells whether it can be compared with others.

import { median } from "simple-statistics";
import { blockFigures } from "../compare/block-figures.js";
import { measuredSpanMs } from "../compare/measured-span.js";
import type { HistoryFigure, HistoryRun } from "../metrics/history.js";
import type { RunReport } from "../metrics/run-report.js";
import { linkSegment } from "./link-segment.js";
import { planKey } from "./plan-key.js";

/** One run, small: thousands are held at once. */
export interface HistoryEntry {
  readonly run: Omit<HistoryRun, "series" | "build">;
  /** {@link planKey} of its plan. */
  readonly plan: string;
  /** Processor, cores and memory. */
  readonly machine: string;
  /** The same for two copies of one run. */
  readonly identity: string;
}

/** Where a report was found. */
export interface ReportPlace {
  /** Name of its folder. */
  readonly folder: string;
  /** Whether its page lies beside it. */
  readonly hasPage: boolean;
}

/** The entry of a report, or why it has none, as the end of a sentence that begins with the folder. */
export function historyEntry(report: RunReport, { folder, hasPage }: ReportPlace): HistoryEntry | string {
  const { kind, environment } = report;
  if (kind === "comparison") return "is a comparison of other runs, with no figures of its own";
  const run: HistoryEntry["run"] = {
    folder,
    ...(hasPage && { page: `${linkSegment(folder)}/report.html` }),
    startedAt: report.startedAt,
    kind,
    name: report.name,
    verdict: report.verdict,
    wsrig: report.tool.version,
    node: environment.node,
    target: report.target.url,
    tags: tagsOf(report.plan),
    ...leftOut(report),
    parts: partsOf(report),
  };
  return {
    run,
    plan: planKey({ ...report.plan, target: report.target.url }),
    machine: machineOf(environment),
    identity: JSON.stringify([report.startedAt, kind, report.name, report.plan.seed, report.durationMs]),
  };
}

/** Whole GiB: the size that a kernel tells changes a little with its version, and from one start to the next. */
function machineOf({ cpu, cores, memoryBytes, arch }: RunReport["environment"]): string {
  return `${cpu}, ${cores} cores, ${Math.max(1, Math.round(memoryBytes / 1_073_741_824))} GiB, ${arch}`;
}

function leftOut({ verdict, reasons }: RunReport): Pick<HistoryRun, "leftOut"> {
  if (verdict === "interrupted") return { leftOut: "it was interrupted" };
  if (verdict === "invalid") return { leftOut: reasons[0]?.message ?? "it is invalid" };
  return {};
}

function partsOf(report: RunReport): HistoryRun["parts"] {
  if (report.kind === "experiment") return variantParts(report);
  if (report.kind === "conformance") {
    return (report.agents ?? []).map(({ agent, summary }) => ({
      name: agent,
      figures: { failedCases: summary.fail },
    }));
  }
  return [{ figures: runFigures(report) }];
}

/** Of a search only what it found: the figures of its last run are of another load each time. */
function runFigures(report: RunReport): HistoryRun["parts"][number]["figures"] {
  const { search, metrics, checks } = report;
  if (search !== undefined) return search.answer === undefined ? {} : { searchAnswer: search.answer };
  const measuredMs = measuredSpanMs(report) ?? report.durationMs;
  const failedChecks = checks.filter(({ status }) => status === "fail").length;
  return {
    ...(measuredMs > 0 && blockFigures({ metrics, measuredMs }).figures),
    ...(checks.length > 0 && { failedChecks }),
  };
}

function variantParts({ experiment, blocks = [] }: RunReport): HistoryRun["parts"] {
  return (experiment?.variants ?? []).map(({ name }) => {
    const own = blocks.filter(({ variant, invalid }) => variant === name && invalid === undefined);
    const figures = new Map<HistoryFigure, number[]>();
    for (const block of own) {
      for (const [figure, value] of Object.entries(block.figures)) {
        const values = figures.get(figure as HistoryFigure) ?? [];
        figures.set(figure as HistoryFigure, [...values, value]);
      }
    }
    return {
      name,
      figures: Object.fromEntries([...figures].map(([figure, values]) => [figure, median(values)])),
    };
  });
}

/** A plan that somebody else wrote may have anything there. */
function tagsOf({ tags }: RunReport["plan"]): HistoryRun["tags"] {
  if (typeof tags !== "object" || tags === null) return {};
  return Object.fromEntries(
    Object.entries(tags).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
