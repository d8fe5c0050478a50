// Puts a run together into its one document.

import { type ReportEnvironment, readEnvironment, readToolVersion } from "./environment.js";
import { redactCommand, redactData } from "./redact.js";
import {
  type Notice,
  type ReportCheck,
  type ReportMetric,
  type RunReport,
  reportSchemaVersion,
  type SeriesPoint,
} from "./run-report.js";
import { judgeRun } from "./verdict.js";

/** The parts that only some kinds of runs have; see the schema for what each is. */
export type ReportParts = Readonly<
  Pick<
    RunReport,
    "loads" | "search" | "limitedBy" | "agents" | "baseline" | "experiment" | "blocks" | "comparisons"
  >
>;

/** What a run hands in. Secrets may still be in it: {@link buildRunReport} takes them out. */
export interface RunReportInput extends ReportParts {
  /** Default `run`. */
  readonly kind?: RunReport["kind"];
  /** Of the run, as in its folder's name: `check`, `load`, or the user's `--name`. */
  readonly name: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** The arguments that repeat the run, the program first: `["wsrig", "check", "ws://..."]`. */
  readonly command: readonly string[];
  readonly target: RunReport["target"];
  /** Every option resolved, and the seed. */
  readonly plan: Readonly<Record<string, unknown>>;
  readonly checks?: readonly ReportCheck[];
  readonly metrics?: readonly ReportMetric[];
  readonly series?: readonly SeriesPoint[];
  readonly thresholds?: RunReport["thresholds"];
  readonly warnings?: readonly Notice[];
  /** Ended by a signal before its plan was done. */
  readonly interrupted?: boolean;
  /** Why the numbers cannot be trusted; empty or absent when they can. */
  readonly invalid?: readonly Notice[];
  /** False when no connection of the command ever got an HTTP answer. Default true. */
  readonly reachedHttp?: boolean;
  /** Names of query parameters and headers whose values are secret (`--redact`). */
  readonly redact?: readonly string[];
  /** Default: this machine. */
  readonly environment?: ReportEnvironment;
  /** Default: of package.json. */
  readonly toolVersion?: string;
}

/**
 * The report of a run: verdict and reasons judged, secrets replaced everywhere, absent values left out.
 *
 * Pure when environment and tool version are given. The data are copied; nothing of the input is kept.
 */
export function buildRunReport(input: RunReportInput): RunReport {
  const secrets = input.redact ?? [];
  const safe = <T>(data: T): T => redactData(data, secrets);
  const { verdict, reasons } = judgeRun(input);
  const report: RunReport = {
    schemaVersion: reportSchemaVersion,
    kind: input.kind ?? "run",
    name: safe(input.name),
    tool: { name: "wsrig", version: input.toolVersion ?? readToolVersion() },
    startedAt: input.startedAt.toISOString(),
    durationMs: Math.round(input.durationMs),
    command: redactCommand(input.command, secrets),
    target: safe(input.target),
    plan: safe({ ...input.plan }),
    environment: input.environment ?? readEnvironment(),
    verdict,
    reasons: safe(reasons),
    checks: safe([...(input.checks ?? [])]),
    metrics: safe([...(input.metrics ?? [])]),
    series: safe([...(input.series ?? [])]),
    thresholds: safe([...(input.thresholds ?? [])]),
    warnings: safe([...(input.warnings ?? [])]),
    loads: input.loads === undefined ? undefined : safe([...input.loads]),
    search: input.search === undefined ? undefined : safe(input.search),
    limitedBy: input.limitedBy,
    agents: input.agents === undefined ? undefined : safe([...input.agents]),
    baseline: input.baseline,
    experiment: input.experiment === undefined ? undefined : safe(input.experiment),
    blocks: input.blocks === undefined ? undefined : safe([...input.blocks]),
    comparisons: input.comparisons === undefined ? undefined : safe([...input.comparisons]),
  };
  // The document is what its JSON says: undefined values vanish, so a report read back equals the one built.
  return JSON.parse(JSON.stringify(report)) as RunReport;
}
