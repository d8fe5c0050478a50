// `wsrig load <url>`: a load of one kind of traffic, closed or open, and its latencies.

import type { Command } from "../command.js";
import { describeDialOptions, readLoadDial } from "../flags/dial-flags.js";
import { connectFlags, watchedReportFlags } from "../flags/flag-groups.js";
import { requireTargetUrl } from "../flags/target-url.js";
import { amountFlags, generatorFlags, messageFlags, trafficFlags } from "../load/load-flags.js";
import { readGenerator, readLoad, readWatchPid } from "../load/read-load.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { reportedPlan } from "../reporting/reported-plan.js";
import { readReporting } from "../reporting/reporting.js";

export const loadCommand: Command = {
  name: "load",
  summary: "Load a service: echo by default, closed loop or at a rate",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL of the service" }],
  flags: {
    ...amountFlags,
    ...messageFlags,
    ...trafficFlags,
    ...generatorFlags,
    ...connectFlags,
    ...watchedReportFlags,
  },
  examples: [
    ["$0 load ws://127.0.0.1:8080/echo -c 100 -d 30s", "100 connections, one message under way on each"],
    [
      "$0 load ws://127.0.0.1:8080/echo -c 500 -r 5000 -d 60s -w 2",
      "5,000 messages per second, whatever the answers do",
    ],
    [
      "$0 load ws://127.0.0.1:8080/echo --phase 30s:500 --phase 1m:500 --phase 10s:0",
      "a ramp of connections",
    ],
    [
      "$0 load ws://127.0.0.1:8080/echo -c 10 -d 5s --size 64KiB --fragment-bytes 4096",
      "large, in fragments",
    ],
  ],
  async run(call) {
    const { flags, env } = call;
    const url = requireTargetUrl(call.positionals.url ?? "", "url");
    const dial = readLoadDial(flags, url);
    const reporting = readReporting(flags);
    const load = { ...readLoad(flags), url, dial, tags: reporting.tags };
    const generator = readGenerator(flags);
    const watchPid = readWatchPid(flags);
    flags.throwProblems();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { planRun } = await import("../../engine/plan/plan-run.js");
    const { requireProcess } = await import("../../engine/process-watch.js");
    const { readThresholds } = await import("../../engine/run/watch-thresholds.js");
    const { planByFlags } = await import("../load/plan-flags.js");
    const plan = planByFlags(flags, () => planRun({ ...generator, loads: [load], seed: reporting.seed }));
    const thresholds = { flags: flags.list("threshold") };
    readThresholds(thresholds, plan);
    if (watchPid !== undefined) await requireProcess(watchPid);
    const { runReported } = await import("../reporting/reported-run.js");
    const { findingsOf, playLoad } = await import("../load/load-play.js");
    const { plannedLoads } = await import("../load/planned-loads.js");
    return runReported(call, reporting, {
      name: "load",
      url,
      dial,
      dialFirst: true,
      repeat: repeatCommand(loadCommand, call),
      plan: reportedPlan(plan, describeDialOptions(flags)),
      loads: plannedLoads(plan),
      work: async (context) =>
        findingsOf(await playLoad({ label: "load", plan, thresholds, env, watchPid, context })),
    });
  },
};
