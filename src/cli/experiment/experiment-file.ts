// The experiment of a scenario file, checked and ready to be played.

import { type LoadedRunFile, loadRunFile } from "../../engine/file/load-run-file.js";
import { WsrigError } from "../../errors.js";
import type { CheckedExperiment } from "../../experiment/check-experiment.js";
import type { Experiment } from "../../experiment/experiment-options.js";
import { checkDeclared } from "../../experiment/file/check-declared.js";
import { declaredExperiment } from "../../experiment/file/declared-experiment.js";
import { withAnyPort } from "../../experiment/port-place.js";
import type { CommandCall } from "../command.js";
import { readDialOptions } from "../flags/dial-flags.js";
import { connectFlags, watchedReportFlags } from "../flags/flag-groups.js";
import type { FlagValues } from "../flags/flag-values.js";
import { requireTargetUrl } from "../flags/target-url.js";
import type { Reporting } from "../reporting/reporting.js";
import { blockFlags, blockGeneratorFlags } from "./experiment-flags.js";
import type { ExperimentChoice } from "./read-experiment.js";

/** An experiment of a file. */
export interface FileExperiment {
  readonly experiment: Experiment;
  readonly checked: CheckedExperiment;
}

/** What the command line says beside the file. */
export interface BesideFile {
  /** Over what the file says. */
  readonly choice: Omit<ExperimentChoice, "failOn">;
  readonly reporting: Reporting;
}

/**
 * Loads the experiment of `path`.
 *
 * @throws WsrigError for everything that is wrong with it, before anything is sent
 */
export async function loadExperimentFile(
  path: string,
  call: CommandCall,
  { choice, reporting }: BesideFile,
): Promise<FileExperiment> {
  const { flags, env } = call;
  noteFlagsOfTheUrl(call);
  const dial = readDialOptions(flags);
  flags.throwProblems();
  const file = await loadRunFile(path, { env });
  const declared = file.loading.experiment;
  if (declared === undefined) throw noExperiment(path, file);
  const setting = { file: file.path, url: targetOf(call, file), dial, env };
  const said = declaredExperiment({ ...file.loading, experiment: declared }, setting);
  const variants = said.variants.map((variant) => ({
    ...variant,
    load: { ...variant.load, tags: { ...reporting.tags, ...variant.load.tags } },
  }));
  const experiment = { ...overFile(said, choice, flags), variants, seed: reporting.seed };
  for (const { load } of variants) requireTargetUrl(withAnyPort(load.url), "url");
  return { experiment, checked: checkDeclared(experiment, declared) };
}

/** What was not given leaves what the file says. */
function overFile(
  said: Omit<Experiment, "seed">,
  choice: BesideFile["choice"],
  flags: FlagValues,
): Omit<Experiment, "seed"> {
  const { blocks, pauseMs, startTimeoutMs, gates, noise, level, workers, pacing, limits } = choice;
  return {
    ...said,
    blocks: blocks ?? said.blocks,
    pauseMs: pauseMs ?? said.pauseMs,
    startTimeoutMs: startTimeoutMs ?? said.startTimeoutMs,
    gates: flags.list("gate").length > 0 ? gates : (said.gates ?? gates),
    noise: flags.text("noise") === undefined ? (said.noise ?? noise) : noise,
    level: flags.text("level") === undefined ? (said.level ?? level) : level,
    workers: workers ?? said.workers,
    pacing: pacing ?? said.pacing,
    limits: { ...said.limits, ...limits },
  };
}

const besideFile: Readonly<Record<string, unknown>> = {
  ...blockFlags,
  ...blockGeneratorFlags,
  ...connectFlags,
  ...watchedReportFlags,
  url: true,
  "start-timeout": true,
};

function noteFlagsOfTheUrl({ flags }: CommandCall): void {
  for (const name of flags.given()) {
    if (name in besideFile) continue;
    flags.problem(
      name,
      `--${name} is for a URL; a file says itself what its variants are`,
      "Write it into the file.",
    );
  }
}

function targetOf({ flags }: CommandCall, { url, loading }: LoadedRunFile): string {
  const given = flags.text("url") ?? url;
  const own = loading.experiment?.load.url ?? loading.experiment?.variants[0]?.url;
  const target = given ?? own;
  if (target !== undefined) return target;
  throw new WsrigError("usage-missing-url", "the file names no url, and --url is not given", {
    path: "--url",
    hint: "Add --url ws://HOST:PORT/PATH, or a url to the file.",
  });
}

function noExperiment(path: string, { loading }: LoadedRunFile): WsrigError {
  const has = Object.keys(loading.loads ?? {}).length > 0 ? "loads" : "scenarios";
  return new WsrigError("usage-no-experiment", `${path} has ${has} and no experiment`, {
    path: "target",
    hint: `Run it with wsrig run ${path}, or add an experiment with its variants.`,
  });
}
