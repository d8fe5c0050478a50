// The frame of every command that ends in a run report: check first, run, write the report, tell the result.

import { rmdirSync } from "node:fs";
import type { DialFailure, DialOptions } from "../../client/dial.js";
import { systemClock } from "../../clock.js";
import { buildRunReport } from "../../metrics/build-report.js";
import { MetricCollector } from "../../metrics/collector.js";
import { redactData } from "../../metrics/redact.js";
import type { ReportLoad, RunReport } from "../../metrics/run-report.js";
import { seededRandom } from "../../random.js";
import { renderHtml } from "../../report/html.js";
import { loadReportPage } from "../../store/report-page.js";
import { createRunFolder } from "../../store/run-folder.js";
import { reportDocumentsOf } from "../../ui/report-documents-of.js";
import type { CommandCall } from "../command.js";
import { exitFactsOf as exitFactsOfError, problemOf } from "../error-output.js";
import { ExitCode, type ExitFacts, exitCodeFor } from "../exit-code.js";
import { watchInterrupts } from "../interrupt.js";
import { openProgress, type Progress } from "../progress/progress.js";
import { WatchedProgress } from "../progress/watched-progress.js";
import { type Reached, refusedReason, requireReachable, requireWebSocket } from "../reachability.js";
import { tellCi } from "./ci-output.js";
import { type ExportOutputs, openExportOutputs } from "./export-outputs.js";
import { withSeed } from "./repeat-command.js";
import { exitFactsOfReport } from "./report-facts.js";
import type { Reporting } from "./reporting.js";
import type { RunContext, RunFindings } from "./run-findings.js";
import { tellResult as printResult, tellsInWords } from "./run-result.js";
import { openRunWatch, type RunWatch } from "./run-watch.js";
import { failedEvent, tellBeginning, tellEnd, tellResult } from "./tell-run.js";

/** A run to be reported. */
export interface ReportedRun {
  /** Default `run`. */
  readonly kind?: RunReport["kind"] | undefined;
  /** Name of the run where the user gave none. */
  readonly name: string;
  readonly url: string;
  /** How the target is reached; absent where targets come to us. */
  readonly dial?: DialOptions | undefined;
  /** Why nobody was reached, where there is nothing to dial. */
  readonly unreached?: (() => Error) | undefined;
  /** Whether it goes on until a signal comes, which is then no interruption by itself. */
  readonly endsBySignal?: boolean | undefined;
  /** Whether `--json` means JSON Lines here: the report is then the last of them. */
  readonly jsonLines?: boolean | undefined;
  /** The arguments that repeat the run, the program first; the seed is added. */
  readonly repeat: readonly string[];
  /** Every option resolved. */
  readonly plan: Readonly<Record<string, unknown>>;
  /** Loads as far as their plan says, for who watches. Default: none. */
  readonly loads?: readonly ReportLoad[] | undefined;
  /** The machine that the numbers are of. Default: this one. */
  readonly environment?: RunReport["environment"] | undefined;
  /** Dial once before the run, and end with exit code 3 when nobody answers. */
  readonly dialFirst?: boolean | undefined;
  /** With `dialFirst`: end with exit code 1, before anything is written, when the answer opens no WebSocket. */
  readonly needsWebSocket?: boolean | undefined;
  work(context: RunContext): Promise<RunFindings>;
}

/**
 * Runs `run` between a checked start and a written report.
 *
 * A signal before the run has begun ends the process at once, without a report.
 *
 * @throws WsrigError for a mistake found before the run, `target-unreachable`, and `upgrade-refused` where a WebSocket is needed.
 */
export async function runReported(
  call: CommandCall,
  reporting: Reporting,
  run: ReportedRun,
): Promise<ExitFacts> {
  const { terminal } = call;
  const outputs = openExportOutputs(reporting.exports, terminal);
  // Under --json stderr is for errors in JSON, unless a person is watching.
  const quiet = reporting.quiet || (reporting.json && !terminal.animated);
  let progress = openProgress(terminal, { quiet });
  let hasBegun = false;
  const begun: ReportedRun = {
    ...run,
    work: (context) => {
      hasBegun = true;
      return run.work(context);
    },
  };
  using interrupts = watchInterrupts({
    onFirst: (signal) => {
      if (hasBegun) {
        progress.note(interruptedText(signal, run));
        return;
      }
      // Nothing to drain, nothing to report. What was opened is put away at the exit.
      progress.end();
      process.exit(ExitCode.interrupted);
    },
    onSecond: () => process.exit(ExitCode.interrupted),
  });
  let watch: RunWatch | undefined;
  let hasReport = false;
  try {
    watch = await openRunWatch({ call, reporting, signal: interrupts.signal });
    if (watch !== undefined) progress = new WatchedProgress(progress, watch.sink);
    const done = await perform(reporting, begun, progress, interrupts.signal, outputs);
    hasReport = true;
    progress.end();
    if (watch !== undefined) tellReported(watch, done);
    printResult(call.terminal, reporting, {
      ...done,
      summary: done.findings.summary,
      isJsonLine: run.jsonLines ?? false,
    });
    tellCi(done.report, call);
    if (!done.findings.reachedHttp && !interrupts.signal.aborted) {
      await tellUnreached(run, reporting, interrupts.signal);
    }
    return { ...exitFactsOf(done), bug: watch?.hadBug };
  } catch (error) {
    if (!hasReport) {
      const exitCode = exitCodeFor(exitFactsOfError(error));
      watch?.sink.tell(failedEvent(problemOf(error, reporting.redact), exitCode));
    }
    throw error;
  } finally {
    progress.end();
    outputs.discard();
    await watch?.close();
  }
}

