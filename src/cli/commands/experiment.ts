// `wsrig experiment <url>`: variants of one load, interleaved in blocks, and whether they differ.

import type { CheckedExperiment } from "../../experiment/check-experiment.js";
import type { Experiment } from "../../experiment/experiment-options.js";
import type { Command, CommandCall } from "../command.js";
import { TargetUnreachable } from "../error-output.js";
import type { BesideFile } from "../experiment/experiment-file.js";
import { experimentFlags } from "../experiment/experiment-flags.js";
import { readBlocks } from "../experiment/read-experiment.js";
import { readVariants } from "../experiment/read-variants.js";
import { describeDialOptions } from "../flags/dial-flags.js";
import { benchmarkFlags, watchedReportFlags } from "../flags/flag-groups.js";
import { readWatchPid } from "../load/read-load.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { reportedPlan } from "../reporting/reported-plan.js";
import { readReporting } from "../reporting/reporting.js";

export const experimentCommand: Command = {
  name: "experiment",
  summary: "Compare variants of a load, or builds of a server, in interleaved blocks",
  positionals: [
    { name: "target", summary: "ws:// or wss:// URL of the service, or a file with an experiment" },
  ],
  flags: { ...experimentFlags, ...benchmarkFlags, ...watchedReportFlags },
  examples: [
    [
      "$0 experiment ws://127.0.0.1:8080/echo --size 64KiB --variant whole: --variant 'fragments: --fragment-bytes 1024'",
      "one server, two ways to send: about a minute",
    ],
    [
      "$0 experiment ws://127.0.0.1:{port}/ --command-a 'node old/server.js {port}' --command-b 'node new/server.js {port}' -r 1000 --fail-on worse",
      "two builds, started anew for each block",
    ],
    ["$0 experiment fragments.yaml", "the experiment of a file"],
  ],
  async run(call) {
    const { flags, env, positionals } = call;
    const reporting = readReporting(flags);
    const { failOn, ...choice } = readBlocks(flags, []);
    const watchPid = readWatchPid(flags);
    const target = positionals.target ?? "";
    flags.throwProblems();
    const { experiment, checked, described } = isFile(target)
      ? await fromFile(target, call, { choice, reporting })
      : await fromFlags(target, call, { choice, reporting });
    const [baseline] = checked.variants;
    if (baseline === undefined) throw new TypeError("an experiment has variants");
    const { requireProcess } = await import("../../engine/process-watch.js");
    if (watchPid !== undefined) await requireProcess(watchPid);
    const { runReported } = await import("../reporting/reported-run.js");
    const { playExperiment } = await import("../experiment/experiment-play.js");
    const { plannedVariants } = await import("../load/planned-loads.js");
    const { load, command } = baseline.variant;
    const { gates, noise, level, startTimeoutMs } = experiment;
    const { blocks, pauseMs } = checked;
    return runReported(call, reporting, {
      kind: "experiment",
      name: "experiment",
      url: load.url,
      dial: load.dial,
      // A target that wsrig starts is not there yet.
      dialFirst: command === undefined,
      unreached: unreachedVariant,
      repeat: repeatCommand(experimentCommand, call),
      plan: {
        experiment: { blocks, pauseMs, startTimeoutMs, gates, noise, level },
        ...reportedPlan(baseline.plan, described),
      },
      loads: plannedVariants(checked.variants),
      work: (context) => playExperiment({ experiment, env, context, watchPid, failOn }),
    });
  },
};

interface ReadExperiment {
  readonly experiment: Experiment;
  readonly checked: CheckedExperiment;
  /** How connections of the baseline are opened, in words. */
  readonly described: Readonly<Record<string, unknown>>;
}

/** Who writes no scheme and an ending that files have means a file. */
function isFile(target: string): boolean {
  return !target.includes("://") && /\.(ya?ml|json|m?[jt]s)$/i.test(target);
}

async function fromFile(path: string, call: CommandCall, beside: BesideFile): Promise<ReadExperiment> {
  const { loadExperimentFile } = await import("../experiment/experiment-file.js");
  return { ...(await loadExperimentFile(path, call, beside)), described: describeDialOptions(call.flags) };
}

async function fromFlags(
  url: string,
  call: CommandCall,
  { choice, reporting }: BesideFile,
): Promise<ReadExperiment> {
  const { flags } = call;
  if (flags.text("url") !== undefined)
    flags.problem("url", "--url is for a file; the URL is given already", "Leave it out.");
  flags.throwProblems();
  const choices = readVariants(call, { url, tags: reporting.tags });
  const variants = choices.map(({ variant }) => variant);
  if (flags.text("watch-pid") !== undefined && variants.some(({ command }) => command !== undefined))
    flags.problem(
      "watch-pid",
      "--watch-pid is for a target that runs already; one that is started is watched by itself",
    );
  flags.throwProblems();
  const experiment = { ...choice, variants, seed: reporting.seed };
  // Loaded now, not at the start: help, completion and mistakes answer at once.
  const { checkByFlags } = await import("../experiment/check-variants.js");
  const [first] = choices;
  return {
    experiment,
    checked: checkByFlags(experiment, choices),
    described: first === undefined ? {} : describeDialOptions(first.flags),
  };
}

/** The report names the variant. */
function unreachedVariant(): Error {
  return new TargetUnreachable("target-unreachable", "no HTTP answer from the target of a variant", {
    path: "url",
    hint: "Check the URL of each variant, and that its server is running and reachable from here.",
  });
}
