// `wsrig demo`, what `npm start` runs: a server of our own, all built-in scenarios, and a load whole against in fragments.

import type { Command } from "../command.js";
import { startDemoServer } from "../demo-server.js";
import { watchedReportFlags } from "../flags/flag-groups.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { readReporting } from "../reporting/reporting.js";

export const demoCommand: Command = {
  name: "demo",
  summary: "Try everything on a server of our own: scenarios, then a load whole against in fragments",
  positionals: [],
  flags: watchedReportFlags,
  async run(call) {
    const { flags } = call;
    const reporting = readReporting(flags);
    flags.throwProblems();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { runReported } = await import("../reporting/reported-run.js");
    const { demoPlan, playDemo } = await import("../demo-play.js");
    await using server = await startDemoServer(call.env);
    const { url } = server;
    // Awaited here: the server must outlive the run.
    return await runReported(call, reporting, {
      name: "demo",
      url,
      dial: {},
      dialFirst: true,
      repeat: repeatCommand(demoCommand, call),
      plan: demoPlan(),
      work: (context) => playDemo(url, reporting.tags, context),
    });
  },
};
