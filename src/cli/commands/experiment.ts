// `wsrig experiment <url>`: variants of one load, interleaved in blocks, and whether they differ.

import type { Command } from "../command.js";
import { describeDialOptions } from "../dial-flags.js";
import { TargetUnreachable } from "../error-output.js";
import { experimentFlags } from "../experiment-flags.js";
import { reportFlags } from "../flag-groups.js";
import { readBlocks } from "../read-experiment.js";
import { readWatchPid } from "../read-load.js";
import { readVariants } from "../read-variants.js";
import { repeatCommand } from "../repeat-command.js";
import { reportedPlan } from "../reported-plan.js";
import { readReporting } from "../reporting.js";

export const experimentCommand: Command = {
  name: "experiment",
  summary: "Compare variants of a load, or builds of a server, in interleaved blocks",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL of the service" }],
  flags: { ...experimentFlags, ...reportFlags },
  examples: [
    [
      "$0 experiment ws://127.0.0.1:8080/echo --size 64KiB --variant whole: --variant 'fragments: --fragment-bytes 1024'",
      "one server, two ways to send: about a minute",
    ],
    [
      "$0 experiment ws://127.0.0.1:{port}/ --command-a 'node old/server.js {port}' --command-b 'node new/server.js {port}' -r 1000 --fail-on worse",
      "two builds, started anew for each block",
    ],
  ],
  async run(call) {
    const { flags, env, positionals } = call;
    const reporting = readReporting(flags);
    const { failOn, ...choice } = readBlocks(flags, []);
    const watchPid = readWatchPid(flags);
    const url = positionals.url ?? "";
    flags.throwProblems();
    const choices = readVariants(call, { url, tags: reporting.tags });
    const variants = choices.map(({ variant }) => variant);
    if (watchPid !== undefined && variants.some(({ command }) => command !== undefined))
      flags.problem(
        "watch-pid",
        "--watch-pid is for a target that runs already; one that is started is watched by itself",
      );
    flags.throwProblems();
    const experiment = { ...choice, variants, seed: reporting.seed };
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { checkByFlags } = await import("../check-variants.js");
    const { requireProcess } = await import("../../engine/process-watch.js");
    const { variants: checked, blocks, pauseMs } = checkByFlags(experiment, choices);
    if (watchPid !== undefined) await requireProcess(watchPid);
    const [baseline, first] = [checked[0], choices[0]];
    if (baseline === undefined || first === undefined) throw new TypeError("an experiment has variants");
    const { runReported } = await import("../reported-run.js");
    const { playExperiment } = await import("../experiment-play.js");
    const { load, command } = baseline.variant;
    const { gates, noise, level, startTimeoutMs } = choice;
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
        ...reportedPlan(baseline.plan, describeDialOptions(first.flags)),
      },
      work: (context) => playExperiment({ experiment, env, context, watchPid, failOn }),
    });
  },
};

/** The report names the variant. */
function unreachedVariant(): Error {
  return new TargetUnreachable("target-unreachable", "no HTTP answer from the target of a variant", {
    path: "url",
    hint: "Check the URL of each variant, and that its server is running and reachable from here.",
  });
}
