// `wsrig check <url>`: is the server right?

import type { Command } from "../command.js";
import { describeDialOptions, readDialOptions } from "../flags/dial-flags.js";
import { connectFlags, watchedReportFlags } from "../flags/flag-groups.js";
import { requireTargetUrl } from "../flags/target-url.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { readReporting } from "../reporting/reporting.js";
import { chooseScenarios } from "../scenario-choice.js";

export const checkCommand: Command = {
  name: "check",
  summary: "Check a server with the built-in scenarios",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL of an echo service" }],
  flags: {
    scenario: {
      kind: "list",
      group: "Run:",
      summary: "Run only this scenario; repeat for more (see wsrig list scenarios)",
    },
    ...connectFlags,
    ...watchedReportFlags,
  },
  examples: [
    ["$0 check ws://127.0.0.1:8080/echo", "everything that needs only an echo"],
    ["$0 check ws://127.0.0.1:8080 --scenario text --scenario close-codes", "two scenarios"],
  ],
  async run(call) {
    const { flags } = call;
    const url = requireTargetUrl(call.positionals.url ?? "", "url");
    const names = flags.list("scenario");
    const scenarios = chooseScenarios(names, flags);
    const dial = readDialOptions(flags, url);
    const reporting = readReporting(flags);
    flags.throwProblems();
    const named = names.length > 0;
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { runReported } = await import("../reporting/reported-run.js");
    const { playScenarios } = await import("../scenario-play.js");
    return runReported(call, reporting, {
      name: "check",
      url,
      dial,
      dialFirst: true,
      repeat: repeatCommand(checkCommand, call),
      plan: { scenarios: scenarios.map(({ name }) => name), ...describeDialOptions(flags) },
      work: (context) => playScenarios({ url, scenarios, dial, named, context, tags: reporting.tags }),
    });
  },
};
