// `wsrig load <url>`: a closed-loop load and its latencies.

import type { ClosedLoopOptions } from "../../engine/closed-loop-options.js";
import type { Command } from "../command.js";
import { describeDialOptions, readDialOptions } from "../dial-flags.js";
import { connectFlags, reportFlags } from "../flag-groups.js";
import type { FlagValues } from "../flag-values.js";
import { noteTooManyConnections, softLimitOfOpenFiles } from "../open-files.js";
import { repeatCommand } from "../repeat-command.js";
import { readReporting } from "../reporting.js";
import { requireTargetUrl } from "../target-url.js";

const load = "Load:";

export const loadCommand: Command = {
  name: "load",
  summary: "Load an echo service: every connection sends, waits for the answer, sends again",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL of an echo service" }],
  flags: {
    connections: { kind: "text", alias: "c", group: load, summary: "Connections held open", fallback: "10" },
    duration: {
      kind: "text",
      alias: "d",
      group: load,
      summary: "Length of the load",
      example: "30s",
      fallback: "10s",
    },
    "warm-up": {
      kind: "text",
      group: load,
      summary: "Before it, tagged and kept out of the figures",
      example: "2s",
      fallback: "1s",
    },
    size: { kind: "text", group: load, summary: "Payload of a message", example: "16KiB", fallback: "32B" },
    binary: { kind: "switch", group: load, summary: "Binary messages, not text" },
    "in-flight": { kind: "text", group: load, summary: "Unanswered messages per connection", fallback: "1" },
    "fragment-bytes": {
      kind: "text",
      group: load,
      summary: "Send each message in frames of so many payload bytes",
      example: "8",
    },
    "message-timeout": {
      kind: "text",
      group: load,
      summary: "An answer after this counts as late",
      example: "10s",
      fallback: "10s",
    },
    ...connectFlags,
    ...reportFlags,
  },
  examples: [
    ["$0 load ws://127.0.0.1:8080/echo -c 100 -d 30s", "100 connections, one message under way on each"],
    [
      "$0 load ws://127.0.0.1:8080/echo -c 10 -d 5s --size 64KiB --fragment-bytes 4096",
      "large, in fragments",
    ],
  ],
  async run(call) {
    const { flags } = call;
    const url = requireTargetUrl(call.positionals.url ?? "", "url");
    const dial = readDialOptions(flags);
    const reporting = readReporting(flags);
    const options = { ...readLoad(flags), url, dial, tags: reporting.tags };
    noteTooManyConnections(options.connections, softLimitOfOpenFiles(), flags);
    flags.throwProblems();
    const { dial: _, url: __, tags: ___, ...loadPlan } = options;
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { runReported } = await import("../reported-run.js");
    const { playLoads } = await import("../load-play.js");
    return runReported(call, reporting, {
      name: "load",
      url,
      dial,
      dialFirst: true,
      repeat: repeatCommand(loadCommand, call),
      plan: { executor: "closed-loop", ...loadPlan, ...describeDialOptions(flags) },
      work: (context) => playLoads([{ label: "load", options }], context),
    });
  },
};

function readLoad(flags: FlagValues): Omit<ClosedLoopOptions, "url" | "dial" | "tags"> {
  const fragmentBytes = flags.integer("fragment-bytes", { min: 1 });
  return {
    connections: flags.integer("connections", { min: 1, max: 1_000_000 }) ?? 10,
    durationMs: flags.durationMs("duration") ?? 10_000,
    warmUpMs: flags.durationMs("warm-up", { allowZero: true }) ?? 1_000,
    payload: { kind: flags.switch("binary") ? "binary" : "text", bytes: flags.sizeBytes("size") ?? 32 },
    inFlight: flags.integer("in-flight", { min: 1, max: 65_536 }) ?? 1,
    ...(fragmentBytes !== undefined && { fragmentBytes }),
    messageTimeoutMs: flags.durationMs("message-timeout") ?? 10_000,
  };
}
