#!/usr/bin/env node
// The executable: reads the command line, runs the command, ends with its exit code.

import { readToolVersion } from "../metrics/environment.js";
import { childVariable } from "../ui/runs/child-variable.js";
import { commands } from "./commands.js";
import { exitFactsOf, problemOf, renderError, renderErrorJson } from "./error-output.js";
import { ExitCode, exitCodeFor } from "./exit-code.js";
import { type ParsedCall, parseCommandLine } from "./flags/command-line.js";
import { variableName } from "./flags/environment-flags.js";
import { redactNames } from "./reporting/redact-names.js";
import { openTerminal } from "./terminal.js";

const parentFlushMs = 2_000;
const args = process.argv.slice(2);
const terminal = openTerminal({ stdout: process.stdout, stderr: process.stderr, env: process.env });
let call: ParsedCall | undefined;
/** The page that has started this run, where one has. */
const parent =
  process.env[childVariable] === "1" ? (await import("../ui/runs/parent-sink.js")).parentSink() : undefined;
process.on("uncaughtException", (error) => endWith(fail(error)));
await endWith(await run());

async function run(): Promise<ExitCode> {
  try {
    call = await parseCommandLine(args, { commands, version: readToolVersion(), env: process.env });
    if (call === undefined) return ExitCode.pass;
    return exitCodeFor(await call.command.run({ ...call, terminal, env: process.env }));
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): ExitCode {
  const json = call === undefined ? wantsJson() : call.flags.switch("json");
  const redact = redactNames(args, process.env);
  tellParent(error, redact);
  terminal.err(json ? renderErrorJson(error, redact) : renderError(error, terminal.errColours, redact));
  return exitCodeFor(exitFactsOf(error));
}

/** Of an end before the run could tell it. */
function tellParent(error: unknown, redact: readonly string[]): void {
  if (parent === undefined || parent.hasEnded) return;
  const exitCode = exitCodeFor(exitFactsOf(error));
  parent.tell({ kind: "failed", problem: problemOf(error, redact), exitCode });
}

/** A command line that does not parse has no flags: looks for the word itself, then for its variable. */
function wantsJson(): boolean {
  if (args.includes("--json")) return true;
  if (args.includes("--no-json")) return false;
  return ["1", "true", "yes", "on"].includes(process.env[variableName("json")]?.toLowerCase() ?? "");
}

/** Ends the process when all output is out; what is still open (a socket of a target, a timer) does not hold it. */
async function endWith(code: ExitCode): Promise<never> {
  await terminal.flush();
  await parent?.end(parentFlushMs);
  process.exit(code);
}
