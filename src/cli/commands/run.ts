// `wsrig run <file>`: scenarios of the user.

import { Console } from "node:console";
import type { LoadFile } from "../../engine/file/load-file-schema.js";
import { WsrigError } from "../../errors.js";
import { watchStrayErrors } from "../../scenarios/process-errors.js";
import type { Command } from "../command.js";
import { describeDialOptions, readDialOptions } from "../flags/dial-flags.js";
import { connectFlags, watchedReportFlags } from "../flags/flag-groups.js";
import { pickFlags } from "../flags/flag-spec.js";
import type { FlagValues } from "../flags/flag-values.js";
import { requireTargetUrl } from "../flags/target-url.js";
import { amountFlags, generatorFlags } from "../load/load-flags.js";
import { readGenerator, readWatchPid } from "../load/read-load.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { readReporting } from "../reporting/reporting.js";

export const runCommand: Command = {
  name: "run",
  summary: "Run the scenarios or the loads of a file (.ts, .js, .yaml, .json)",
  positionals: [{ name: "file", summary: "Scenario file" }],
  flags: {
    url: { kind: "text", group: "Run:", summary: "Target, over the one that the file names" },
    clients: { kind: "text", group: "Run:", summary: "Virtual clients of every scenario, over what it says" },
    iterations: {
      kind: "text",
      group: "Run:",
      summary: "Iterations of every virtual client, over what it says",
    },
    ...pickFlags(amountFlags, "threshold"),
    ...pickFlags(generatorFlags, "workers", "pacing", "max-lateness", "max-cpu", "watch-pid"),
    ...connectFlags,
    ...watchedReportFlags,
  },
  examples: [["$0 run greeting.ts --url ws://127.0.0.1:8080/echo", "one file against one server"]],
  async run(call) {
    const { flags, env } = call;
    const dial = readDialOptions(flags);
    const reporting = readReporting(flags);
    const clients = flags.integer("clients", { min: 1 });
    const iterations = flags.integer("iterations", { min: 1 });
    const generator = readGenerator(flags);
    const watchPid = readWatchPid(flags);
    flags.throwProblems();
    logToStderr();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { loadRunFile } = await import("../../engine/file/load-run-file.js");
    const file = await loadRunFile(call.positionals.file ?? "", { env });
    const { scenarios, loading } = file;
    if (loading.experiment !== undefined) throw isExperiment(call.positionals.file ?? "");
    const hasLoads = Object.keys(loading.loads ?? {}).length > 0;
    noteFlagsOfTheOther(flags, { hasLoads });
    if (hasLoads) noteUnusedUrl(flags, loading);
    flags.throwProblems();
    const url = targetOf(flags.text("url"), file.url ?? firstUrlOf(loading));
    const common = { name: "run", url, dial, repeat: repeatCommand(runCommand, call) };
    const { runReported } = await import("../reporting/reported-run.js");
    if (hasLoads) {
      const { playFileLoads } = await import("../load/file-load-play.js");
      const playing = await playFileLoads({
        file,
        url,
        dial,
        generator,
        watchPid,
        reporting,
        flags,
        env,
        watchStrayErrors,
      });
      return runReported(call, reporting, { ...common, ...playing, dialFirst: false });
    }
    const { readScenarioThresholds } = await import("../../engine/run/watch-thresholds.js");
    const written = {
      settings: loading.thresholds,
      flags: flags.list("threshold"),
      ownMetrics: loading.metrics,
    };
    const tagged = scenarios.map(({ name, tags }) => ({ name, tags: { ...reporting.tags, ...tags } }));
    const thresholds = readScenarioThresholds(written, tagged);
    const { playScenarios } = await import("../scenario-play.js");
    return runReported(call, reporting, {
      ...common,
      // A scenario's setup may start its target.
      dialFirst: false,
      plan: {
        file: call.positionals.file,
        scenarios: scenarios.map(({ name }) => name),
        clients,
        iterations,
        ...describeDialOptions(flags),
        ...(loading.thresholds !== undefined && { thresholds: loading.thresholds }),
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
          thresholds,
        }),
    });
  },
};

/** A flag that says nothing of what the file holds is a mistake, not to be passed over in silence. */
function noteFlagsOfTheOther(flags: FlagValues, { hasLoads }: { readonly hasLoads: boolean }): void {
  const wrong = hasLoads
    ? ["clients", "iterations"]
    : ["workers", "pacing", "max-lateness", "max-cpu", "watch-pid"];
  for (const name of wrong) {
    if (flags.text(name) === undefined && flags.list(name).length === 0) continue;
    const what = hasLoads ? "scenarios without loads" : "loads";
    const has = hasLoads ? "loads, which say their own" : "no loads";
    flags.problem(name, `--${name} is for files with ${what}; this one has ${has}`);
  }
}

/** The URL of a load is its own: --url is for those that name none. */
function noteUnusedUrl(flags: FlagValues, { loads = {} }: LoadFile): void {
  if (flags.text("url") === undefined || Object.values(loads).some(({ url }) => url === undefined)) return;
  const hint = "Give the file one url at its top, and its loads a path.";
  flags.problem(
    "url",
    "--url is for loads that name no url, and every load of this file names its own",
    hint,
  );
}

function firstUrlOf({ loads = {} }: LoadFile): string | undefined {
  return Object.values(loads).find(({ url }) => url !== undefined)?.url;
}

function isExperiment(file: string): WsrigError {
  return new WsrigError("usage-is-experiment", `${file} has an experiment, not a single run`, {
    path: "file",
    hint: `Run it with wsrig experiment ${file}.`,
  });
}

/** What a scenario logs is no result: on stdout it would spoil the report of `--json`. */
function logToStderr(): void {
  globalThis.console = new Console(process.stderr, process.stderr);
}

function targetOf(flag: string | undefined, inFile: string | undefined): string {
  if (flag !== undefined) return requireTargetUrl(flag, "--url");
  if (inFile !== undefined) return requireTargetUrl(inFile, "url");
  throw new WsrigError("usage-missing-url", "the scenario file names no url, and --url is not given", {
    path: "--url",
    hint: "Add --url ws://HOST:PORT/PATH, or a url to the file.",
  });
}
