// Commands as data: what is installed, how they are pinned to a core, and how they are run to their end.

import { execFile, execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** The core of the generator and the core of the server. */
export const generatorCore = 0;
export const serverCore = 1;

/** Whether generator and server get a core each. */
export const canPin = availableParallelism() > 1 && succeeds(["taskset", "-V"]);

/** The command on one core, where that can be had. */
export function pinned(core: number, command: Command): Command {
  return canPin ? ["taskset", "-c", String(core), ...command] : command;
}

/** A TypeScript file of bench/ in Node. */
export function nodeCommand(file: string, args: readonly string[]): Command {
  return [process.execPath, "--import", "jiti/register", benchFile(file), ...args];
}

/** The path of a file below bench/. */
export function benchFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Whether the command is there and ends well. */
export function succeeds([program, ...args]: Command): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false; // Not there: what it was for is left out, and the results say so.
  }
}

/** Runs a command to its end and gives what it printed. @throws Error with its stderr when it fails or takes too long. */
export async function outputOf([program, ...args]: Command, timeoutMs: number): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { timeout: timeoutMs, maxBuffer: 2 ** 24 });
  return stdout;
}
