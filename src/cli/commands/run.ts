// `wsrig run <file>`: scenarios of the user.

import { Console } from "node:console";
import { WsrigError } from "../../errors.js";
import type { Command } from "../command.js";
import { describeDialOptions, readDialOptions } from "../dial-flags.js";
import { connectFlags, reportFlags } from "../flag-groups.js";
import { repeatCommand } from "../repeat-command.js";
import { readReporting } from "../reporting.js";
import { requireTargetUrl } from "../target-url.js";

export const runCommand: Command = {
  name: "run",
  summary: "Run the scenarios of a file (.ts, .js, .yaml, .json)",
  positionals: [{ name: "file", summary: "Scenario file" }],
  flags: {
    url: { kind: "text", group: "Run:", summary: "Target, over the one that the file names" },
    clients: { kind: "text", group: "Run:", summary: "Virtual clients of every scenario, over what it says" },
    iterations: {
      kind: "text",
      group: "Run:",
      summary: "Iterations of every virtual client, over what it says",
    },
    ...connectFlags,
    ...reportFlags,
  },
  examples: [["$0 run greeting.ts --url ws://127.0.0.1:8080/echo", "one file against one server"]],
  async run(call) {
    const { flags, env } = call;
    const dial = readDialOptions(flags);
    const reporting = readReporting(flags);
    const clients = flags.integer("clients", { min: 1 });
    const iterations = flags.integer("iterations", { min: 1 });
    flags.throwProblems();
    logToStderr();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { loadScenarioFile } = await import("../../scenarios/load-file.js");
    const { runReported } = await import("../reported-run.js");
    const { playScenarios } = await import("../scenario-play.js");
    const file = await loadScenarioFile(call.positionals.file ?? "", { env });
    const url = targetOf(flags.text("url"), file.url);
    const { scenarios } = file;
    return runReported(call, reporting, {
      name: "run",
      url,
      dial,
      // A scenario's setup may start its target.
      dialFirst: false,
      repeat: repeatCommand(runCommand, call),
      plan: {
        file: call.positionals.file,
        scenarios: scenarios.map(({ name }) => name),
        clients,
        iterations,
        ...describeDialOptions(flags),
      },
      work: (context) =>
        playScenarios({
          url,
          scenarios,
          dial,
          clients,
          iterations,
          env,
          watchStrayErrors,
          named: true,
          context,
          tags: reporting.tags,
        }),
    });
  },
};

/** What a scenario logs is no result: on stdout it would spoil the report of `--json`. */
function logToStderr(): void {
  globalThis.console = new Console(process.stderr, process.stderr);
}

/** An error in a scenario's own code is its failed check; all others go where they go without us. */
function watchStrayErrors(take: (error: unknown) => boolean): () => void {
  process.setUncaughtExceptionCaptureCallback((error) => {
    if (!take(error)) process.emit("uncaughtException", error);
  });
  // `null` is Node's word for none.
  return () => process.setUncaughtExceptionCaptureCallback(null);
}

function targetOf(flag: string | undefined, inFile: string | undefined): string {
  if (flag !== undefined) return requireTargetUrl(flag, "--url");
  if (inFile !== undefined) return requireTargetUrl(inFile, "url");
  throw new WsrigError("usage-missing-url", "the scenario file names no url, and --url is not given", {
    path: "--url",
    hint: "Add --url ws://HOST:PORT/PATH, or a url to the file.",
  });
}
