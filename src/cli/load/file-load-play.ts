// The loads of a scenario file, planned and ready to be played for a report.

import type { DialOptions } from "../../client/dial.js";
import { declaredLoads } from "../../engine/file/declared-loads.js";
import { planByFile } from "../../engine/file/file-places.js";
import type { LoadedRunFile } from "../../engine/file/load-run-file.js";
import type { PlanProblem } from "../../engine/plan/plan-problem.js";
import { planRun } from "../../engine/plan/plan-run.js";
import { requireProcess } from "../../engine/process-watch.js";
import { readThresholds } from "../../engine/run/watch-thresholds.js";
import type { LoadsOptions } from "../../engine/run-loads.js";
import { describeDialOptions } from "../flags/dial-flags.js";
import type { FlagValues } from "../flags/flag-values.js";
import { reportedPlan } from "../reporting/reported-plan.js";
import type { ReportedRun } from "../reporting/reported-run.js";
import type { Reporting } from "../reporting/reporting.js";
import { findingsOf, playLoad } from "./load-play.js";
import { plannedLoads } from "./planned-loads.js";
import type { GeneratorChoice } from "./read-load.js";

/** What the loads are played with. */
export interface FileLoadPlay {
  readonly file: LoadedRunFile;
  readonly url: string;
  readonly dial: DialOptions;
  /** Over what the file says. */
  readonly generator: GeneratorChoice;
  readonly watchPid: number | undefined;
  readonly reporting: Reporting;
  readonly flags: FlagValues;
  readonly env: NodeJS.ProcessEnv;
  readonly watchStrayErrors: LoadsOptions["watchStrayErrors"];
}

/**
 * Plans the loads of a file.
 *
 * @throws WsrigError for everything that is wrong with them, before anything is sent
 */
export async function playFileLoads(
  play: FileLoadPlay,
): Promise<Pick<ReportedRun, "plan" | "loads" | "work">> {
  const { file, url, dial, generator, watchPid, reporting, flags, env, watchStrayErrors } = play;
  const { loading } = file;
  const declared = declaredLoads(loading, { file: file.path, url, dial });
  const plan = planByFile(loading, scenarioProblems(file), () =>
    planRun({
      workers: generator.workers ?? declared.workers,
      pacing: generator.pacing ?? declared.pacing,
      limits: { ...declared.limits, ...generator.limits },
      loads: declared.loads.map((load) => ({ ...load, tags: { ...reporting.tags, ...load.tags } })),
      seed: reporting.seed,
    }),
  );
  const thresholds = {
    settings: loading.thresholds,
    flags: flags.list("threshold"),
    ownMetrics: loading.metrics,
  };
  readThresholds(thresholds, plan);
  if (watchPid !== undefined) await requireProcess(watchPid);
  return {
    plan: {
      file: file.path,
      ...reportedPlan(plan, describeDialOptions(flags)),
      thresholds: loading.thresholds,
    },
    loads: plannedLoads(plan),
    work: async (context) =>
      findingsOf(
        await playLoad({ label: "loads", plan, thresholds, env, watchStrayErrors, watchPid, context }),
      ),
  };
}

/** Loads name scenarios of their own file. */
function scenarioProblems({ scenarios, loading }: LoadedRunFile): readonly PlanProblem[] {
  const known = scenarios.map(({ name }) => name);
  const list = known.join(", ") || "there are none";
  return Object.entries(loading.loads ?? {}).flatMap(([name, { scenario }]) => {
    if (scenario === undefined || known.includes(scenario)) return [];
    const message = `loads.${name}.scenario is "${scenario}"; must be one of the file's scenarios: ${list}`;
    return [{ path: "", message }];
  });
}
