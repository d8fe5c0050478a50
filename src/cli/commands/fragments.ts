// `wsrig fragments <url>`: what it costs to cut messages into fragments, and how the target delivers them.

import { readCommandWords } from "../../experiment/command-words.js";
import { withAnyPort } from "../../experiment/port-place.js";
import type { Command } from "../command.js";
import { readJudging } from "../compare/compare-flags.js";
import { blockFlags, commandFlags, sweepFlags } from "../experiment/fragments-flags.js";
import { readFragments } from "../experiment/read-fragments.js";
import { requireStartedUrl } from "../experiment/started-target.js";
import { describeDialOptions, readLoadDial } from "../flags/dial-flags.js";
import { benchmarkFlags, connectFlags, watchedReportFlags } from "../flags/flag-groups.js";
import { readWatchPid } from "../load/read-load.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { readReporting } from "../reporting/reporting.js";

export const fragmentsCommand: Command = {
  name: "fragments",
  summary: "What fragments cost against whole messages: latency, throughput, CPU, bytes",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL of an echo service" }],
  flags: {
    ...sweepFlags,
    ...commandFlags,
    ...blockFlags,
    ...connectFlags,
    ...benchmarkFlags,
    ...watchedReportFlags,
  },
  examples: [
    ["$0 fragments ws://127.0.0.1:8080/echo", "three message sizes, about 5 minutes"],
    [
      "$0 fragments ws://127.0.0.1:8080/echo --size 4KiB --fragment-bytes 16,256 --blocks 6",
      "one message size, half a minute",
    ],
    [
      "$0 fragments ws://127.0.0.1:{port}/ --command 'node server.js --port {port}'",
      "a new process of the server for each block, and its CPU per message",
    ],
  ],
  async run(call) {
    const { flags, env } = call;
    const words = flags.text("command");
    const command = words === undefined ? undefined : { words: readCommandWords(words, "--command", env) };
    const url = requireStartedUrl(call.positionals.url ?? "", { isStarted: command !== undefined });
    const dial = readLoadDial(flags, withAnyPort(url));
    const reporting = readReporting(flags);
    const { load, ...choice } = readFragments(flags);
    const { noise, failOn } = readJudging(flags, []);
    const watchPid = readWatchPid(flags);
    if (command !== undefined && watchPid !== undefined)
      flags.problem(
        "watch-pid",
        "--watch-pid and --command exclude each other",
        "The program that is started is watched.",
      );
    flags.throwProblems();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { checkFragments } = await import("../../experiment/fragments/run-fragments.js");
    const { requireProcess } = await import("../../engine/process-watch.js");
    const { reportedPlan } = await import("../reporting/reported-plan.js");
    const sweep = {
      ...choice,
      noise,
      load: { ...load, url, dial, tags: reporting.tags, command },
      seed: reporting.seed,
    };
    const checked = checkFragments(sweep);
    if (watchPid !== undefined) await requireProcess(watchPid);
    const { runReported } = await import("../reporting/reported-run.js");
    const { playFragments } = await import("../experiment/fragments-play.js");
    const [first] = checked.experiments.flatMap(({ variants }) => variants);
    return runReported(call, reporting, {
      kind: "experiment",
      name: "fragments",
      url,
      dial,
      // A target that is started for each block is not there yet.
      dialFirst: command === undefined,
      needsWebSocket: command === undefined,
      repeat: repeatCommand(fragmentsCommand, call),
      plan: {
        sweep: { ...choice, noise, sizes: checked.sizes, blocks: checked.experiments[0]?.blocks },
        ...(first !== undefined && reportedPlan(first.plan, describeDialOptions(flags))),
      },
      work: (context) => playFragments({ sweep, checked, failOn, watchPid, env, context }),
    });
  },
};
