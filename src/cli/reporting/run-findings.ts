// What the work of a command is given, and what it hands in for the report.

import type { Clock } from "../../clock.js";
import type { ReportParts } from "../../metrics/build-report.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { ConformanceDetails } from "../../metrics/conformance-details.js";
import type { Notice, ReportCheck, RunReport } from "../../metrics/run-report.js";
import type { HttpHeaders } from "../../protocol/headers.js";
import type { Random } from "../../random.js";
import type { Progress } from "../progress/progress.js";

/** What a run works with. */
export interface RunContext {
  readonly collector: MetricCollector;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborts at the first Ctrl-C: drain and return what there is. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Where the report will be; what is written there stays whatever becomes of the run. */
  readonly folder: string;
  /** The headers of the target's first answer, where it was dialled first. */
  readonly answered: HttpHeaders | undefined;
}

/** What a run found. */
export interface RunFindings extends ReportParts {
  readonly checks: readonly ReportCheck[];
  readonly warnings?: readonly Notice[] | undefined;
  readonly reachedHttp: boolean;
  /** Everything was run, though a signal ended it: it is then the end that the user chose, and interrupted nothing. */
  readonly isComplete?: boolean | undefined;
  /** What the page shows of each case. */
  readonly details?: ConformanceDetails | undefined;
  /** The metrics and series of the report. Default: those of the collector. */
  readonly measured?: Pick<RunReport, "metrics" | "series"> | undefined;
  readonly thresholds?: RunReport["thresholds"];
  /** Why the numbers cannot be trusted; empty or absent when they can. */
  readonly invalid?: readonly Notice[] | undefined;
  /** Shown between the summary and the path of the report. */
  readonly summary?: string | undefined;
}
