// `wsrig gate [url]`: whether a new build is slower than the old one, for CI.

import type { Command } from "../command.js";
import { readBlocks } from "../experiment/read-experiment.js";
import { gateFlags } from "../gate/gate-flags.js";
import { readGateWay } from "../gate/read-gate.js";
import { readWatchPid } from "../load/read-load.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { readReporting } from "../reporting/reporting.js";

export const gateCommand: Command = {
  name: "gate",
  summary: "Fail when a new build is slower than the old one (exit code 4), run in turn or from a file",
  positionals: [
    {
      name: "url",
      summary:
        "ws:// or wss:// URL of the new build; with commands {port} stands for the port, and ws://127.0.0.1:{port}/ is the default",
      isOptional: true,
    },
  ],
  flags: gateFlags,
  examples: [
    [
      "$0 gate --command-a 'node old/server.js --port {port}' --command-b 'node new/server.js --port {port}' --rate 500",
      "two builds in turn, each started anew for every block",
    ],
    ["$0 gate ws://127.0.0.1:9002/ --against ws://127.0.0.1:9001/ --rate 500", "two builds that run already"],
    [
      "$0 gate ws://127.0.0.1:9001/ --write-baseline wsrig-baseline.json --rate 500",
      "a file for later, on a machine that does nothing else",
    ],
    ["$0 gate ws://127.0.0.1:9001/ --baseline wsrig-baseline.json", "the same load against that file"],
  ],
  async run(call) {
    const { flags, positionals } = call;
    const reporting = readReporting(flags);
    const choice = readBlocks(flags, ["worse"]);
    const watchPid = readWatchPid(flags);
    const way = readGateWay(flags, positionals.url);
    flags.throwProblems();
    if (way === undefined) throw new TypeError("what is no way of gate has been told");
    const gate = { call, reporting, choice, watchPid, repeat: repeatCommand(gateCommand, call) };
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    switch (way.kind) {
      case "urls":
      case "commands":
        return (await import("../gate/gate-in-turn.js")).gateInTurn({ ...gate, way });
      case "stored":
        return (await import("../gate/gate-stored.js")).gateStored({ ...gate, way });
      case "write":
        return (await import("../gate/gate-write.js")).writeBaseline({ ...gate, way });
      default:
        return way satisfies never;
    }
  },
};
