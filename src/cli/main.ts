#!/usr/bin/env node
// The executable: reads the command line, runs the command, ends with its exit code.

import { readToolVersion } from "../metrics/environment.js";
import { commands } from "./commands.js";
import { exitFactsOf, renderError, renderErrorJson } from "./error-output.js";
import { ExitCode, exitCodeFor } from "./exit-code.js";
import { type ParsedCall, parseCommandLine } from "./flags/command-line.js";
import { variableName } from "./flags/environment-flags.js";
import { redactNames } from "./reporting/redact-names.js";
import { openTerminal } from "./terminal.js";

const args = process.argv.slice(2);
const terminal = openTerminal({ stdout: process.stdout, stderr: process.stderr, env: process.env });
let call: ParsedCall | undefined;
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
  terminal.err(json ? renderErrorJson(error, redact) : renderError(error, terminal.errColours, redact));
  return exitCodeFor(exitFactsOf(error));
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
  process.exit(code);
}