function exitFactsOf({ report, findings }: DoneRun): ExitFacts {
  return exitFactsOfReport(report, { reachedHttp: findings.reachedHttp });
}

function tellReported({ sink, wantsReport }: RunWatch, done: DoneRun): void {
  tellEnd(sink, done.report, { exitCode: exitCodeFor(exitFactsOf(done)), folder: done.folder });
  if (wantsReport) sink.tellReport(reportDocumentsOf(done.report, done.findings.details));
}

/**
 * A run that reached nobody says so like the commands that dial first. Where there is nothing to dial an error would only repeat the
 * reason in the report: it is for those who were not told that in words.
 */
async function tellUnreached(
  { url, dial = {}, unreached }: ReportedRun,
  reporting: Reporting,
  signal: AbortSignal,
): Promise<void> {
  if (unreached === undefined) await requireReachable({ url, dial, redact: reporting.redact }, signal);
  else if (!tellsInWords(reporting)) throw unreached();
}

function interruptedText(signal: NodeJS.Signals, { endsBySignal = false }: ReportedRun): string {
  if (endsBySignal) return `${signal}: writing the report. Ctrl-C again stops at once.`;
  return signal === "SIGINT"
    ? "Interrupted: draining, then writing the report. Ctrl-C again stops at once."
    : `${signal}: draining, then writing the report. A second signal stops at once.`;
}

interface DoneRun {
  readonly report: RunReport;
  readonly findings: RunFindings;
  readonly htmlPath: string | undefined;
  /** Of the report. */
  readonly folder: string;
}

async function perform(
  reporting: Reporting,
  run: ReportedRun,
  progress: Progress,
  signal: AbortSignal,
  outputs: ExportOutputs,
): Promise<DoneRun> {
  const page = loadReportPage();
  const startedAt = new Date();
  const name = reporting.name ?? run.name;
  const folder = await createRunFolder({ root: reporting.outFolder, name, startedAt });
  removeAtExitIfEmpty(folder.path);
  const { live } = progress;
  if (live !== undefined) tellBeginning(live, { ...run, name }, { reporting, startedAt });
  let reached: Reached | undefined;
  const { url, dial = {}, dialFirst = false, needsWebSocket = false } = run;
  if (dialFirst) {
    progress.begin("connecting");
    const require = needsWebSocket ? requireWebSocket : requireReachable;
    reached = await require({ url, dial, redact: reporting.redact }, signal);
  }
  const given = { progress, signal, folder: folder.path, answered: reached?.headers };
  const measured = await measure(reporting, { ...run, name }, given, startedAt);
  const { findings } = measured;
  const report = withRefusal(measured.report, reached?.refusal, reporting.redact);
  if (live !== undefined) tellResult(live, report);
  const { htmlPath } = await folder.write(report, renderHtml(report, page, findings.details));
  outputs.write(report, findings.details);
  return { report, findings, htmlPath, folder: folder.path };
}

/** A run that nevertheless passed met a server that was only busy at first. */
function withRefusal(
  report: RunReport,
  refusal: DialFailure | undefined,
  redact: readonly string[],
): RunReport {
  if (refusal === undefined || report.verdict === "pass") return report;
  return { ...report, reasons: [redactData(refusedReason(refusal), redact), ...report.reasons] };
}

/** However the command ends, a run without a report leaves no folder behind. */
function removeAtExitIfEmpty(folder: string): void {
  process.once("exit", () => {
    try {
      rmdirSync(folder);
    } catch {
      // Not empty: the report is in it.
    }
  });
}

async function measure(
  reporting: Reporting,
  run: ReportedRun,
  given: Pick<RunContext, "progress" | "signal" | "folder" | "answered">,
  startedAt: Date,
): Promise<Pick<DoneRun, "report" | "findings">> {
  const clock = systemClock;
  const collector = new MetricCollector({ clock });
  const startedAtUs = clock.nowUs();
  const random = seededRandom(reporting.seed);
  const findings = await run.work({ ...given, collector, clock, random });
  const durationMs = (clock.nowUs() - startedAtUs) / 1_000;
  const report = buildRunReport({
    ...(run.kind !== undefined && { kind: run.kind }),
    name: run.name,
    startedAt,
    durationMs,
    command: withSeed(run.repeat, reporting.seed),
    target: { url: run.url },
    plan: { ...run.plan, tags: reporting.tags, seed: reporting.seed },
    checks: findings.checks,
    metrics: findings.measured?.metrics ?? collector.metrics(durationMs),
    series: findings.measured?.series ?? collector.series(),
    warnings: findings.warnings ?? [],
    interrupted: given.signal.aborted && findings.isComplete !== true,
    reachedHttp: findings.reachedHttp,
    thresholds: findings.thresholds ?? [],
    invalid: findings.invalid ?? [],
    ...(findings.limitedBy !== undefined && { limitedBy: findings.limitedBy }),
    ...(findings.loads !== undefined && { loads: findings.loads }),
    ...(findings.search !== undefined && { search: findings.search }),
    ...(findings.agents !== undefined && { agents: findings.agents }),
    ...(findings.baseline !== undefined && { baseline: findings.baseline }),
    ...(findings.experiment !== undefined && { experiment: findings.experiment }),
    ...(findings.blocks !== undefined && { blocks: findings.blocks }),
    ...(findings.comparisons !== undefined && { comparisons: findings.comparisons }),
    ...(run.environment !== undefined && { environment: run.environment }),
    redact: reporting.redact,
  });
  return { report, findings };
}
