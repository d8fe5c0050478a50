// `wsrig search <url>`: the highest rate, or number of connections, at which a bound still holds.

import type { Command } from "../command.js";
import { describeDialOptions, readLoadDial } from "../flags/dial-flags.js";
import { connectFlags, watchedReportFlags } from "../flags/flag-groups.js";
import { requireTargetUrl } from "../flags/target-url.js";
import { readGenerator } from "../load/read-load.js";
import { readSearch } from "../load/read-search.js";
import { probeFlags, searchFlags } from "../load/search-flags.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { reportedPlan } from "../reporting/reported-plan.js";
import { readReporting } from "../reporting/reporting.js";

export const searchCommand: Command = {
  name: "search",
  summary: "Find the highest rate or number of connections at which a bound still holds",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL of the service" }],
  flags: { ...searchFlags, ...probeFlags, ...connectFlags, ...watchedReportFlags },
  examples: [
    [
      "$0 search ws://127.0.0.1:8080/echo --vary rate --from 500 --to 50000 --until 'ws_msg_latency_corrected: p(99) < 50ms'",
      "messages per second over 10 connections",
    ],
    [
      "$0 search ws://127.0.0.1:8080/echo --vary connections --from 10 --to 5000 --rate-per-connection 2 --until 'ws_msg_latency_corrected: p(99) < 50ms'",
      "connections, each with 2 messages per second",
    ],
  ],
  async run(call) {
    const { flags, env } = call;
    const url = requireTargetUrl(call.positionals.url ?? "", "url");
    const dial = readLoadDial(flags, url);
    const reporting = readReporting(flags);
    const { load, ...choice } = readSearch(flags);
    const generator = readGenerator(flags);
    flags.throwProblems();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { checkSearch } = await import("../../engine/search/run-search.js");
    const search = {
      ...choice,
      ...generator,
      load: { ...load, url, dial, tags: reporting.tags },
      seed: reporting.seed,
    };
    const { planByFlags } = await import("../load/plan-flags.js");
    const { plan, unit, range, pauseMs } = planByFlags(flags, () => checkSearch(search));
    const { runReported } = await import("../reporting/reported-run.js");
    const { playSearch } = await import("../load/search-play.js");
    const { plannedLoads } = await import("../load/planned-loads.js");
    return runReported(call, reporting, {
      name: "search",
      url,
      dial,
      dialFirst: true,
      repeat: repeatCommand(searchCommand, call),
      plan: {
        search: { vary: search.vary, until: search.until, ...range, pauseMs },
        ...reportedPlan(plan, describeDialOptions(flags)),
      },
      loads: plannedLoads(plan),
      work: (context) => playSearch({ search, unit, env, context }),
    });
  },
};
